"""Results of schools that took up a practice: windows of years, like schools, what may be shown, and the mails."""

import random
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from best_practices.library import services as library
from best_practices.reuse import adopters, queries, services
from best_practices.reuse.facts import Figure, SchoolFacts, Statewide
from best_practices.reuse.results import Adopter, History, elsewhere, gather, window
from best_practices.reuse.supply import library_practices
from portal.accountability.models import AssessmentResult
from portal.core.models import OutgoingMail
from portal.districts.models import School
from tests.best_practices.reuse.conftest import add_school
from tests.factories.accountability import ResultFactory
from tests.factories.library import RECORD, WELL, published
from tests.factories.reuse import adopted, principal_of

BEGAN = date(2018, 8, 20)


@pytest.mark.parametrize(
    ("began", "expected"),
    [
        (date(2018, 8, 20), (2018, 2019)),
        (date(2018, 6, 1), (2018, 2019)),
        (date(2018, 5, 31), (2017, 2019)),
        (date(2019, 1, 7), (2018, 2021)),
        (date(2017, 1, 7), (None, 2018)),
        (date(2022, 9, 1), (2022, None)),
    ],
)
def test_window_takes_the_year_before_and_the_first_whole_one_after(
    began: date, expected: tuple[int | None, int | None]
) -> None:
    assert window(began, [2017, 2018, 2019, 2021, 2022]) == expected


def planted(
    gain: float, adopting: int, count: int = 200, seed: int = 5, began_at: tuple[float, float] = (20, 60)
) -> Any:
    """Rural schools whose figures move by chance; those that adopt (the first keys) gain points besides."""
    rng, schools = random.Random(seed), []
    for key in range(1, count + 1):
        before = rng.uniform(*began_at)
        after = before + rng.gauss(2, 5) + (gain if key <= adopting else 0)
        figures = (Figure(2018, before, 60), Figure(2022, min(100.0, max(0.0, after)), 60))
        schools.append(
            SchoolFacts(key, f"School {key}", locale="42", tests=frozenset({"3"}), measures={"MATH": figures})
        )
    return History(Statewide(tuple(schools)), 10), [Adopter(key, "math_prof", BEGAN) for key in range(1, adopting + 1)]


def test_planted_gain_is_found_beside_like_schools() -> None:
    history, adopting = planted(gain=20, adopting=30)
    (found,), waiting = gather(adopting, history)
    assert (found.target, found.measure, found.first, found.last) == ("math_prof", "MATH", 2018, 2022)
    assert found.found.low < 20 < found.found.high  # type: ignore[operator]
    assert found.found.low > 10  # type: ignore[operator]
    assert not waiting
    assert elsewhere([found])["math_prof"].part > 0.9


def test_few_adopters_give_no_answer_but_each_its_own_change() -> None:
    history, adopting = planted(gain=20, adopting=4)
    (found,), _ = gather(adopting, history)
    assert not found.found.sufficient
    assert all(each.change and each.beside and each.beside.others == 5 for each in found.outcomes)


def test_others_that_use_the_practice_for_another_target_stand_among_nobody() -> None:
    history, adopting = planted(gain=0, adopting=3, count=40)
    more = [Adopter(key, "math_growth", BEGAN) for key in range(4, 41)]
    found, _ = gather([*adopting, *more], history)
    first = next(each for each in found if each.target == "math_prof")
    assert all(each.beside is None for each in first.outcomes)


@pytest.fixture
def practice(district: Any, lead: Any, facilitator: Any) -> Any:
    return published(district, actor=lead, facilitator=facilitator, grades=["3"])


def begin(practice: Any, school: School, actor: Any = None) -> Any:
    """As if in September of 2018."""
    with time_machine.travel("2018-09-14 12:00 +0000", tick=False):
        return adopted(practice, school, actor=actor)


def test_adoption_shows_its_results_beside_schools_like_it(
    practice: Any, low: School, client_for: Any, client: Client
) -> None:
    principal = principal_of(low)
    adoption = begin(practice, low, principal)
    AssessmentResult.objects.filter(school=low, year=2022).update(level_4=0.18)
    page = client_for(principal).get(adoption.get_absolute_url()).content.decode()
    assert "Mathematics: from 10.0 in 2017–18 to 18.0 in 2021–22, a change of 8.0 points." in page
    assert "It began in the lowest quarter of all schools." in page
    assert "This is one school" in page
    shown = client.get(practice.get_absolute_url()).content.decode()
    assert "Insufficient evidence. Schools that use it and have results to compare: 1. Needed: 10." in shown
    assert '<td class="number">18.0</td>' in shown


def test_results_before_the_next_file_are_waited_for(practice: Any, low: School, client_for: Any) -> None:
    AssessmentResult.objects.filter(year=2022).delete()
    principal = principal_of(low)
    adoption = begin(practice, low, principal)
    page = client_for(principal).get(adoption.get_absolute_url()).content.decode()
    assert "are not on record yet" in page


def test_hidden_figures_give_nothing_away(practice: Any, oak: Any, client_for: Any, client: Client) -> None:
    small = oak.schools.get(name="Small School")
    principal = principal_of(small)
    adoption = begin(practice, small, principal)
    assert (adoption.baseline_year, adoption.baseline) == (None, None)
    page = client_for(principal).get(adoption.get_absolute_url()).content.decode()
    assert "missing or not shown, to protect students" in page
    assert "20.0" not in page
    assert "School by school" not in client.get(practice.get_absolute_url()).content.decode()


def test_stopped_schools_count_too(practice: Any, low: School, client_for: Any) -> None:
    principal = principal_of(low)
    adoption = begin(practice, low, principal)
    services.stop_adoption(adoption, on=date(2018, 10, 1), reason="Sample.", actor=principal)
    (found,), _ = adopters.results_of(practice.pk)
    assert [each.school.key for each in found.outcomes] == [low.pk]


def test_tell_results_mails_once_when_the_file_comes(practice: Any, low: School) -> None:
    later = AssessmentResult.objects.filter(year=2022)
    rows = list(later)
    later.delete()
    principal = principal_of(low)
    begin(practice, low, principal)
    assert services.tell_results() == 0
    AssessmentResult.objects.bulk_create(rows)
    queries._kept = None
    assert services.tell_results() == 1
    assert services.tell_results() == 0
    told = OutgoingMail.objects.filter(to=principal.email, subject__startswith="Results of 2021–22")
    assert told.count() == 1


def test_what_schools_saw_enters_the_score(practice: Any, state: list[School]) -> None:
    """Twelve adopters that gained 20 points; beside each of them three schools that began as it did and gained none."""
    for number, school in enumerate(state):
        share = 0.2 + 0.05 * number
        begin(practice, school)
        AssessmentResult.objects.filter(school=school, year=2018).update(level_4=share)
        AssessmentResult.objects.filter(school=school, year=2022).update(level_4=share + 0.2)
        for other in range(3):
            add_school(100 + 3 * number + other, share=share)
    queries._kept = None
    (facts,) = library_practices()
    found = facts.elsewhere["math_prof"]
    assert found.sufficient
    assert found.estimate == pytest.approx(20.0, abs=0.5)


def test_school_that_uses_a_practice_is_not_offered_it_again(practice: Any, low: School, client: Client) -> None:
    url = f"/schools/{low.pk}/needs/"
    assert "Practices that may help" in client.get(url).content.decode()
    offered = f'<a href="{practice.get_absolute_url()}">{practice.page.title}</a><span class="when">'
    assert offered in client.get(url).content.decode()
    begin(practice, low)
    page = client.get(url).content.decode()
    assert "In use here" in page
    assert "of 100" not in page


def test_baseline_is_kept_when_results_are_corrected_later(practice: Any, low: School) -> None:
    adoption = begin(practice, low)
    ResultFactory(district=low.district, school=low, year=2017, subject="MATH", tested=50, level_4=0.9, level_5=0.0)
    AssessmentResult.objects.filter(school=low, year=2018).update(level_4=0.5)
    adoption.refresh_from_db()
    assert (adoption.baseline_year, adoption.baseline) == (2018, 10.0)


def test_family_shows_what_schools_saw_with_each_branch(
    practice: Any, low: School, district: Any, rival_district: Any, rival_lead: Any, facilitator: Any, client: Client
) -> None:
    version = library.adapt_practice(practice, rival_district, actor=rival_lead)
    versions = dict(version.answers.values_list("question", "version"))
    words = {**RECORD, "title": "The same at dawn (sample)"}
    library.save_answers(version, words, versions=versions, actor=rival_lead)
    version.forget_values()
    library.submit_version(version, privacy_seen=True, actor=rival_lead)
    library.note_checks(version, checks=WELL, actor=facilitator)
    branch = library.publish_version(version, actor=facilitator).practice
    begin(branch, low)
    page = client.get(practice.get_absolute_url()).content.decode()
    assert "The same at dawn (sample)" in page
    assert "taken up by 1 school" in page[page.index('id="family"') :]
