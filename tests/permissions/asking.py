"""Asking one thing of the portal as an actor, and leaving nothing changed."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tests.permissions.world import World

CHANGING = re.compile(r'nonce="[^"]*"|<input[^>]*name="(csrfmiddlewaretoken|form_key)"[^>]*>')
CHANGING_HEADERS = {"X-Request-ID", "Content-Security-Policy", "Content-Length", "Date"}


@dataclass(frozen=True)
class Answer:
    """What came back, without what differs from request to request."""

    status: int
    location: str
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def kind(self) -> str:
        """The answer as the table says it: a status, or where a redirect leads."""
        if self.status != 302:
            return str(self.status)
        return "login" if self.location.startswith("/accounts/login/") else "on"


def ask(world: World, actor: str, method: str, path: str, data: Any = None, **headers: Any) -> Answer:
    """The answer to a request, after which everything is as it was before."""
    browser = world.browser(actor)
    with transaction.atomic():
        response = send(browser, method, path, data, headers)
        content = b"".join(response) if getattr(response, "streaming", False) else response.content
        transaction.set_rollback(True)
    kept = tuple(sorted((name, value) for name, value in response.items() if name not in CHANGING_HEADERS))
    body = CHANGING.sub("", content.decode("utf-8", "replace"))
    return Answer(response.status_code, response.headers.get("Location", ""), kept, body)


def send(browser: Any, method: str, path: str, data: Any, headers: dict[str, Any]) -> Any:
    """The request itself, with a form where there is one."""
    if data is None:
        return browser.generic(method, path, headers=headers)
    return getattr(browser, method.lower())(path, data, headers=headers)
