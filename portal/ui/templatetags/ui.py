"""The components as template tags; each has one template and one example on the style guide page."""

from typing import Any

from django import template
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
