"""A real mail server on loopback that does what a script says: takes, puts off, refuses, hangs up, is slow."""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from email import message_from_bytes
from email.message import Message
from types import TracebackType


class MailServer:
    """Speaks enough SMTP for Django. `plan` says, by address, what happens to each attempt in turn.

    "450" puts the address off, "550" refuses it, "cut" hangs up in the middle of the text, "slow" takes `slow_seconds`
    before it answers; an address without a plan, or whose plan is used up, is taken.
    """

    def __init__(self, plan: dict[str, list[str]] | None = None, slow_seconds: float = 1.0) -> None:
        self.plan = {address: list(steps) for address, steps in (plan or {}).items()}
        self.slow_seconds = slow_seconds
        self.taken: list[tuple[str, Message]] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self.listening.close()

    def to(self, address: str) -> list[Message]:
        """What arrived for an address."""
        return [message for to, message in self.taken if to == address]

    def _listen(self) -> None:
        while True:
            try:
                talking, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(talking,), daemon=True).start()

    def _talk(self, talking: socket.socket) -> None:
        with talking, talking.makefile("rwb") as line:

            def say(words: str) -> None:
                line.write(f"{words}\r\n".encode())
                line.flush()

            say("220 tests")
            address, step = "", ""
            for command in line:
                verb = command[:4].upper()
                if verb == b"RCPT":
                    address = command.decode().partition("<")[2].partition(">")[0]
                    step = (self.plan.get(address) or [""]).pop(0)
                if verb == b"DATA" and not self._take(address, step, line, say):
                    return
                elif verb == b"QUIT":
                    return say("221 bye")
                elif verb != b"DATA":
                    say(f"{step} not now" if verb == b"RCPT" and step.isdigit() else "250 ok")

    def _take(self, address: str, step: str, line: Iterable[bytes], say: Callable[[str], None]) -> bool:
        say("354 go on")
        text = b""
        for part in line:
            if step == "cut":
                return False
            if part == b".\r\n":
                break
            text += part
        if step == "slow":
            time.sleep(self.slow_seconds)
        self.taken.append((address, message_from_bytes(text)))
        say("250 taken")
        return True
