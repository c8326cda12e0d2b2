"""Matching: best by all goals in order, proved, explained, the same for any order of rows, refused where it must be."""

import json
from copy import deepcopy
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as some

from mentorship.matching import checking
from mentorship.matching.answering import answer_line
from mentorship.matching.instance import BadInstance, read_instance
from tests.mentorship.matching.instances import SAMPLE, made, solved, tried


def test_answer_is_the_best_of_all_on_two_thousand_small_instances() -> None:
    random = Random(20261127)
    for _ in range(2_000):
        told = made(random, random.randint(0, 5), random.randint(0, 7))
        found = solved(told)
        assert (found["served"], found["fit"], found["largest_load"]) == tried(read_instance(told)), told
        assert checking.check(told, found) == [], told


def test_each_claim_of_one_more_slot_is_true() -> None:
    random, claims = Random(6), 0
    for _ in range(200):
        told = made(random, random.randint(1, 8), random.randint(1, 16))
        for each in solved(told)["unserved"]:
            claims += each["change"] is not None
            assert each["change"] is None or is_served(told, each["request"], each["change"]["mentor"]), (told, each)
    assert claims > 100


def is_served(told: dict[str, Any], request: str, mentor: str) -> bool:
    """Whether one more slot at the mentor serves the request."""
    more = deepcopy(told)
    for row in more["mentors"]:
        row["capacity"] += row["id"] == mentor
    return request not in [each["request"] for each in solved(more)["unserved"]]


def test_none_is_named_only_where_no_single_slot_helps() -> None:
    random, silent = Random(7), 0
    for _ in range(100):
        told = made(random, random.randint(1, 5), random.randint(1, 9))
        for each in solved(told)["unserved"]:
            if each["change"] is None:
                silent += 1
                assert not any(is_served(told, each["request"], row["id"]) for row in told["mentors"]), (told, each)
    assert silent > 50


INSTANCES = some.builds(made, some.integers().map(Random), some.integers(0, 6), some.integers(0, 9))


@settings(max_examples=150, deadline=None)
@given(told=INSTANCES, random=some.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(told: dict[str, Any], random: Any) -> None:
    shuffled = {name: random.sample(rows, len(rows)) if isinstance(rows, list) else rows for name, rows in told.items()}
    assert solved(shuffled) == solved(told) == solved(told)


@settings(max_examples=150, deadline=None)
@given(told=INSTANCES)
def test_slots_blocks_and_pins_are_kept(told: dict[str, Any]) -> None:
    pairs = solved(told)["pairs"]
    assert all(sum(row["id"] == mentor for mentor, _ in pairs) <= row["capacity"] for row in told["mentors"])
    assert len({request for _, request in pairs}) == len(pairs)
    assert all(pair in [row[:2] for row in told["fit"]] and pair not in told["forbidden"] for pair in pairs)
    assert all(pin in pairs for pin in told["pinned"])


@settings(max_examples=150, deadline=None)
@given(told=INSTANCES, which=some.integers(0, 5))
def test_one_more_slot_never_serves_fewer(told: dict[str, Any], which: int) -> None:
    more = deepcopy(told)
    for row in more["mentors"][which : which + 1]:
        row["capacity"] += 1
    before, after = solved(told), solved(more)
    assert sum(after["served"]) >= sum(before["served"])
    assert after["served"] >= before["served"]


@settings(max_examples=150, deadline=None)
@given(told=INSTANCES, fits=some.lists(some.integers(0, 1000), max_size=9), slots=some.integers(0, 3))
def test_one_more_mentor_never_serves_fewer(told: dict[str, Any], fits: list[int], slots: int) -> None:
    more = deepcopy(told)
    more["mentors"].append({"id": "another", "capacity": slots})
    more["fit"] += [["another", row["id"], fit] for row, fit in zip(told["requests"], fits, strict=False)]
    before, after = solved(told), solved(more)
    assert sum(after["served"]) >= sum(before["served"])
    assert after["served"] >= before["served"]


def test_sample_says_who_is_served_and_why_one_is_not() -> None:
    found = solved(SAMPLE)
    assert found["pairs"] == [["clinton", "amite"], ["corinth", "lee"]]
    assert (found["served"], found["fit"], found["largest_load"], found["optimal"]) == ([1, 1], 1900, 1, True)
    (holmes,) = found["unserved"]
    assert holmes == {"request": "holmes", "reason": holmes["reason"], "change": None}
    assert holmes["reason"].startswith("No mentor is possible for it")


def test_seed_decides_between_equals_and_nothing_else_does() -> None:
    told = {
        **SAMPLE,
        "mentors": [{"id": "corinth", "capacity": 1}],
        "fit": [["corinth", "amite", 5], ["corinth", "holmes", 5]],
    }
    winners = {seed: solved({**told, "seed": seed})["pairs"][0][1] for seed in range(20)}
    assert set(winners.values()) == {"amite", "holmes"}
    assert winners == {seed: solved({**told, "seed": str(seed)})["pairs"][0][1] for seed in range(20)}


PINNED = {"pinned": [["corinth", "amite"]]}
BAD: list[tuple[dict[str, Any], str]] = [
    ({"mentors": None}, "“mentors” is a list."),
    ({"mentors": [{"id": "", "capacity": 1}]}, "with an “id”"),
    ({"mentors": [{"id": "half \ud800", "capacity": 1}]}, "with an “id”"),
    ({"seed": "\udfff"}, "The seed"),
    ({"mentors": [{"id": "corinth", "capacity": 1}] * 2}, "“corinth” stands twice"),
    ({"mentors": [{"id": "corinth", "capacity": -1}]}, "The capacity of “corinth”"),
    ({"mentors": [{"id": "corinth", "capacity": True}]}, "The capacity of “corinth”"),
    ({"requests": [{"id": "amite", "class": 1.5}]}, "The class of “amite”"),
    ({"fit": [["corinth", "amite"]]}, "a list of 3"),
    ({"fit": [["nobody", "amite", 1]]}, "names the mentor 'nobody'"),
    ({"fit": [["corinth", "nobody", 1]]}, "names the request 'nobody'"),
    ({"fit": [["corinth", "amite", 1001]]}, "a whole number from 0 to 1000"),
    ({"fit": [["corinth", "amite", 1]] * 2}, "stand twice in “fit”"),
    ({"seed": [1]}, "The seed"),
    ({**PINNED, "forbidden": [["corinth", "amite"]]}, "pinned and forbidden"),
    ({"pinned": [["corinth", "holmes"]]}, "have no fit"),
    ({"pinned": [["corinth", "amite"], ["clinton", "amite"]]}, "is pinned to corinth and to clinton"),
    ({"pinned": [["corinth", "amite"], ["corinth", "lee"]]}, "corinth has 1 slots, but 2 pinned"),
]


@pytest.mark.parametrize(("change", "words"), BAD)
def test_contradiction_is_refused_with_a_sentence(change: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInstance, match=words.split("(")[0]):
        read_instance({**SAMPLE, **change})
    assert words in answer_line(json.dumps({**SAMPLE, **change}))["error"]


@pytest.mark.parametrize("line", ["{", "[]", "7", "null", "[" * 5_000, "9" * 5_000])
def test_line_that_is_no_instance_is_refused(line: str) -> None:
    assert answer_line(line)["error"]


def test_command_answers_each_line_in_order_and_fails_where_one_is_refused(tmp_path: Path) -> None:
    file, out = tmp_path / "instances.jsonl", StringIO()
    file.write_text(f"{json.dumps(SAMPLE)}\nnothing\n\n{json.dumps({**SAMPLE, **PINNED})}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("match", str(file), stdout=out)
    first, second, third = [json.loads(line) for line in out.getvalue().splitlines()]
    assert ended.value.code == 1
    assert first == solved(SAMPLE)
    assert "error" in second
    assert ["corinth", "amite"] in third["pairs"]


def test_command_asks_nothing_of_the_database(tmp_path: Path) -> None:
    file, out = tmp_path / "instances.jsonl", StringIO()
    file.write_text(json.dumps(SAMPLE), encoding="utf-8")
    call_command("match", str(file), "--json", stdout=out)  # a test without a database of its own may not ask one
    assert json.loads(out.getvalue())["optimal"] is True


def test_command_says_that_a_file_cannot_be_read(tmp_path: Path) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("match", str(tmp_path / "nowhere"), stdout=out)
    assert "cannot be read" in json.loads(out.getvalue())["error"]
