"""The real results of 2018 and 2022: needs as counted by hand from the file, in time, with nothing hidden shown."""

import csv
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest
from django.db import transaction

from best_practices.reuse import queries
from best_practices.reuse.association import change_of, compare
from best_practices.reuse.facts import Statewide
from best_practices.reuse.needs import Need, stand
from best_practices.reuse.tables import suggest_all
from portal.accountability import queries as accountability
from portal.accountability.demonstration import FOLDER, load
from portal.accountability.queries import Result
from portal.districts.names import name_key
from tests.best_practices.reuse import planting

RESULTS_CSV = FOLDER / "ms_maap_results_2018_2022.csv"
BY_HAND = (
    ("Baldwyn Elementary School", "Baldwyn School District"),
    ("Corinth Middle School", "Corinth School District"),
    ("Canton Public High School", "Canton Public School District"),
)


@pytest.fixture(scope="module")
def real(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[Statewide, list[Result]]]:
    """The facts of all real schools, and every result that may be shown; rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield queries.read_statewide(), accountability.released()
        transaction.set_rollback(True)


def shares_in_file() -> dict[tuple[str, str, str, int], tuple[float, bool]]:
    """Percent proficient by district, school (or none), subject and year from the file, and whether it is whole."""
    counts: dict[tuple[str, str, str, int], list[tuple[int, int]]] = defaultdict(list)
    hidden = set()
    with RESULTS_CSV.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            about = (name_key(row["district_name"]), name_key(row["school_name"]), row["subject"], int(row["year"]))
            try:
                tested = int(row["test_takers"])
                good = round(tested * float(row["pct_l4"])) + round(tested * float(row["pct_l5"]))
            except ValueError:
                hidden.add(about)
            else:
                counts[about].append((tested, good))
    return {
        about: (
            round(100 * sum(good for _, good in tests) / sum(tested for tested, _ in tests), 1),
            about not in hidden,
        )
        for about, tests in counts.items()
    }


def need_in(state: Statewide, name: str, district: str, subject: str) -> Need:
    """A real school's need, or where it stands without one."""
    key = (name_key(name), name_key(district))
    facts = next(each for each in state.schools if (name_key(each.name), name_key(each.district)) == key)
    standing = stand(facts, state)
    return next(each for each in (*standing.needs, *standing.others) if each.target == subject)


@pytest.mark.parametrize(("name", "district"), BY_HAND)
@pytest.mark.parametrize("subject", ["ELA", "MATH"])
def test_needs_are_those_counted_by_hand(real: tuple[Statewide, list[Result]], name: str, district: str, subject: str):
    state, _ = real
    counted = shares_in_file()
    about = (name_key(district), name_key(name), subject)
    need = need_in(state, name, district, subject)
    of_state = {2018: {"ELA": 39.8, "MATH": 43.8}, 2022: {"ELA": 42.2, "MATH": 47.3}}
    assert counted[*about, 2022] == (need.own, True)
    assert need.state == of_state[2022][subject]
    assert need.below_state == pytest.approx(of_state[2022][subject] - need.own, abs=1e-9)
    assert need.change == pytest.approx(need.own - counted[*about, 2018][0], abs=1e-9)
    assert need.state_change == pytest.approx(of_state[2022][subject] - of_state[2018][subject], abs=1e-9)


def test_needs_are_compared_with_the_middle_of_schools_like_it(real: tuple[Statewide, list[Result]]):
    state, _ = real
    for own in state.schools[::40]:
        standing = stand(own, state)
        for need in (*standing.needs, *standing.others):
            if need.like is None or "twice" not in need.like.rule:
                continue
            values = []
            for other in state.schools:
                value = other.value(need.target, need.year)
                if other.key == own.key or value is None or other.locale[:1] != own.locale[:1]:
                    continue
                shared = len(own.grades & other.grades) / len(own.grades | other.grades)
                if shared >= 0.5 and 0.5 <= (other.size or 0) / (own.size or 1) <= 2:
                    values.append(value)
            assert (need.like.value, need.like.count) == (pytest.approx(median(values), abs=0.051), len(values))


def test_facts_hold_only_what_may_be_shown(real: tuple[Statewide, list[Result]]):
    """Every figure is the sum of results that are shown; where none is, there is none."""
    state, results = real
    shown: dict[tuple[int, str, int], list[Result]] = defaultdict(list)
    for result in results:
        if result.school_id:
            shown[result.school_id, result.subject, result.year].append(result)
    hidden = 0
    for own in state.schools:
        for subject, figures in own.measures.items():
            for figure in figures:
                tests = shown.pop((own.key, subject, figure.year))
                visible = [test for test in tests if not test.is_hidden]
                assert figure.tested == (sum(test.tested or 0 for test in visible) or None)
                assert figure.left_out == len(tests) - len(visible)
                hidden += figure.value is None
    assert hidden > 50
    assert not shown


def test_facts_name_no_real_school_under_a_grade_or_designation(real: tuple[Statewide, list[Result]]):
    state, _ = real
    assert len(state.schools) > 870
    assert not [own for own in state.schools if own.rated or own.designations]


def test_suggest_all_scores_all_real_schools_against_2000_practices_in_time(real: tuple[Statewide, list[Result]]):
    state, _ = real
    practices = planting.practices(2000)
    start = time.process_time()
    standings = [stand(own, state) for own in state.schools]
    found = suggest_all(standings, practices)
    taken = time.process_time() - start
    assert taken < 5
    assert len(found) == len(state.schools) > 870
    assert sum(len(each) == 5 for each in found.values()) > 500


def test_compare_finds_nothing_in_shuffled_adoption_of_real_schools(real: tuple[Statewide, list[Result]]):
    state, _ = real
    for subject in ("ELA", "MATH"):
        changes = [change for own in state.schools if (change := change_of(own, subject, 2018, 2022))]
        keys = [change.key for change in changes]
        held = 0
        for seed in range(200):
            found = compare(changes, random.Random(seed).sample(keys, 40))
            held += found.low is not None and found.high is not None and found.low <= 0 <= found.high
        assert len(changes) > 600
        assert 180 <= held <= 199  # 190 of 200 expected; the binomial's standard deviation is 3.1
