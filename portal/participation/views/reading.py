"""Reading ledgers: the network's table for MDE, a district's list, one district's school year; files of them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.dates import school_year, school_year_bounds, school_year_words
from portal.core.policies import requires
from portal.core.sheets import csv_answer
from portal.districts.models import District
from portal.districts.policies import offices_of
from portal.participation import queries
from portal.participation.counting import Ledger
from portal.participation.duties import WORDS, Duty, Standing
from portal.participation.models import Contest
from portal.participation.views.finding import ledger_for
from portal.participation.views.network import Row, asked_of, table_of

ON_A_PAGE = 20
ENTRY_HEADER = ["Duty", "Count", "Target", "Excused", "Absent", "What", "On", "Says", "Note", "Where"]
NETWORK_HEADER = ["NCES id", "District", "School year", "Member since", "Duties met"]


@require_safe
@requires("participation.list")
def ledgers(request: HttpRequest) -> HttpResponse:
    """For MDE the network in a school year; for a person of districts theirs, year by year."""
    if request.user.has_perm("participation.read_network"):
        return render(request, "participation/network.html", network_page(request))
    places = sorted(queries.member_years(list(offices_of(request.user))).items(), key=lambda each: -each[0][1])
    page = Paginator(places, ON_A_PAGE).get_page(request.GET.get("page"))
    found = queries.ledgers(dict(page.object_list))
    names = District.objects.in_bulk({ledger.leaid for ledger in found})
    rows = [(names[ledger.leaid], school_year_words(ledger.year), ledger) for ledger in found]
    return render(request, "participation/own.html", {"page": page, "rows": rows})


def network_page(request: HttpRequest) -> dict[str, Any]:
    """What MDE sees of the network."""
    asked = asked_of(request.GET)
    page = Paginator(table_of(asked), ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page": page, "form": asked.form, "has_errors": bool(asked.form.errors)}
    context |= {"school_year": school_year_words(asked.year), "query": request.GET.urlencode(), "sort": asked.sort}
    return {**context, "duties": [(duty.value, WORDS[duty].short) for duty in Duty], "filtered": asked.is_filtered}


@require_safe
@requires("participation.read_network")
def network_file(request: HttpRequest) -> HttpResponse:
    """The same table, whole, as a file."""
    asked = asked_of(request.GET)
    header = [*NETWORK_HEADER]
    for duty in Duty:
        header += [f"{WORDS[duty].short}{part}" for part in ("", ", target", ", excused", ", absent", ", in a word")]
    rows = (network_cells(row) for row in table_of(asked))
    return csv_answer(f"ledger-{school_year_words(asked.year)}.csv", [*header, "Open contests"], rows)


def network_cells(row: Row) -> list[Any]:
    """A district of the table as cells."""
    ledger = row.ledger
    cells: list[Any] = [ledger.leaid, row.district.name, school_year_words(ledger.year), ledger.since, ledger.met]
    for tally in ledger.duties:
        cells += [tally.count, tally.target, tally.excused, tally.absent, tally.level.value]
    return [*cells, row.contests]


@require_safe
@requires("participation.read", on=ledger_for)
def ledger(request: HttpRequest, of: queries.LedgerOf) -> HttpResponse:
    """The five duties of a district in a school year, each with its evidence and what is said against it."""
    return render(request, "participation/ledger.html", page_of(request, of))


def page_of(request: HttpRequest, of: queries.LedgerOf) -> dict[str, Any]:
    """What the page of a ledger shows."""
    said = Contest.objects.visible_to(request.user).filter(district=of.district, year=of.year)
    contests: dict[str, list[Contest]] = {}
    for contest in said.select_related("raised_by", "answered_by"):
        contests.setdefault(contest.duty, []).append(contest)
    found, first_and_last = of.counted(), school_year_bounds(of.year)
    member_years = queries.member_years([of.district.pk])
    years = [(school_year_words(year), year == of.year) for year in queries.years_in(member_years)]
    return {
        "of": of,
        "ledger": found,
        "duties": [(tally, contests.get(tally.duty, [])) for tally in found.duties],
        "since": of.since if of.since > first_and_last[0] else None,
        "last_day": first_and_last[1] if of.year == school_year(timezone.localdate()) else None,
        "years": years,
        "is_open": "all" in request.GET,
        "may_contest": request.user.has_perm("participation.contest", of.district),
        "may_answer": request.user.has_perm("participation.answer", of.district),
    }


@require_safe
@requires("participation.read", on=ledger_for)
def ledger_file(request: HttpRequest, of: queries.LedgerOf) -> HttpResponse:
    """One line for each entry; a duty without entries has one line too."""
    return csv_answer(f"ledger-{of.district.pk}-{of.school_year}.csv", ENTRY_HEADER, entry_cells(of.counted()))


def entry_cells(ledger: Ledger) -> Iterator[list[Any]]:
    """The entries of a ledger as cells."""
    for tally in ledger.duties:
        figures = [tally.words.name, tally.count, tally.target, tally.excused, tally.absent]
        for standing in Standing:
            for fact in tally.of(standing):
                where = f"{settings.SITE_URL}{fact.url}" if fact.url else ""
                yield [*figures, fact.title, fact.on, fact.standing.value, fact.note, where]
        if not tally.facts:
            yield [*figures, "", "", "", "", ""]
