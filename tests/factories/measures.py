"""Measures and their readings, for tests; made by services, as people would."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from portal.districts.models import District, School
from portal.measures import services
from portal.measures.entry import Entry
from portal.measures.models import Measure, Reading
from portal.measures.runchart import months_later
from portal.network.models import Pathway
from portal.network.providers import CircleRole

WORDS = {
    "title": "Sample: students with a mentor",
    "question": "What share of grade 7 students met their mentor this month?",
    "counted": "Sample: from the list of mentor talks, on the last school day.",
}
JANUARY = date(2026, 1, 1)


def circle(roles: Mapping[str, str], pathway: Pathway) -> Callable[[Any], Mapping[int, CircleRole]]:
    """A circle of one PLC: from addresses of people to what they are in it."""

    def answer(user: Any) -> Mapping[int, CircleRole]:
        role = roles.get(user.email)
        return {pathway.pk: CircleRole(role)} if role else {}

    return answer


def measured(pathway: Pathway, *, actor: Any, **facts: Any) -> Measure:
    """A measure of a PLC."""
    return services.start_measure(pathway, actor=actor, **{**WORDS, **facts})


def read(
    measure: Measure,
    place: School | District,
    *values: Any,
    actor: Any,
    n: int | None = 40,
    first: date = JANUARY,
    **facts: Any,
) -> None:
    """The readings of a school, or of a district as a whole, month by month from the first; None leaves one out."""
    school, leaid = (place.pk, place.district_id) if isinstance(place, School) else (None, place.pk)
    months = {months_later(first, number): value for number, value in enumerate(values)}
    entered: Iterable[Entry] = [
        Entry(leaid, school, month, Decimal(str(value)), n, **facts)
        for month, value in months.items()
        if value is not None
    ]
    assert not services.enter_readings(measure, entered, actor=actor)


def change(
    measure: Measure, reading: Reading, value: Any, *, actor: Any, n: int | None = 40, why: str = "Sample"
) -> None:
    """Another value in place of the one that stands."""
    told = None if value is None else Decimal(str(value))
    entry = Entry(reading.district_id, reading.school_id, reading.month, told, n, "", reading.version)
    assert not services.enter_readings(measure, [entry], why=why, actor=actor)
