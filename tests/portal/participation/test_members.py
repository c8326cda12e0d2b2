"""Which school years a district has a ledger in: by its terms, until it leaves; and how many questions that takes."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.network import services as network
from portal.network.models import Term
from portal.participation import queries
from portal.participation.queries import last_quarter, ledgers, member_years
from tests.factories.ledger import Source, noon, planted
from tests.factories.network import NetworkMembershipFactory

pytestmark = pytest.mark.django_db


def years_of(leaid: str) -> dict[int, date]:
    return {year: since for (_, year), since in member_years([leaid]).items()}


@pytest.fixture
def in_2020() -> Any:
    """January 15, 2020, noon Central."""
    with time_machine.travel(noon(2020, 1, 15), tick=False):
        yield


def test_district_has_a_ledger_in_each_year_of_its_term_until_now(in_2020: None, district: Any):
    NetworkMembershipFactory(district=district, since=date(2018, 3, 14))
    assert years_of(district.pk) == {2018: date(2018, 3, 14), 2019: date(2018, 7, 1), 2020: date(2019, 7, 1)}


def test_last_day_of_a_term_decides(in_2020: None, district: Any):
    NetworkMembershipFactory(district=district, since=date(2018, 6, 30), until=date(2018, 7, 1))
    assert list(years_of(district.pk)) == [2018, 2019]


def test_first_day_that_is_to_come_gives_none(in_2020: None, district: Any):
    NetworkMembershipFactory(district=district, since=date(2020, 1, 16))
    assert years_of(district.pk) == {}


def test_gap_between_two_terms_has_none(in_2020: None, district: Any):
    membership = NetworkMembershipFactory(district=district, since=date(2016, 9, 1), until=date(2017, 6, 30))
    Term.objects.create(membership=membership, since=date(2019, 9, 1), rests_on="Second sample letter")
    assert years_of(district.pk) == {2017: date(2016, 9, 1), 2020: date(2019, 9, 1)}


def test_membership_without_a_term_counts_by_its_own_days(in_2020: None, district: Any):
    membership = NetworkMembershipFactory(district=district, since=date(2018, 9, 1))
    membership.terms.all().delete()
    assert list(years_of(district.pk)) == [2019, 2020]


def test_district_that_left_has_no_ledger_after_that(district: Any, facilitator: Any):
    membership = NetworkMembershipFactory(district=district, since=date(2018, 3, 14), until=date(2023, 6, 30))
    with time_machine.travel(noon(2019, 7, 1), tick=False):
        network.leave(membership, reason="Sample", actor=facilitator)
    assert list(years_of(district.pk)) == [2018, 2019, 2020]


def test_district_outside_the_network_has_none(district: Any):
    assert member_years([district.pk]) == {}
    assert ledgers({}) == []


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2019, 7, 1), date(2019, 4, 1), date(2019, 6, 30)),
        (date(2019, 12, 31), date(2019, 7, 1), date(2019, 9, 30)),
        (date(2020, 1, 1), date(2019, 10, 1), date(2019, 12, 31)),
        (date(2020, 5, 9), date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_quarter_is_the_last_that_is_over(day: date, first: date, last: date):
    assert last_quarter(day) == (first, last)


def many(count: int) -> list[str]:
    """So many more member districts."""
    return [NetworkMembershipFactory(since=date(2018, 7, 1), until=date(2021, 6, 30)).district.pk for _ in range(count)]


def asked() -> int:
    """How many questions all ledgers of three years take, practices of the library among the facts."""
    with CaptureQueriesContext(connection) as seen:
        ledgers(member_years())
    return len(seen)


def test_ledgers_take_as_many_queries_for_one_as_for_fifty(db: Any):
    many(1)
    one = asked()
    many(2)
    three = asked()
    many(47)
    assert one == three == asked() <= 10


def test_recomputing_gives_the_same_for_146_districts_within_two_seconds(source: Source):
    leaids = many(146)
    source.extend(each for leaid in leaids for year in (2019, 2020, 2021) for each in planted(leaid, year))
    begin = timezone.now()
    members = member_years()
    whole = ledgers(members)
    seconds = (timezone.now() - begin).total_seconds()
    assert len(whole) == 146 * 3
    assert seconds < 2, seconds
    assert all(ledger.met == 4 for ledger in whole)
    assert ledgers(member_years()) == whole
    by_one = [ledgers({place: since})[0] for place, since in members.items()]
    assert by_one == whole


def test_sources_are_asked_once_for_all(source: Source, monkeypatch: pytest.MonkeyPatch):
    many(3)
    calls: list[Any] = []
    monkeypatch.setattr(queries, "facts_of", lambda leaids, years: calls.append((leaids, years)) or [])
    ledgers(member_years())
    assert [(len(leaids), years) for leaids, years in calls] == [(3, {2019, 2020, 2021})]
