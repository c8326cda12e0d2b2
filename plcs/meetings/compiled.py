"""Minutes on paper, singly and over a series: the parts of the series are the single minutes, word for word."""

from collections.abc import Iterable
from typing import Any

from plcs.meetings.minutes import Content, content_of, sealed_words
from plcs.meetings.models import Minutes
from portal.core.paper import typeset
from portal.ui.templatetags.parts import in_full

Part = list[tuple[str, str, str, int]]


def content_now(minutes: Minutes) -> Content:
    """What minutes say: as they were sealed, or as the draft stands."""
    sealed = getattr(minutes, "sealed", None)
    return sealed.content if sealed else content_of(minutes)


def facts_of(minutes: Minutes) -> list[tuple[str, str]]:
    """What stands above the sections."""
    content = content_now(minutes)
    facts = [("PLC", content["plc"]), ("From", content["starts"]), ("To", content["ends"])]
    facts += [("Place", content["place"])] if content["place"] else []
    facts += [(presence, "; ".join(names)) for presence, names in content["attendance"]]
    sealed = getattr(minutes, "sealed", None)
    return facts + (sealed_words(sealed.sealed_at, sealed.text_hash) if sealed else [("State", "Draft, not approved")])


def sections_of(minutes: Minutes) -> Part:
    """The sections, then the notes that correct them."""
    content = content_now(minutes)
    rows: Part = [(each["title"], "", each["text"] or "Nothing was written.", 0) for each in content["sections"]]
    for note in minutes.corrections.all():
        rows.append(
            (f"Note of {note.by_name}", f"{in_full(note.at)}. It corrects the approved minutes.", note.words, 0)
        )
    return rows


def paper_of(minutes: Minutes) -> bytes:
    """The PDF of one meeting's minutes."""
    title = f"Minutes: {content_now(minutes)['title']}"
    return typeset(title, facts_of(minutes), [("What was said and decided", sections_of(minutes))])


def paper_of_series(title: str, parts: Iterable[Minutes]) -> bytes:
    """The PDF of a series: one part for each meeting, the oldest first."""
    sections: list[tuple[str, Any]] = []
    for minutes in parts:
        content = content_now(minutes)
        facts = "\n".join(f"{name}: {value}" for name, value in facts_of(minutes))
        heading = f"{content['title']}, {content['starts']}"
        sections.append((heading, [("When, where, who", "", facts, 0), *sections_of(minutes)]))
    return typeset(title, [("Meetings", str(len(sections)))], sections)
