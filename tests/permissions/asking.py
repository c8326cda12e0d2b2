"""Asking one thing of the portal as an actor, and leaving nothing changed."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.permissions.world import World

CHANGING = re.compile(r'nonce="[^"]*"|<input[^>]*name="(csrfmiddlewaretoken|form_key)"[^>]*>')
WRITE = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
# What a request may note without having an effect: its session, the cache, and which form key was brought.
NOTES = {"django_session", "usersessions_usersession", "portal_cache", "core_formkey"}
CHANGING_HEADERS = {"X-Request-ID", "Content-Security-Policy", "Content-Length", "Date"}


@dataclass(frozen=True)
class Answer:
    """What came back, without what differs from request to request."""

    status: int
    location: str
    headers: tuple[tuple[str, str], ...]
    body: str
    writes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The answer as the table says it: a status, or where a redirect leads."""
        if self.status != 302:
            return str(self.status)
        return "login" if self.location.startswith("/accounts/login/") else "on"

    @property
    def is_page(self) -> bool:
        """Whether a browser would draw it as a page."""
        return dict(self.headers).get("Content-Type", "").startswith("text/html")


def ask(world: World, actor: str, method: str, path: str, data: Any = None, **headers: Any) -> Answer:
    """The answer to a request, after which everything is as it was before."""
    browser = world.browser(actor)
    connection.queries_log.clear()  # it holds the last 9,000 only, and would say nothing once it is full
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = send(browser, method, path, data, headers)
        content = b"".join(response) if getattr(response, "streaming", False) else response.content
        transaction.set_rollback(True)
    kept = tuple(sorted((name, value) for name, value in response.items() if name not in CHANGING_HEADERS))
    body = CHANGING.sub("", content.decode("utf-8", "replace"))
    return Answer(response.status_code, response.headers.get("Location", ""), kept, body, written(queries))


def written(queries: Any) -> tuple[str, ...]:
    """The tables that a request wrote to, but for its own notes."""
    tables = (WRITE.match(query["sql"]) for query in queries.captured_queries)
    return tuple(sorted({table[1] for table in tables if table} - NOTES))


def send(browser: Any, method: str, path: str, data: Any, headers: dict[str, Any]) -> Any:
    """The request itself, with a form where there is one."""
    if data is None:
        return browser.generic(method, path, headers=headers)
    return getattr(browser, method.lower())(path, data, headers=headers)
