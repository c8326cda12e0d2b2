"""The components as template tags; each has one template and one example on the style guide page."""

from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.http import new_form_key

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """A one-time key for a form: sent twice, it has one effect and one answer."""
    return format_html('<input type="hidden" name="form_key" value="{}">', new_form_key())


@register.inclusion_tag("ui/state.html")
def state(obj: Any) -> dict[str, Any]:
    """The state of an object as a coloured word."""
    return {"value": obj.state, "words": obj.get_state_display()}


@register.inclusion_tag("ui/tag.html")
def tag(words: str, kind: str = "") -> dict[str, Any]:
    """A small word in a round frame; `kind` gives it a colour besides the word."""
    return {"words": words, "kind": kind}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Links to the pages of a list; other query parameters are kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "query": query.urlencode()}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """The way back: pairs of words and address."""
    return {"crumbs": list(zip(parts[::2], parts[1::2], strict=True))}


@register.inclusion_tag("ui/steps.html")
def steps(names: list[str], here: int) -> dict[str, Any]:
    """Where one is in a task of several steps; `here` counts from 1."""
    return {
        "steps": [
            {"name": name, "done": number < here, "here": number == here} for number, name in enumerate(names, start=1)
        ]
    }


@register.inclusion_tag("ui/bar.html")
def bar(words: str, value: float, maximum: float, url: str = "") -> dict[str, Any]:
    """A figure out of a whole, as a number and as a bar."""
    return {"words": words, "value": value, "maximum": maximum, "url": url}


@register.inclusion_tag("ui/empty.html")
def empty(words: str, url: str = "", action: str = "") -> dict[str, Any]:
    """A list without rows: why it is empty and what to do next."""
    return {"words": words, "url": url, "action": action}


@register.simple_tag
def initials(name: str) -> str:
    """Two letters that stand for a person or a district."""
    parts = [part for part in name.split() if part[:1].isalnum()]
    return "".join(part[0] for part in parts[:2]).upper()


@register.filter
def get(mapping: dict, key: Any) -> Any:
    """A dictionary's value for a key that is itself a variable."""
    return mapping.get(key)


@register.inclusion_tag("ui/button.html")
def button(words: str, url: str = "", kind: str = "", more: str = "") -> dict[str, Any]:
    """A main action: a form's button, or with `url` a link that looks like one.

    `kind` is plain (a second choice) or grave (cannot be undone); `more` is said but not shown, as in lists.
    """
    return {"words": words, "url": url, "kind": kind, "more": more}


@register.inclusion_tag("ui/link.html")
def link(words: str, url: str, more: str = "") -> dict[str, Any]:
    """A link; `more` is said but not shown, where the same words lead to several places."""
    return {"words": words, "url": url, "more": more}


@register.inclusion_tag("ui/upload.html")
def upload_progress() -> dict[str, Any]:
    """Within a form that sends files: how far it is, where scripts run."""
    return {}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field of a form with its label, hint and errors joined to it."""
    return bound.as_field_group()


@register.simple_block_tag
def card(content: str, title: str, level: int = 2) -> SafeString:
    """Something that stands beside others of its kind, with a heading of this level."""
    return render_to_string("ui/card.html", {"content": content, "title": title, "level": level})


@register.simple_block_tag
def table(content: str, label: str) -> SafeString:
    """A table that scrolls in a region of its own, with a name."""
    return render_to_string("ui/table.html", {"content": content, "label": label})
