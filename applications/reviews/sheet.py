"""Assignments as a sheet of rows “reference, e-mail”: what each row would do, or why it cannot."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from applications.reviews.models import Panel, Subject
from applications.reviews.queries import ties_of, ties_on
from applications.reviews.states import LIVE
from portal.core.errors import NotAllowed

MOST_ROWS = 5_000


@dataclass(frozen=True)
class Row:
    """One row of the sheet, by its number from 1, and what is wrong with it; empty where it can be assigned."""

    number: int
    reference: str
    email: str
    wrong: str = ""
    subject: Any = None
    person: Any = None


def rows_of(text: str) -> list[tuple[int, str, str]]:
    """The rows of a CSV text with their numbers; a heading and empty rows are left out."""
    found = []
    for number, cells in enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), start=1):
        if number > MOST_ROWS:
            raise NotAllowed(f"A sheet has at most {MOST_ROWS} rows.")
        reference, email = [cell.strip() for cell in [*cells, "", ""][:2]]
        if (reference or email) and reference.casefold() != "reference":
            found.append((number, reference.lstrip("'").upper(), email.lstrip("'").lower()))
    return found


def checked(panel: Panel, text: str, reader: Any) -> list[Row]:
    """What each row would do; the same few questions for any number of rows."""
    subjects = {each.reference: each for each in panel.subjects.present().visible_to(reader)}
    people = {person.email.lower(): person for person in panel.people.filter(is_active=True)}
    ties = ties_of(panel, subjects.values())
    held = set(_held(subjects.values()))
    rows = []
    for number, reference, email in rows_of(text):
        subject, person = subjects.get(reference), people.get(email)
        wrong = _wrong(subject, person, ties, held)
        if not wrong:
            held.add((subject.pk, person.pk))  # type: ignore[union-attr]
        rows.append(Row(number, reference, email, wrong, subject, person))
    return rows


def _held(subjects: Any) -> Any:
    return (
        Subject.objects.filter(pk__in=[each.pk for each in subjects], assignments__state__in=LIVE)
        .order_by()
        .values_list("pk", "assignments__reviewer")
    )


def _wrong(subject: Any, person: Any, ties: Any, held: set[tuple[int, int]]) -> str:
    if subject is None:
        return "Nothing on this panel has this reference."
    if person is None:
        return "Nobody on this panel has this address."
    found = ties_on(ties, person.pk, subject)
    if found:
        return f"A conflict: {'; '.join(tie.words for tie in found)}."
    return "Assigned already." if (subject.pk, person.pk) in held else ""
