"""Portal servers that start at once: one process loads the portal, and forks a server for each line it reads.

Run as `python -m tests.journeys.nursery`. It takes a port and keeps it, so that nobody else gets it between two
servers; then it prints the port. Each line of standard input gives one more server; its process number is printed.
"""

import os
import signal
import socket
import sys


def main() -> None:
    """Load everything once, then fork."""
    import uvicorn

    from portal.asgi import application
    from portal.core.management.commands.serve import server_options

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    warm_up()
    kept = socket.socket()
    kept.bind(("127.0.0.1", 0))
    say(str(kept.getsockname()[1]))
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            uvicorn.Server(uvicorn.Config(application, **server_options())).run(sockets=[kept])
            os._exit(0)
        say(str(child))


def warm_up() -> None:
    """What a server that has run for a while has loaded; and no connection is shared with those to come."""
    from django.db import connections
    from django.test import Client

    import applications.letters.sealed  # noqa: F401

    Client(SERVER_NAME="localhost").get("/accounts/login/")
    connections.close_all()


def say(words: str) -> None:
    """One line to who started this."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
