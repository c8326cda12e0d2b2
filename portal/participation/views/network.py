"""The network's table: which school year, which districts, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from portal.core.dates import school_year, school_year_from, school_year_words
from portal.districts.models import District
from portal.participation import queries
from portal.participation.counting import DistrictYear, Ledger
from portal.participation.duties import Duty
from portal.participation.forms import NetworkForm
from portal.participation.models import Contest

BY_NAME, BY_MET = "name", "met"
ORDERS = (BY_NAME, BY_MET, *(duty.value for duty in Duty))


@dataclass(frozen=True)
class Asked:
    """What the reader wants to see."""

    form: NetworkForm
    year: int
    members: dict[DistrictYear, date]
    words: str
    show: str
    sort: str

    @property
    def is_filtered(self) -> bool:
        """Whether some districts may be left out."""
        return bool(self.words or self.show)


@dataclass(frozen=True)
class Row:
    """A district in the table."""

    district: District
    ledger: Ledger
    contests: int


def asked_of(query: Mapping[str, Any]) -> Asked:
    """From an address to what is wanted; what it does not say, or says wrongly, is the usual."""
    members, now = queries.member_years(), school_year(timezone.localdate())
    years = queries.years_in(members) or [now]
    form = NetworkForm(query or None, years=years)
    said = form.cleaned_data if form.is_valid() else {}
    year = school_year_from(said.get("year", "")) or (now if now in years else years[0])
    if not form.is_bound:
        form.initial["year"] = school_year_words(year)
    sort = query.get("sort", "")
    order = sort if sort.removeprefix("-") in ORDERS else BY_NAME
    in_year = {place: since for place, since in members.items() if place[1] == year}
    return Asked(form, year, in_year, said.get("q", ""), said.get("show", ""), order)


def table_of(asked: Asked) -> list[Row]:
    """The rows that are wanted, in their order."""
    names = District.objects.filter(name__icontains=asked.words).in_bulk([leaid for leaid, _ in asked.members])
    contests: dict[str, int] = {}
    for leaid in Contest.objects.open().filter(year=asked.year).values_list("district", flat=True):
        contests[leaid] = contests.get(leaid, 0) + 1
    members = {place: since for place, since in asked.members.items() if place[0] in names}
    rows = [Row(names[each.leaid], each, contests.get(each.leaid, 0)) for each in queries.ledgers(members)]
    return ordered([row for row in rows if fits(row, asked.show)], asked.sort)


def fits(row: Row, show: str) -> bool:
    """Whether a row is among those to show."""
    is_met = row.ledger.met == len(Duty)
    return {"short": not is_met, "met": is_met, "contested": row.contests > 0}.get(show, True)


def ordered(rows: list[Row], sort: str) -> list[Row]:
    """By name, by how many duties are met, or by one duty; districts that are even stand by name."""
    by, is_down = sort.removeprefix("-"), sort.startswith("-")
    rows = sorted(rows, key=lambda row: (row.district.name, row.district.pk), reverse=is_down and by == BY_NAME)
    if by == BY_NAME:
        return rows
    if by == BY_MET:
        return sorted(rows, key=lambda row: row.ledger.met, reverse=is_down)
    return sorted(rows, key=lambda row: (row.ledger.tally(by).count, row.ledger.tally(by).excused), reverse=is_down)
