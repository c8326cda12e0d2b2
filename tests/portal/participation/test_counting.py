"""From facts to figures: what is one thing, what beats what, excused apart, the same whatever the order."""

import random
from dataclasses import replace
from datetime import date

import pytest

from portal.participation.counting import Level, count, each_once, tally
from portal.participation.duties import TARGETS, WORDS, Duty, Fact, Standing
from tests.factories.ledger import YEAR, fact, planted

A, B = "2899001", "2899002"
SINCE = date(2018, 7, 1)
C, E, X = Standing.COUNTED, Standing.EXCUSED, Standing.ABSENT


def scores(facts: list[Fact]) -> dict[str, str]:
    return {each.duty.value: each.score for each in count({(A, YEAR): SINCE}, facts)[0].duties}


def test_planted_district_reads_exactly_so():
    (ledger,) = count({(A, YEAR): SINCE}, planted(A))
    assert {each.duty.value: (each.score, each.excused, each.absent, each.missing) for each in ledger.duties} == {
        "meetings": ("3 of 4, 1 excused", 1, 0, 0),
        "webinars": ("9 of 12", 0, 2, 3),
        "mentoring": ("1 of 1", 0, 0, 0),
        "initiatives": ("1 of 1", 0, 0, 0),
        "practices": ("1 of 1", 0, 0, 0),
    }
    assert (ledger.met, ledger.since) == (4, SINCE)


def test_targets_and_words_are_there_for_every_duty():
    assert list(TARGETS) == list(WORDS) == list(Duty)
    assert list(TARGETS.values()) == [4, 12, 1, 1, 1]


def test_webinar_attended_by_three_people_counts_once():
    facts = [replace(fact(A, Duty.WEBINARS, 1), note=f"Person {number} (sample)") for number in range(3)]
    assert scores(facts)["webinars"] == "1 of 12"


def test_same_key_of_another_duty_is_another_thing():
    facts = [replace(fact(A, duty, 1), key="same") for duty in (Duty.MEETINGS, Duty.WEBINARS)]
    assert (scores(facts)["meetings"], scores(facts)["webinars"]) == ("1 of 4", "1 of 12")


def test_one_attendance_less_lowers_the_figure():
    facts = planted(A)
    facts.remove(fact(A, Duty.WEBINARS, 4))
    assert scores(facts)["webinars"] == "8 of 12"


@pytest.mark.parametrize(
    ("standings", "kept"), [((C, E), C), ((X, C), C), ((X, E), E), ((E, X, C), C), ((X, X), X), ((E,), E)]
)
def test_counted_beats_excused_beats_absent(standings: tuple[Standing, ...], kept: Standing):
    facts = [fact(A, Duty.MEETINGS, 1, standing) for standing in standings]
    assert [each.standing for each in each_once(facts)] == [kept]
    found = tally(Duty.MEETINGS, facts)
    assert (found.count, found.excused, found.absent) == (kept == C, kept == E, kept == X)


def test_excused_is_no_part_of_the_count_and_does_not_lack():
    four = [fact(A, Duty.MEETINGS, number, E) for number in range(4)]
    found = tally(Duty.MEETINGS, four)
    assert (found.count, found.excused, found.missing, found.level) == (0, 4, 0, Level.EXCUSED)
    assert found.score == "0 of 4, 4 excused"


def test_levels_say_how_far_a_duty_is():
    levels = [tally(Duty.MEETINGS, [fact(A, Duty.MEETINGS, n) for n in range(many)]).level for many in (0, 2, 4, 6)]
    assert levels == [Level.NONE, Level.PART, Level.MET, Level.MET]
    assert tally(Duty.MEETINGS, [fact(A, Duty.MEETINGS, 1, X)]).level == Level.NONE


def test_facts_of_others_and_of_other_years_are_left_out():
    facts = [fact(B, Duty.MEETINGS, 1), fact(A, Duty.MEETINGS, 1, year=2020), fact(A, Duty.MEETINGS, 2)]
    assert scores(facts)["meetings"] == "1 of 4"


def test_order_of_the_facts_changes_nothing():
    members = {(leaid, year): SINCE for leaid in (A, B) for year in (2018, 2019, 2020)}
    facts = [each for leaid, year in members for each in planted(leaid, year)]
    facts += [replace(each, standing=X, note="again") for each in facts]
    whole = count(members, facts)
    shuffled = [*facts]
    random.Random(7).shuffle(shuffled)
    assert count(members, shuffled) == whole
    one_by_one = [count({place: since}, facts)[0] for place, since in members.items()]
    assert one_by_one == whole


def test_evidence_of_each_figure_is_what_it_counts():
    (ledger,) = count({(A, YEAR): SINCE}, planted(A))
    for each in ledger.duties:
        assert (len(each.of(C)), len(each.of(E)), len(each.of(X))) == (each.count, each.excused, each.absent)
        assert [one.on for one in each.facts] == sorted(one.on for one in each.facts)
