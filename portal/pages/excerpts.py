"""Words of a search, cleaned, and the part of a text where they are found."""

import re
import unicodedata

MAX_QUERY = 200
MAX_WORDS = 12
EXCERPT_LENGTH = 220
WORD = re.compile(r"[^\W_]+")


def clean_query(text: str) -> str:
    """What was typed, bounded and without control characters; safe to show again."""
    printable = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text[:MAX_QUERY])
    return " ".join(printable.split())


def words_of(query: str) -> list[str]:
    """The words to look for, in lower case: letters and digits only, so that no sign acts as an operator."""
    return list(dict.fromkeys(WORD.findall(query.lower())))[:MAX_WORDS]


def pattern_of(words: list[str]) -> re.Pattern[str]:
    """Matches any of the words where a word begins."""
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)


def excerpt(text: str, words: list[str]) -> str:
    """About two lines of the text around the first of the words; its beginning where none is found."""
    text = " ".join(text.split())
    found = pattern_of(words).search(text) if words else None
    start = max(0, found.start() - EXCERPT_LENGTH // 3) if found else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + EXCERPT_LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """A text cut into parts, each with whether it is one of the words; the template escapes and marks them."""
    if not words:
        return [(text, False)]
    parts, last = [], 0
    for found in pattern_of(words).finditer(text):
        parts += [(text[last : found.start()], False), (found.group(), True)]
        last = found.end()
    return [part for part in [*parts, (text[last:], False)] if part[0]]
