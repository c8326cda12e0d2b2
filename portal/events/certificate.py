"""Papers of events: the certificate of attendance and the sheet for the door, as tagged PDF."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from portal.core.paper import typeset
from portal.events.clock import when_of, where_of

BLANKS = 12
MARKS = "( ) present    ( ) excused    ( ) absent"


def certificate_of(event: Any, attendance: Any) -> bytes:
    """The certificate of one person who was present."""
    facts = [("Event", event.title), ("Kind", event.get_kind_display()), ("When", when_of(event))]
    facts += [("Where", where_of(event))]
    if attendance.district:
        facts.append(("District", str(attendance.district)))
    if event.hours:
        facts.append(("Hours", f"{event.hours:g}"))
    words = f"{attendance.name} was present at this event of the Mississippi Innovation Lab Network."
    noted = f"Noted on {date_format(localtime(attendance.noted_at), 'DATE_FORMAT')}."
    return typeset("Certificate of attendance", facts, [("Attendance", [(attendance.name, noted, words, 0)])])


def sheet_of(event: Any, expected: Iterable[Any]) -> bytes:
    """The sheet for the door: everybody who is expected, with room to mark, and empty lines for others."""
    people = [
        (each.name, "; ".join(part for part in (each.district, each.role, MARKS) if part), "Signature:", 1)
        for each in expected
    ]
    others = [(f"{number}. Name, district, e-mail", "", "Please write clearly:", 1) for number in range(1, BLANKS + 1)]
    facts = [("When", when_of(event)), ("Where", where_of(event)), ("Expected", str(len(people)))]
    sections = [("On the list", people)] if people else []
    return typeset(f"Sign-in sheet: {event.title}", facts, [*sections, ("Not on the list", others)])
