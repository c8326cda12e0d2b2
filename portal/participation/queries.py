"""Which districts have a ledger in which school years, and the ledgers, counted anew each time they are read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.core.dates import school_year, school_year_bounds, school_year_words
from portal.districts.models import LEADING_OFFICES, District
from portal.districts.policies import offices_of
from portal.network.models import NetworkMembership, Term
from portal.network.states import NetworkMembershipState
from portal.participation.counting import DistrictYear, Ledger, count
from portal.participation.models import READING_ROLES, Contest
from portal.participation.providers import facts_of
from portal.ui.providers import Waiting

Span = tuple[str, date, date]


@dataclass(frozen=True)
class LedgerOf:
    """A district and a school year in which it was a member."""

    district: District
    year: int
    since: date

    @property
    def district_id(self) -> str:
        """Whose it is."""
        return self.district.pk

    @property
    def school_year(self) -> str:
        """As addresses write it."""
        return school_year_words(self.year)

    def counted(self) -> Ledger:
        """The ledger as it stands now."""
        return ledgers({(self.district.pk, self.year): self.since})[0]


def districts_visible_to(user: Any) -> QuerySet[District]:
    """The districts of whose ledgers the person may know."""
    if not user.is_authenticated:
        return District.objects.none()
    if user.state_roles.intersection(READING_ROLES):
        return District.objects.all()
    return District.objects.filter(pk__in=offices_of(user))


def ledger_of(districts: QuerySet[District], leaid: str, year: int) -> LedgerOf | None:
    """A district's ledger in a school year; None where it was no member on any day of it so far."""
    district = districts.filter(pk=leaid).first()
    since = member_years([leaid]).get((leaid, year)) if district else None
    return LedgerOf(district, year, since) if district and since else None


def member_years(leaids: Collection[str] | None = None) -> dict[DistrictYear, date]:
    """For each district and school year until now in which it was a member, its first day as a member in that year."""
    found: dict[DistrictYear, date] = {}
    for leaid, first, last in spans(leaids):
        for year in range(school_year(first), school_year(last) + 1):
            since = max(first, school_year_bounds(year)[0])
            found[leaid, year] = min(since, found.get((leaid, year), since))
    return dict(sorted(found.items()))


def spans(leaids: Collection[str] | None = None) -> Iterator[Span]:
    """The days, until today, between which districts were members: by each term, or until the day they left."""
    today, left = timezone.localdate(), left_on()
    for leaid, number, state, first, until in terms(leaids):
        last = min(until or today, today)
        if state == NetworkMembershipState.LEFT and number in left:
            last = min(last, left[number])
        if first <= last:
            yield leaid, first, last


def terms(leaids: Collection[str] | None) -> Iterator[tuple[str, int, str, date, date | None]]:
    """Every term of these districts, or of all; a membership without one is its own term."""
    wanted = {} if leaids is None else {"district__in": list(leaids)}
    names = ("district_id", "pk", "state", "since", "until")
    yield from NetworkMembership.objects.filter(terms=None, **wanted).values_list(*names)
    of_terms = {f"membership__{name}": value for name, value in wanted.items()}
    names = ("membership__district_id", "membership_id", "membership__state", "since", "until")
    yield from Term.objects.filter(**of_terms).order_by("pk").values_list(*names)


def left_on() -> dict[int, date]:
    """The day on which each membership that was left ended, by its number, as the audit log has it."""
    noted = ModelLogEntry.objects.filter(action="network.leave").values_list("object_id", "timestamp")
    return {int(number): timezone.localtime(at).date() for number, at in noted if str(number).isdigit()}


def ledgers(members: Mapping[DistrictYear, date]) -> list[Ledger]:
    """The ledgers of these districts and school years, in their order, from what every area reports."""
    if not members:
        return []
    return count(members, facts_of({leaid for leaid, _ in members}, {year for _, year in members}))


def members_in(first: date, last: date) -> set[str]:
    """The districts that were members on some day between these two."""
    return {leaid for leaid, since, until in spans() if since <= last and until >= first}


def last_quarter(day: date) -> tuple[date, date]:
    """The first and last day of the quarter of a school year that was over last: quarters begin in July."""
    begin = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = begin - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def years_in(members: Iterable[DistrictYear]) -> list[int]:
    """The school years in which there were members, newest first."""
    return sorted({year for _, year in members}, reverse=True)


def waiting_contests(user: Any) -> Iterator[Waiting]:
    """For who leads a district: what it contests waits for MDE's answer."""
    led = [leaid for leaid, offices in offices_of(user).items() if offices.intersection(LEADING_OFFICES)]
    if not led:
        return
    for contest in Contest.objects.open().filter(district__in=led)[:100]:
        yield Waiting(
            words=f"Ledger: {contest}",
            url=contest.get_absolute_url(),
            note="Your district contests it; MDE answers.",
            state=contest.state,
            state_words=contest.get_state_display().lower(),
            on_others=True,
        )
