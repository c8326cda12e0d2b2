"""Found passages of a practice, with the words marked."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from best_practices.library.folding import asked, words_of
from best_practices.library.models import PracticePage
from portal.pages.excerpts import WORD, excerpt

register = template.Library()


@register.simple_tag
def passages(page: PracticePage, query: str) -> SafeString:
    """About two lines around the first word that was looked for, every one of them marked; for any ending of a word."""
    wanted = set(asked(query))
    text = f"{page.summary} {page.text}"
    first = next((word for word in WORD.findall(text) if wanted.intersection(words_of(word))), "")
    shown = excerpt(text, [first] if first else [])
    return format_html_join("", "{}", [(_marked(part, wanted),) for part in _parts(shown)])


def _parts(text: str) -> list[str]:
    """Words and what stands between them, in order."""
    found, last = [], 0
    for match in WORD.finditer(text):
        found += [text[last : match.start()], match.group()]
        last = match.end()
    return [*found, text[last:]]


def _marked(part: str, wanted: set[str]) -> SafeString | str:
    return format_html("<mark>{}</mark>", part) if wanted.intersection(words_of(part)) else part
