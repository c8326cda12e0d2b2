"""What the library reports to the ledger: practices in the year of their first publication, for all behind them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from best_practices.library import services
from best_practices.library.models import Author, Practice
from best_practices.library.providers import practice_facts
from portal.participation import providers
from portal.participation.duties import Duty, Fact
from tests.factories.ledger import noon
from tests.factories.library import drafted, new_version, published

pytestmark = pytest.mark.django_db
OWN, RIVAL = "2899001", "2899002"


@pytest.fixture
def practice(district: Any, member: Any, facilitator: Any) -> Practice:
    """A practice of the district, first published on June 30, 2019."""
    found = published(district, actor=member, facilitator=facilitator)
    Practice.objects.filter(pk=found.pk).update(first_published_at=noon(2019, 6, 30) + timedelta(hours=11))
    return Practice.objects.get(pk=found.pk)


def facts(*leaids: str, years: tuple[int, ...] = (2018, 2019, 2020)) -> list[Fact]:
    return list(practice_facts(leaids, years))


def co_written(practice: Practice, district: Any, person: Any, **more: Any) -> Author:
    told = {"email": person.email, "person": person, "district": district, "accepted_at": noon(2019, 1, 1)}
    return Author.objects.create(draft=practice.versions.get(number=1), **{**told, **more})


def test_practice_counts_for_the_year_in_which_readers_saw_it_first(practice: Practice):
    (found,) = facts(OWN)
    assert (found.leaid, found.year, found.duty, found.on) == (OWN, 2019, Duty.PRACTICES, noon(2019, 6, 30).date())
    assert (found.title, found.url) == (str(practice), practice.get_absolute_url())
    assert facts(OWN, years=(2020,)) == facts(RIVAL) == facts() == []


def test_practice_is_among_the_facts_of_the_ledger(practice: Practice):
    assert practice_facts in providers._sources
    assert facts(OWN)[0] in providers.facts_of([OWN], [2019])


def test_later_version_changes_nothing(practice: Practice, member: Any, facilitator: Any, rival_district, rival_lead):
    before = facts(OWN)
    version = new_version(practice, actor=member, summary="Sample: a better summary of the same practice.")
    Author.objects.create(
        draft=version, email=rival_lead.email, person=rival_lead, district=rival_district, accepted_at=noon(2020, 1, 1)
    )
    assert facts(OWN, RIVAL) == before


def test_draft_counts_for_nobody(district: Any, member: Any):
    drafted(district, actor=member)
    assert facts(OWN, years=(2026, 2027)) == []


def test_withdrawn_practice_does_not_count(practice: Practice, facilitator: Any):
    services.withdraw_practice(practice, reason="Sample.", actor=facilitator)
    assert facts(OWN) == []


def test_district_of_a_co_author_counts_too(practice: Practice, rival_district: Any, rival_lead: Any):
    co_written(practice, rival_district, rival_lead)
    assert [(each.leaid, each.note) for each in facts(OWN, RIVAL)] == [
        (OWN, ""), (RIVAL, "Written together with others.")
    ]  # fmt: skip
    assert [each.leaid for each in facts(RIVAL)] == [RIVAL]


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"accepted_at": None}, False),
        ({"ended_at": noon(2019, 6, 1)}, False),
        ({"ended_at": noon(2019, 8, 1)}, True),
    ],
)
def test_co_author_counts_who_wrote_it_then(
    change: dict[str, Any], counts: bool, practice: Practice, rival_district: Any, rival_lead: Any
):
    co_written(practice, rival_district, rival_lead, **change)
    assert [each.leaid for each in facts(RIVAL)] == [RIVAL] * counts


def test_two_authors_of_a_district_count_once(practice: Practice, district: Any, lead: Any):
    co_written(practice, district, lead)
    assert len(facts(OWN)) == 1


def test_facts_take_as_many_queries_for_1_3_and_50(district: Any, member: Any, facilitator: Any):
    counts = []
    with time_machine.travel(noon(2019, 1, 15), tick=False):
        for more in (1, 2, 7):
            for _ in range(more):
                published(district, actor=member, facilitator=facilitator)
            with CaptureQueriesContext(connection) as seen:
                found = facts(OWN)
            counts.append(len(seen))
    assert len(found) == 10
    assert set(counts) == {3}
