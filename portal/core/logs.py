"""Structured logs: one JSON line for each event, with the request's id; never form data, cookies or headers."""

import json
import logging
from contextvars import ContextVar
from typing import Any

_request_id: ContextVar[str] = ContextVar("request_id", default="")
SECRET_PARTS = {"key", "token", "uidb36"}  # names of the parts of addresses that open something by themselves
EXTRA = ("method", "path", "status", "ms", "user")


def current_request_id() -> str:
    """The id of the request being answered, or an empty string outside of one."""
    return _request_id.get()


def set_request_id(value: str) -> None:
    """Remember the id of the request being answered."""
    _request_id.set(value)


def safe_path(request: Any) -> str:
    """The path of a request without the parts that open something by themselves, such as the key of an invitation."""
    return without_secrets(request, request.path)


def without_secrets(request: Any, text: str) -> str:
    """A text in which no secret part of the request's address is left."""
    match = getattr(request, "resolver_match", None)
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRET_PARTS and isinstance(value, str) and value:
            text = text.replace(value, "(secret)")
    return text


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON. Line breaks in messages are escaped, so no line can be forged."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(getattr(record, "request", None), record.getMessage()),
            "request": current_request_id(),
            **{name: getattr(record, name) for name in EXTRA if hasattr(record, name)},
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
