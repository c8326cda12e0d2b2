"""What minutes say, part by part, and as one text with its hash: the same for drafts and for approved ones."""

import hashlib
from typing import Any

from django.utils import timezone

from plcs.meetings.models import Minutes, Presence
from portal.ui.templatetags.parts import in_full

Content = dict[str, Any]


def content_of(minutes: Minutes) -> Content:
    """The parts of minutes as they stand now."""
    meeting = minutes.meeting
    people: dict[str, list[str]] = {presence: [] for presence in Presence.values}
    for row in meeting.attendance.select_related("user", "district"):
        people[row.presence].append(f"{row.user.name} ({row.district})")
    sections = [{"title": each.title, "text": tidy(each.text)} for each in minutes.sections.all()]
    return {
        "plc": str(meeting.workgroup),
        "title": meeting.title,
        "starts": in_full(meeting.starts_at),
        "ends": in_full(meeting.ends_at),
        "place": meeting.place,
        "attendance": [[Presence(presence).label, names] for presence, names in people.items() if names],
        "sections": sections,
    }


def tidy(text: str) -> str:
    """A text with one kind of line end and without blanks at its end, so that its hash can be checked anywhere."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))


def text_of(content: Content) -> str:
    """Minutes as one plain text."""
    lines = [f"Minutes: {content['title']}", content["plc"], f"From {content['starts']}", f"To {content['ends']}"]
    lines += [f"Place: {content['place']}"] if content["place"] else []
    lines += [f"{presence}: {'; '.join(names)}" for presence, names in content["attendance"]]
    for section in content["sections"]:
        lines += ["", section["title"], "", section["text"] or "Nothing was written."]
    return "\n".join(lines) + "\n"


def hash_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed_words(at: Any, text_hash: str) -> list[tuple[str, str]]:
    """What stands beneath approved minutes."""
    return [("Approved", in_full(timezone.localtime(at))), ("SHA-256 of the text", text_hash)]
