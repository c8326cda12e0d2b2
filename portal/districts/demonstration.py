"""Demonstration people of two real districts that compete: an exemplar in a town, and a remote rural one outside."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts import demonstration as people
from portal.districts.models import District, Membership, Office
from portal.districts.states import MembershipState

CORINTH = "2801260"
AMITE = "2800420"  # rural, remote (NCES locale 43), not in the network of 2018
SHORT_NAMES = {CORINTH: "Corinth", AMITE: "Amite County"}

# Address before the @, LEAID, office. The names say the office: nobody is invented.
OFFICES: list[tuple[str, str, str]] = [
    ("corinth.superintendent", CORINTH, Office.SUPERINTENDENT),
    ("corinth.board", CORINTH, Office.BOARD_PRESIDENT),
    ("corinth.lead", CORINTH, Office.INNOVATION_LEAD),
    ("corinth.principal", CORINTH, Office.PRINCIPAL),
    ("corinth.teacher", CORINTH, Office.LEAD_TEACHER),
    ("corinth.counselor", CORINTH, Office.COUNSELOR),
    ("amite.superintendent", AMITE, Office.SUPERINTENDENT),
    ("amite.board", AMITE, Office.BOARD_PRESIDENT),
    ("amite.lead", AMITE, Office.INNOVATION_LEAD),
    ("amite.teacher", AMITE, Office.LEAD_TEACHER),
    ("amite.federal", AMITE, Office.FEDERAL_PROGRAMS),
]
CONFLICTED = ("csa3", CORINTH, Office.OTHER)


@transaction.atomic
def load() -> list[Membership]:
    """Make the people and memberships that are missing; a second time changes nothing."""
    missing = set(SHORT_NAMES) - set(District.objects.filter(pk__in=SHORT_NAMES).values_list("pk", flat=True))
    if missing:
        raise LookupError(f"Load the districts first: {', '.join(sorted(missing))} not found.")
    people.load()
    seats = [(people.person(name, _shown(leaid, office)), leaid, office) for name, leaid, office in OFFICES]
    reviewer, leaid, office = CONFLICTED
    seats.append((people.person(reviewer, ""), leaid, office))
    return [_seat(*seat) for seat in seats]


def _shown(leaid: str, office: str) -> str:
    return f"{Office(office).label}, {SHORT_NAMES[leaid]} (sample)"


def _seat(person: Any, leaid: str, office: str) -> Membership:
    membership, _ = Membership.objects.get_or_create(
        district_id=leaid,
        user=person,
        office=office,
        state=MembershipState.ACTIVE,
        defaults={"starts_on": timezone.localdate(), "note": "Sample"},
    )
    return membership


def accounts() -> list[dict[str, Any]]:
    """All demonstration accounts: e-mail, password, role, district; those of districts come first."""
    names = {CORINTH: "Corinth School District", AMITE: "Amite County School District"}
    names |= dict(District.objects.filter(pk__in=SHORT_NAMES).values_list("pk", "name"))
    rows: list[dict[str, Any]] = [
        {
            "email": people.address(name),
            "password": people.PASSWORD,
            "role": Office(office).label,
            "district": names[leaid],
        }
        for name, leaid, office in OFFICES
    ]
    others = people.accounts()
    for row in others:
        if row["email"] == people.address(CONFLICTED[0]):
            row["district"] = names[CONFLICTED[1]]
    return rows + others
