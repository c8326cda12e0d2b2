"""Parts of public pages that come from elsewhere: the round's dates and the network's topics."""

from typing import Any

from django import template

from portal.network.models import Pathway
from portal.pages.excerpts import marked
from portal.pages.providers import key_dates

register = template.Library()


@register.inclusion_tag("pages/dates.html")
def round_dates() -> dict[str, Any]:
    """The dates of the open or next round; nothing where there is none."""
    return {"dates": key_dates()}


@register.inclusion_tag("pages/topics.html")
def topics(kind: str = "") -> dict[str, Any]:
    """The network's topics, or only those of one kind."""
    pathways = Pathway.objects.filter(kind=kind) if kind else Pathway.objects.all()
    return {"topics": pathways}


@register.inclusion_tag("pages/marked.html")
def mark_words(text: str, words: list[str]) -> dict[str, Any]:
    """A text with the words of a search marked."""
    return {"parts": marked(text, words)}
