"""Components of lists and pages: sortable headings, timelines, notices, facts, tabs, dialogs, changes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from portal.ui.changes import pieces

register = template.Library()
NOTICES = {"info", "done", "warning"}


@register.inclusion_tag("ui/sort_heading.html", takes_context=True)
def sort_heading(context: dict[str, Any], name: str, words: str, here: str = "", number: bool = False) -> dict:
    """A column's heading that sorts by it; `here` is the order in force when the address does not say it."""
    query = context["request"].GET.copy()
    here = here or query.get("sort", "")
    query.pop("page", None)
    query["sort"] = f"-{name}" if here == name else name
    order = {name: "ascending", f"-{name}": "descending"}.get(here, "")
    return {"words": words, "query": query.urlencode(), "order": order, "number": number}


@register.filter
def in_full(at: Any) -> str:
    """A day or a moment in full, with its weekday; moments in Central time."""
    if isinstance(at, datetime):
        at = timezone.localtime(at) if timezone.is_aware(at) else at
        return f"{formats.date_format(at, 'DATETIME_FORMAT')} Central"
    return formats.date_format(at, "DATE_FORMAT") if isinstance(at, date) else str(at or "")


@register.filter
def ago(at: datetime) -> str:
    """How long ago a moment was, in words; nobody reads “0 minutes”."""
    return "just now" if timezone.now() - at < timedelta(minutes=1) else f"{timesince(at)} ago"


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """The life of an object: entries with words, at, done and note."""
    return {"entries": entries}


@register.simple_block_tag
def notice(content: str, kind: str, title: str) -> SafeString:
    """Something to know now: kind is info, done or warning, and the title says it in words."""
    return render_to_string(
        "ui/notice.html", {"content": content, "kind": kind if kind in NOTICES else "info", "title": title}
    )


@register.inclusion_tag("ui/avatar.html")
def avatar(name: str) -> dict[str, Any]:
    """A face of initials, beside a name that is written out."""
    return {"name": name}


@register.inclusion_tag("ui/facts.html")
def facts(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Facts as words and values; a fact without a value is left out."""
    return {"pairs": [(words, value) for words, value in pairs if value is not None and value != ""]}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Iterable[tuple[str, str]], here: str, label: str = "Sections") -> dict[str, Any]:
    """Links to the parts of one thing: pairs of words and address; `here` is the address one is at."""
    return {"items": list(items), "here": here, "label": label}


@register.inclusion_tag("ui/diff.html")
def diff(before: str, after: str) -> dict[str, Any]:
    """What was added and taken out between two texts, in numbers and marked in the text."""
    found = pieces(before or "", after or "")
    added, taken = (sum(piece.words for piece in found if piece.kind == kind) for kind in ("in", "out"))
    return {"pieces": found, "added": added, "taken": taken}


@register.inclusion_tag("ui/confirm_dialog.html", takes_context=True)
def confirm_dialog(context: dict[str, Any], id: str, title: str, text: str, action: str, words: str = "") -> dict:
    """A button that asks before it acts; without scripts it leads to the page at `action`, which asks instead."""
    token = context.get("csrf_token")
    return {"id": id, "title": title, "text": text, "action": action, "words": words or title, "csrf_token": token}
