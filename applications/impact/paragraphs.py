"""A standard's text in paragraphs, and what would change in each. Pure.

A version's text never changes, so the numbers of its paragraphs stay what they are.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ITEM = r"[ \t]*(?:\(\w{1,5}\)|\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[A-Za-z][.)]|[ivx]{2,5}[.)]|[-•])[ \t]+\S"
BREAK = re.compile(rf"\n(?:[ \t]*\n)+|\n(?={ITEM})")
BETWEEN = "\n\n"
KEEP, CHANGE, DELETE = "keep", "change", "delete"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its number, its words, and what stands between it and the next."""

    number: int
    text: str
    gap: str = ""


@dataclass(frozen=True)
class Edit:
    """What is proposed for a paragraph: keep, change to other words, or delete; and what is inserted after it."""

    do: str = KEEP
    words: str = ""
    after: str = ""


@dataclass(frozen=True)
class Changed:
    """A paragraph that would read otherwise; a new one has no words before."""

    number: int
    what: str
    before: str
    after: str


def split(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs, divided at blank lines and before numbered items; nothing is left out but a blank text."""
    found: list[tuple[str, str]] = []
    start = 0
    for gap in BREAK.finditer(text):
        if text[start : gap.start()].strip():
            found.append((text[start : gap.start()], gap.group()))
            start = gap.end()
    rest = text[start:]
    if rest.strip():
        found.append((rest, ""))
    elif found:
        found[-1] = (found[-1][0], found[-1][1] + rest)
    return tuple(Paragraph(number, words, gap) for number, (words, gap) in enumerate(found, start=1))


def editable(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs to work on; a text that is not entered yet is one without words."""
    return split(text) or (Paragraph(1, ""),)


def join(paragraphs: Iterable[Paragraph]) -> str:
    """The text again, as it was split."""
    return "".join(each.text + each.gap for each in paragraphs)


def amended(text: str, edits: Mapping[int, Edit]) -> str:
    """The text as it would read."""
    paragraphs = editable(text)
    parts: list[tuple[str, str]] = []
    for each in paragraphs:
        edit = edits.get(each.number, Edit())
        kept = {KEEP: each.text, CHANGE: edit.words if edit.words.strip() else each.text, DELETE: ""}[edit.do]
        told = [words for words in (kept, edit.after) if words.strip()]
        if not told and parts:
            parts[-1] = (parts[-1][0], max(parts[-1][1], each.gap, key=len))
        parts += [(words, BETWEEN) for words in told[:-1]] + [(words, each.gap) for words in told[-1:]]
    spaced = [words + (gap or BETWEEN) for words, gap in parts[:-1]]
    return "".join([*spaced, *(words + paragraphs[-1].gap for words, _ in parts[-1:])])


def changes(text: str, edits: Mapping[int, Edit]) -> list[Changed]:
    """What would read otherwise, paragraph by paragraph."""
    found = []
    for each in editable(text):
        edit = edits.get(each.number, Edit())
        if edit.do == DELETE:
            found.append(Changed(each.number, "deleted", each.text, ""))
        elif edit.do == CHANGE and edit.words.strip() and edit.words.strip() != each.text.strip():
            found.append(Changed(each.number, "changed", each.text, edit.words))
        if edit.after.strip():
            found.append(Changed(each.number, "added after it", "", edit.after))
    return found
