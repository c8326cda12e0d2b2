"""`manage.py ledger`: the five duties as JSON and as text; refusals are JSON; nothing is written."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.participation.duties import Duty
from tests.factories.ledger import Source, fact

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("ledger", *arguments, stdout=out)
    return out.getvalue()


def answer() -> Any:
    return json.loads(told("2899001", "2018-19", "--json"))


def test_ledger_prints_the_five_duties_with_their_evidence(ledger: Source):
    said = answer()
    assert (said["leaid"], said["district"], said["school_year"]) == ("2899001", "Sample District A", "2018-19")
    assert said["member_since"] == "2018-07-01"
    assert [(each["duty"], each["count"], each["target"], each["excused"]) for each in said["duties"]] == [
        ("meetings", 3, 4, 1),
        ("webinars", 9, 12, 0),
        ("mentoring", 1, 1, 0),
        ("initiatives", 1, 1, 0),
        ("practices", 1, 1, 0),
    ]
    for each in said["duties"]:
        found = tuple(len(each[name]) for name in ("evidence", "excused_from", "absent_from"))
        assert found == (each["count"], each["excused"], each["absent"])
    assert said["duties"][0]["evidence"][0] == {
        "key": "meetings-0", "title": "Sample meetings 0", "on": "2018-07-01", "url": "/events/sample-meetings-0/",
        "note": "",
    }  # fmt: skip


def test_ledger_follows_what_is_deleted_and_says_the_same_twice(ledger: Source):
    assert answer() == answer()
    ledger.remove(fact("2899001", Duty.WEBINARS, 3))
    assert answer()["duties"][1]["count"] == 8


def test_ledger_is_told_in_words_too(ledger: Source):
    text = told("2899001", "2018-19")
    assert "Sample District A, 2018-19, member since 2018-07-01" in text
    assert "Quarterly meetings: 3 of 4, 1 excused" in text
    assert "Sample webinars 10 (absent)" in text


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("2899001", "2018"), "is not a school year"),
        (("2899001", "2018-20"), "is not a school year"),
        (("2899001", "'; DROP"), "is not a school year"),
        (("9999999", "2018-19"), "no district with the NCES id"),
        (("", "2018-19"), "no district with the NCES id"),
        (("2899001", "2015-16"), "was no member of the network"),
        (("2899001", "2098-99"), "was no member of the network"),
        (("2899002", "2018-19"), "was no member of the network"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_ledger_refuses_in_json(arguments: Any, why: str, more: Any, ledger: Source, rival_district: Any):
    out = StringIO()
    with pytest.raises(SystemExit) as refused:
        call_command("ledger", *arguments, *more, stdout=out)
    assert refused.value.code == 1
    assert why in json.loads(out.getvalue())["error"]


def test_ledger_writes_nothing(ledger: Source):
    with CaptureQueriesContext(connection) as seen:
        answer()
    assert seen.captured_queries
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)
