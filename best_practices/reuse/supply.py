"""The published practices of the library, as the score reads them."""

from collections.abc import Iterator, Mapping
from typing import Any

from best_practices.library.models import PracticePage
from best_practices.library.queries import public_pages
from best_practices.library.record import WAIVER_COLUMNS, outcomes, rows
from best_practices.reuse.adopters import elsewhere_by_practice
from best_practices.reuse.likeness import Context
from best_practices.reuse.providers import cited, held_waivers, mentors_with_room
from best_practices.reuse.scoring import LEARNERS, LOWEST, Elsewhere, PracticeFacts, WaiverNeed

GROUPS = {"lowest25": LOWEST, "english_learners": LEARNERS}
TAUGHT = {"pk": -1, "k": 0}


def library_practices() -> Iterator[PracticeFacts]:
    """Every practice that readers may read, with what schools that took it up saw; the same queries for any number."""
    elsewhere, held, room = elsewhere_by_practice(), held_waivers(), mentors_with_room()
    for page in public_pages().select_related("practice__district"):
        yield facts_of(
            page, elsewhere.get(page.practice_id, {}), held, room=room.get(page.practice.district_id or "", 0)
        )


def facts_of(
    page: PracticePage, elsewhere: Mapping[str, Elsewhere], held: Mapping[str, frozenset[str]], *, room: int
) -> PracticeFacts:
    """One practice; `room` is for how many districts its district has room as a mentor.

    Sizes in its record are those of districts; they say nothing of a school, so they are left out.
    """
    record: dict[str, Any] = page.record
    grades = frozenset(TAUGHT.get(grade, int(grade) if grade.isdigit() else 0) for grade in record.get("grades") or [])
    return PracticeFacts(
        key=page.slug,
        title=page.title,
        url=page.practice.get_absolute_url(),
        components=frozenset(record.get("components") or []),
        context=Context(frozenset(record.get("communities") or []), grades),
        student_groups=frozenset(GROUPS.get(group, group) for group in record.get("groups") or []),
        tiers=tiers_of(record),
        elsewhere=elsewhere,
        contact=contact_of(page, room),
        needs_waivers=tuple(needs_of(record, held)),
        source=next((row["Study or data behind it"] for row in outcomes(record) if row["Study or data behind it"]), ""),
    )


def needs_of(record: dict[str, Any], held: Mapping[str, frozenset[str]]) -> Iterator[WaiverNeed]:
    """The standards that must be waived for it, each with the districts that hold such a waiver today."""
    for row in rows(record, "waivers", WAIVER_COLUMNS):
        if row["Standard"]:
            yield WaiverNeed(row["Standard"], held.get(cited(row["Standard"]), frozenset()))


def tiers_of(record: dict[str, Any]) -> dict[str, int]:
    """The strongest tier by component; a result without a study has none."""
    found: dict[str, int] = {}
    for row in outcomes(record):
        if row["Evidence tier"].isdigit():
            tier = int(row["Evidence tier"])
            found[row["Component"]] = min(tier, found.get(row["Component"], tier))
    return found


def contact_of(page: PracticePage, room: int) -> str:
    """Whom to call, in words; a district that mentors is said to, with the number of districts it has room for."""
    office = str(page.record.get("contact_office") or "")
    told = ", ".join(filter(None, [office, page.practice.owner_name if office or room else ""]))
    return f"{told}, a mentor with room for {room} more district{'' if room == 1 else 's'}" if room else told
