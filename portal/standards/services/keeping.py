"""Who keeps the standards, and how the texts that they send are kept."""

from collections.abc import Mapping
from typing import Any

from portal.core.errors import NotAllowed

KEPT_BY = "The department's facilitators and administrators keep the standards."


def may_keep(actor: Any) -> None:
    """NotAllowed for whoever does not keep the standards."""
    if not actor.has_perm("standards.keep"):
        raise NotAllowed(KEPT_BY)


def plain(words: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without spaces around them and with one kind of line end: browsers send another, and that is no change."""
    return {
        name: value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value
        for name, value in words.items()
    }
