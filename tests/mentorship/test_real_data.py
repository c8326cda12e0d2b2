"""The real districts: Districts of Innovation and districts rated A or B mentor, rural remote and distant ones ask."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from mentorship.matching import demonstration as matching
from mentorship.matching import queries
from mentorship.matching.checking import check
from mentorship.matching.models import Match, Run
from mentorship.matching.showing import shown
from mentorship.profiles import demonstration as profiles
from mentorship.profiles.models import Offer, Request, Strength
from portal.accountability import demonstration as accountability
from portal.accounts import demonstration as people
from portal.accounts.models import User
from portal.network import demonstration as network


@pytest.fixture(scope="module")
def run(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Run]:
    """The released run over the real districts; rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        for part in (accountability, network, people, profiles, matching):
            part.load()
        yield Run.objects.get()
        transaction.set_rollback(True)


def test_every_offer_rests_on_an_imported_figure_or_says_sample(run: Run) -> None:
    assert not Offer.objects.filter(is_sample=False).exists()
    assert not Request.objects.filter(is_sample=False).exists()
    evidence = Strength.objects.values_list("evidence", flat=True)
    assert all("proficient, the state" in words or words.startswith("Sample") for words in evidence)


def test_mentors_are_innovative_or_rated_a_or_b(run: Run) -> None:
    places = queries.places(match.mentor for match in Match.objects.select_related("mentor"))
    assert places
    assert all(place.may_mentor for place in places.values())


def test_every_rural_remote_district_is_served_before_a_distant_one(run: Run) -> None:
    """22 of 37, on the figures imported: 18 of 18 rural remote, 4 of 19 rural distant."""
    assert run.result["best"]["served"] == [18, 4, 0]
    assert run.result["best"]["largest_load"] == 2
    assert check(run.result["instance"], run.result["answer"]) == []
    remote, distant = (group["percent"] for group in run.result["equity"][0]["groups"])
    assert (remote, run.result["equity"][0]["gap"]) == (100.0, round(100 - distant, 1))


def test_page_of_the_run_shows_lines_reasons_and_who_is_served(run: Run, client_for: Any) -> None:
    page = client_for(User.objects.get(email="facilitator@example.org")).get(run.get_absolute_url()).content.decode()
    found = shown(run)
    assert page.count('class="pair"') == len(found.lines) == 22
    assert "Gap between the best and the worst served: 78.9 points." in page
    assert all(pair.miles is not None and pair.parts for pair in found.pairs)
    assert {each.place for each in found.unserved} == set(range(1, 16))


def test_loading_again_changes_nothing(run: Run) -> None:
    before = Match.objects.count(), Offer.objects.count(), Request.objects.count()
    profiles.load()
    matching.load()
    assert before == (Match.objects.count(), Offer.objects.count(), Request.objects.count())
    assert Run.objects.count() == 1
