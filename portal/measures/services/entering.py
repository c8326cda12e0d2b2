"""Readings are entered: only what changed, never over what somebody else wrote meanwhile, and nothing is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.models import School
from portal.measures.entry import NOTHING, Entry, Standing
from portal.measures.models import Measure, Reading, Revision
from portal.measures.policies import can_enter_for

NOT_YOURS = "Readings are entered for schools of a district in which you hold an office, while the measure is open."
SAY_WHY = "You change a value that stood here. Please say why: the PLC reads it beside the old value."


@dataclass(frozen=True)
class Clash:
    """Somebody else wrote this reading after the page was opened: what stands now, and what this person sent."""

    entry: Entry
    reading: Reading


@transaction.atomic
def enter_readings(
    measure: Measure, entries: Iterable[Entry], *, why: str = "", whole: bool = False, actor: Any
) -> list[Clash]:
    """Write the readings that differ from what stands; those that somebody else changed meanwhile come back.

    An entry without value, n and note takes a reading back. What stood before is kept with who, when and why. With
    `whole`, nothing is written where anything clashes.
    """
    entries = list(entries)
    measure = Measure.objects.select_for_update(of=("self",)).select_related("pathway").get(pk=measure.pk)
    _may_enter(measure, entries, actor)
    readings = _standing(measure, entries)
    clashes, changes = [], list[tuple[Entry, Reading | None]]()
    for entry in entries:
        reading = readings.get(entry.key)
        if standing_of(reading).says(entry):
            continue
        if reading and reading.version != entry.version:
            clashes.append(Clash(entry, reading))
        else:
            changes.append((entry, reading))
    if whole and clashes:
        return clashes
    if any(reading for _, reading in changes) and not why.strip():
        raise NotAllowed(SAY_WHY)
    for entry, reading in changes:
        _write(measure, entry, reading, why.strip(), actor)
    if changes:
        audit.record(measure, "measures.enter", actor=actor, readings=len(changes), why=why.strip())
    return clashes


def standing_of(reading: Reading | None) -> Standing:
    """What a reading says now."""
    return Standing(reading.value, reading.n, reading.note, reading.version) if reading else NOTHING


def _may_enter(measure: Measure, entries: list[Entry], actor: Any) -> None:
    if not all(can_enter_for(actor, measure, leaid) for leaid in {entry.district for entry in entries}):
        raise NotAllowed(NOT_YOURS)
    schools = {entry.school for entry in entries if entry.school is not None}
    homes = dict(School.objects.filter(pk__in=schools).values_list("pk", "district"))
    if any(homes.get(entry.school) != entry.district for entry in entries if entry.school is not None):
        raise NotAllowed("A school belongs to another district. Please open the page anew.")
    this_month = timezone.localdate().replace(day=1)
    if any(entry.month > this_month for entry in entries):
        raise NotAllowed("A month that has not come yet has no readings.")


def _standing(measure: Measure, entries: list[Entry]) -> Mapping[tuple[str, int | None, date], Reading]:
    districts, months = {entry.district for entry in entries}, {entry.month for entry in entries}
    found = Reading.objects.filter(measure=measure, district__in=districts, month__in=months)
    return {(each.district_id, each.school_id, each.month): each for each in found.select_related("entered_by")}


def _write(measure: Measure, entry: Entry, reading: Reading | None, why: str, actor: Any) -> None:
    before = standing_of(reading)
    if reading is None:
        reading = Reading(measure=measure, district_id=entry.district, school_id=entry.school, month=entry.month)
    reading.value, reading.n, reading.note = entry.value, entry.n, entry.note
    reading.version, reading.entered_by, reading.entered_at = before.version + 1, actor, timezone.now()
    reading.save()
    old = {"old_value": before.value, "old_n": before.n, "old_note": before.note}
    new = {"new_value": entry.value, "new_n": entry.n, "new_note": entry.note}
    facts = {"by": actor, "at": reading.entered_at, "why": why if before.version else ""}
    Revision.objects.create(reading=reading, version=reading.version, **old, **new, **facts)
