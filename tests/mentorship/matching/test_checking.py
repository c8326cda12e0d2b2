"""The checker refuses wrong answers, and says what is proved."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorship.matching import checking
from tests.mentorship.matching.instances import SAMPLE, solved


def spoil_pair(found: dict[str, Any]) -> None:
    found["pairs"][0] = ["corinth", "holmes"]


def spoil_twice(found: dict[str, Any]) -> None:
    found["pairs"].append(["corinth", "amite"])


def spoil_full(found: dict[str, Any]) -> None:
    found["pairs"] = [["corinth", "amite"], ["corinth", "lee"]]


def spoil_worse(found: dict[str, Any]) -> None:
    found["pairs"] = [["clinton", "lee"], ["corinth", "amite"]]
    found["fit"] = 1400


def spoil_fewer(found: dict[str, Any]) -> None:
    found["pairs"], found["served"], found["fit"] = [["clinton", "amite"]], [1, 0], 900
    found["unserved"].append({"request": "lee", "reason": "", "change": None})


def spoil_load(found: dict[str, Any]) -> None:
    found["pairs"], found["largest_load"] = [["clinton", "amite"], ["clinton", "lee"]], 2


def spoil_served(found: dict[str, Any]) -> None:
    found["served"] = [2, 0]


def spoil_fit(found: dict[str, Any]) -> None:
    found["fit"] += 1


def spoil_silence(found: dict[str, Any]) -> None:
    found["unserved"] = []


def spoil_price(found: dict[str, Any]) -> None:
    prices = found["certificate"]["requests"]
    prices["amite"] -= 1


def spoil_sum(found: dict[str, Any]) -> None:
    found["certificate"]["mentors"]["corinth"] = found["certificate"]["mentors"].get("corinth", 0) + 1


def spoil_half(found: dict[str, Any]) -> None:
    prices = found["certificate"]["requests"]
    prices["amite"] += 0.5


def spoil_stranger(found: dict[str, Any]) -> None:
    found["certificate"]["mentors"]["nobody"] = 0


def spoil_bound(found: dict[str, Any]) -> None:
    found["certificate"]["load"] = None


SPOILS = [spoil_pair, spoil_twice, spoil_full, spoil_worse, spoil_fewer, spoil_load, spoil_served, spoil_fit]
SPOILS += [spoil_silence, spoil_price, spoil_sum, spoil_half, spoil_stranger, spoil_bound]


@pytest.mark.parametrize("spoil", SPOILS)
def test_checker_rejects_a_wrong_answer(spoil: Callable[[dict[str, Any]], None]) -> None:
    found = solved(SAMPLE)
    assert checking.check(SAMPLE, found) == []
    spoil(found)
    assert checking.check(SAMPLE, found) != []


def test_checker_reads_files_and_says_what_is_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instances, answers = tmp_path / "in", tmp_path / "out"
    instances.write_text(json.dumps(SAMPLE) + "\n" + json.dumps(SAMPLE) + "\n")
    wrong = solved(SAMPLE)
    spoil_worse(wrong)
    answers.write_text(json.dumps(solved(SAMPLE)) + "\n" + json.dumps(wrong) + "\n")
    assert checking.main([str(instances), str(answers)]) == 1
    assert "1 of 2 answers are proved best." in capsys.readouterr().out
