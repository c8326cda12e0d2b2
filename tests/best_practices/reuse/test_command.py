"""`manage.py suggest`: practices for a school as JSON and as text; refusals; nothing is written."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from best_practices.reuse.scoring import Elsewhere, PracticeFacts, WaiverNeed
from portal.districts.models import District, School
from tests.factories.accountability import DesignationFactory


def told(*arguments: Any) -> str:
    out = StringIO()
    call_command("suggest", *map(str, arguments), stdout=out)
    return out.getvalue()


def answer(*arguments: Any) -> Any:
    return json.loads(told(*arguments, "--json"))


@pytest.fixture
def shelf(practices: list[Any]) -> list[Any]:
    """Three practices for mathematics and one for science."""
    for number in range(3):
        practices.append(
            PracticeFacts(
                f"p{number}",
                f"Practice {number}",
                f"/practices/p{number}/",
                frozenset({"MATH"}),
                tiers={"MATH": number + 1},
            )
        )
    practices.append(PracticeFacts("science", "Science", components=frozenset({"science_prof"})))
    return practices


def test_suggest_prints_scores_parts_and_reasons(low: School, shelf: list[Any]):
    said = answer(low.pk)
    assert said["school"] == {
        "id": low.pk, "name": low.name, "district": low.district.name, "leaid": low.district_id
    }  # fmt: skip
    assert [each["measure"] for each in said["needs"]] == ["ELA", "MATH"]
    assert [each["practice"] for each in said["suggestions"]] == ["p0", "p1", "p2"]
    first = said["suggestions"][0]
    assert sum(part["points"] for part in first["parts"]) == pytest.approx(first["score"], abs=0.06)
    assert first["need"] == {"measure": "MATH", "size": pytest.approx(8 / 9, abs=1e-4)}
    assert (first["tier"], first["enough_evidence"], first["waivers_needed"]) == (1, True, [])
    numbers = {number["label"]: number["value"] for reason in first["reasons"] for number in reason["numbers"]}
    assert (numbers["Mathematics, this school"], numbers["Points from Mississippi"]) == (10.0, 30.0)
    assert all(number["source"] for reason in first["reasons"] for number in reason["numbers"])


def test_suggest_prints_as_many_as_asked_for(low: School, shelf: list[Any]):
    assert [len(answer(low.pk, "--top", top)["suggestions"]) for top in (1, 2, 9)] == [1, 2, 3]


def test_suggest_prints_the_same_each_time(low: School, shelf: list[Any]):
    first = told(low.pk, "--json")
    shelf.reverse()
    assert told(low.pk, "--json") == first


def test_suggest_follows_new_practices(low: School, shelf: list[Any]):
    best = {"MATH": Elsewhere(12, 12.0, 11.0, 13.0, sufficient=True)}
    needed = (WaiverNeed("Sample standard"),)
    shelf.append(
        PracticeFacts(
            "new", "New", components=frozenset({"MATH"}), tiers={"MATH": 1}, elsewhere=best, needs_waivers=needed
        )
    )
    first = answer(low.pk)["suggestions"][0]
    assert (first["practice"], first["waivers_needed"]) == ("new", ["Sample standard"])


def test_suggest_tells_people_in_sentences(low: School, shelf: list[Any]):
    said = told(low.pk, "--top", 1)
    assert "1. Practice 0 (p0)" in said
    assert "- That is 30.0 points below Mississippi (40.0)." in said
    assert "- Nobody to call is on record." in said


def test_suggest_says_when_there_is_nothing_to_suggest(low: School, state: list[School], practices: list[Any]):
    assert answer(low.pk)["note"] == "No practice on record works on the needs of this school."
    assert "No need of this school can be seen" in answer(state[0].pk)["note"]
    assert "No practice on record" in told(low.pk)


def test_suggest_says_what_is_hidden(oak: District, shelf: list[Any]):
    said = answer(oak.schools.get(name="Small School").pk)
    assert (said["needs"], said["suggestions"]) == ([], [])
    assert len(said["not_said"]) == 2
    assert "to protect students" in said["not_said"][0]["text"]


def test_suggest_names_designations_with_their_file(low: School, shelf: list[Any]):
    assert answer(low.pk)["designations"] == []
    DesignationFactory(school=low, year=2022, designation="CSI", source="state-list.csv")
    assert answer(low.pk)["designations"] == [{"year": 2022, "designation": "CSI", "source": "state-list.csv"}]


@pytest.mark.parametrize("arguments", [("0",), ("999999",), ("abc",), ("-1",), ("9" * 30,), ("١",), ("",)])
def test_suggest_refuses_an_unknown_school(db: Any, arguments: tuple[str, ...]):
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("suggest", "--json", "--", *arguments, stdout=out)
    assert ended.value.code == 1
    assert "There is no school" in json.loads(out.getvalue())["error"]


@pytest.mark.parametrize("top", ["0", "-3", "many", "1001", ""])
def test_suggest_refuses_a_strange_number_of_practices(low: School, top: str):
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("suggest", str(low.pk), f"--top={top}", stdout=out)
    assert ended.value.code == 1
    assert "--top is a whole number" in json.loads(out.getvalue())["error"]


def test_suggest_writes_nothing(low: School, shelf: list[Any]):
    with CaptureQueriesContext(connection) as seen:
        told(low.pk)
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)
