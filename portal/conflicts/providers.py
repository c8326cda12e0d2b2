"""Ties between people and districts: what a tie is, who adds kinds of ties, and the kinds that the portal knows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from portal.conflicts.models import Declaration
from portal.districts.models import Membership
from portal.districts.states import MembershipState

# How long a former office ties. Federal law keeps a person out of an earlier employer's affairs for one or two years
# (5 CFR 2635.502, 18 USC 207); a district's plans run for three, and who wrote the plan should not judge it.
YEARS_OF_TIE = 3


@dataclass(frozen=True)
class Tie:
    """One reason why a person may not judge a district; `words` are for staff and for the person."""

    person: int
    district: str
    kind: str
    words: str


@dataclass(frozen=True)
class Bond:
    """What binds a district to another: whoever holds an office in `own` may not judge `other`."""

    own: str
    other: str
    kind: str
    words: str


TieSource = Callable[[Collection[int], Collection[str]], Iterable[Tie]]
BondSource = Callable[[Collection[str], Collection[str]], Iterable[Bond]]
_sources: list[TieSource] = []
_bonds: list[BondSource] = []
_of_holders: list[TieSource] = []


def add_ties(source: TieSource) -> None:
    """Called once by an app in `ready()`: people and districts to ties, with a constant number of queries."""
    _sources.append(source)


def add_bonds(source: BondSource) -> None:
    """Called once by an app in `ready()`: from people's own districts and others, by LEAID, to what binds them."""
    _bonds.append(source)


def add_holder_ties(source: TieSource) -> None:
    """The same as `add_ties`, for ties of people who hold an office now: the source is asked of nobody else."""
    _of_holders.append(source)


def all_ties(people: Collection[int], districts: Collection[str]) -> Iterator[Tie]:
    """What every source says about these people and districts now."""
    for source in list(_sources):
        yield from source(people, districts)


def office_ties(people: Collection[int], districts: Collection[str]) -> Iterator[Tie]:
    """Offices held now, those that ended within `YEARS_OF_TIE` years, and what binds the districts of offices held."""
    today = timezone.localdate()
    held = Membership.objects.filter(user__in=people, starts_on__isnull=False)
    own: dict[str, set[int]] = {}
    for membership in held.exclude(state=MembershipState.DECLINED).exclude(state=MembershipState.REQUESTED):
        end = _end_of(membership, today)
        if end is None:
            own.setdefault(membership.district_id, set()).add(membership.user_id)
        if membership.district_id in districts and (tie := _tie_of(membership, end, today)):
            yield tie
    yield from _bound_ties(own, districts)
    holders = {person for people in own.values() for person in people}
    for source in _of_holders if holders else ():
        yield from source(holders, districts)


def _tie_of(membership: Membership, end: date | None, today: date) -> Tie | None:
    office = membership.get_office_display().lower()
    if end is None:
        return Tie(membership.user_id, membership.district_id, "office", f"{office} of the district now")
    if end > today - timedelta(days=round(365.25 * YEARS_OF_TIE)):
        return Tie(membership.user_id, membership.district_id, "former office", f"{office} until {end:%Y-%m-%d}")
    return None


def _bound_ties(own: Mapping[str, Collection[int]], districts: Collection[str]) -> Iterator[Tie]:
    """One question to each source of bonds, and none where nobody holds an office."""
    for bond in (bond for source in _bonds for bond in source(list(own), districts)) if own else ():
        for person in sorted(own[bond.own]):
            yield Tie(person, bond.other, bond.kind, bond.words)


def _end_of(membership: Membership, today: date) -> date | None:
    """The day the office ended; None while it is held. A closed account does not end a tie."""
    if membership.state == MembershipState.ENDED and membership.ended_at:
        return timezone.localtime(membership.ended_at).date()
    return membership.ends_on if membership.ends_on and membership.ends_on < today else None


def declared_ties(people: Collection[int], districts: Collection[str]) -> Iterator[Tie]:
    """What people declared themselves."""
    found = Declaration.objects.open().filter(person__in=people, district__in=districts)
    for declaration in found:
        yield Tie(declaration.person_id, declaration.district_id, "declared", f"declared: {declaration.reason}")
