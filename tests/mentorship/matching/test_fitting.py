"""The fit of a pair: what makes it impossible, its parts, its weights; and who is served."""

from dataclasses import replace

import pytest

from mentorship.matching import fitting
from mentorship.matching.equity import NOT_KNOWN, view, views
from mentorship.matching.fitting import MentorFacts, Place, RequestFacts, Ties, Weights

UNRATED = Place("2800001", "A", "12", 32.30, -90.18, 1000, "D")
JACKSON, TUPELO = Place("2800001", "A", "12", 32.30, -90.18, 1000, "A"), Place("2800002", "B", "43", 34.26, -88.70, 500)
MENTOR = MentorFacts(JACKSON, frozenset({"math"}), frozenset({"high"}), frozenset({"visit", "video"}), 2, 100)
REQUEST = RequestFacts(TUPELO, ("math", "english"), frozenset({"high", "middle"}), frozenset({"video"}))
PAIR = ("2800001", "2800002")


@pytest.mark.parametrize(
    ("mentor", "request_", "ties", "words"),
    [
        (MENTOR, REQUEST, Ties(), ""),
        (MENTOR, replace(REQUEST, place=JACKSON), Ties(), fitting.NOT_ITSELF),
        (MENTOR, REQUEST, Ties(blocked=frozenset({PAIR})), fitting.BLOCKED),
        (MENTOR, replace(REQUEST, takes_any=False, wishes=("2800009",)), Ties(), fitting.NOT_WISHED),
        (MENTOR, replace(REQUEST, takes_any=False, wishes=("2800001",)), Ties(), ""),
        (replace(MENTOR, place=UNRATED), REQUEST, Ties(), fitting.NOT_RATED),
        (replace(MENTOR, place=replace(UNRATED, is_exemplar=True)), REQUEST, Ties(), ""),
        (replace(MENTOR, place=UNRATED), replace(REQUEST, place=replace(TUPELO, grade="B")), Ties(), ""),
        (MENTOR, replace(REQUEST, needs=("science",)), Ties(), fitting.NOTHING_NEEDED),
        (MENTOR, replace(REQUEST, formats=frozenset({"phone"})), Ties(), fitting.NO_FORMAT),
        (MENTOR, replace(REQUEST, formats=frozenset({"visit"})), Ties(), fitting.TOO_FAR),
        (replace(MENTOR, miles=200), replace(REQUEST, formats=frozenset({"visit"})), Ties(), ""),
        (replace(MENTOR, miles=None), replace(REQUEST, formats=frozenset({"visit"})), Ties(), ""),
    ],
)  # fmt: skip
def test_obstacle_is_named(mentor: MentorFacts, request_: RequestFacts, ties: Ties, words: str) -> None:
    assert fitting.obstacle(mentor, request_, ties) == words


def test_distance_and_drive_are_those_of_the_map() -> None:
    miles = fitting.miles_between(JACKSON, TUPELO)
    assert miles == pytest.approx(160, abs=3), "Jackson to Tupelo as the crow flies"
    assert miles == fitting.miles_between(TUPELO, JACKSON)
    assert fitting.drive_minutes(100) == 156
    assert fitting.miles_between(JACKSON, replace(TUPELO, latitude=None)) is None


def test_parts_are_what_their_words_say() -> None:
    parts = fitting.parts_of(MENTOR, replace(REQUEST, wishes=("2800009", "2800001"), pathway=7), Ties())
    assert parts["needs"] == pytest.approx(3 / 5)
    assert (parts["grades"], parts["formats"], parts["wishes"]) == (0.5, 1.0, 0.8)
    assert (parts["plc"], parts["new"]) == (0.0, 1.0)
    assert parts["context"] == pytest.approx(0.6 * 0 + 0.4 * 0.5)
    assert 0 <= parts["drive"] < 0.01, "more than four hours count nothing"
    again = fitting.parts_of(MENTOR, REQUEST, Ties(paired=frozenset({PAIR})))
    assert (again["new"], again["wishes"], again["plc"]) == (0.0, 0.5, 0.5)


def test_fit_is_the_weighted_mean_and_only_proportions_matter() -> None:
    parts = fitting.parts_of(MENTOR, REQUEST, Ties())
    alone = Weights(**dict.fromkeys(parts, 0) | {"needs": 7})
    assert fitting.fit(parts, alone) == 600
    doubled = Weights(**{name: 2 * getattr(Weights(), name) for name in parts})
    assert fitting.fit(parts, doubled) == fitting.fit(parts, Weights())


@pytest.mark.parametrize("wrong", [{"needs": -1}, {"needs": 101}, dict.fromkeys(fitting.PARTS, 0)])
def test_weights_are_refused_where_they_mean_nothing(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        Weights(**wrong)


def test_planted_gap_is_found_and_none_where_all_are_served_alike() -> None:
    groups = {"1": "a", "2": "a", "3": "b", "4": "b", "5": NOT_KNOWN}
    assert view("x", groups, "ab", {"1", "2", "3"}).gap == 50.0
    assert view("x", groups, "ab", {"1", "3"}).gap == 0.0
    assert view("x", {"1": "a"}, "ab", set()).gap == 0.0


def test_views_count_everybody_once() -> None:
    far = replace(REQUEST, place=replace(TUPELO, leaid="2800003", locale="", size=None, latitude=None))
    found = views([REQUEST, far], [MENTOR], {"2800002"})
    assert all(sum(group.asked for group in each.groups) == 2 for each in found)
    assert all(sum(group.served for group in each.groups) == 1 for each in found)
    assert [group.name for group in found[2].groups] == ["More than 90 minutes", NOT_KNOWN]
