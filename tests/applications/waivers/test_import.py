"""Standards to be varied by form, by file and by program: one gate, all or nothing."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.waivers.forms.importing import COLUMNS
from applications.waivers.models import Waiver
from portal.standards.models import Edition, Mandate, Standard, StandardVersion, Waivable
from portal.standards.queries import CannotBeWaived, citation
from tests.factories.standards import REFUSED, added
from tests.factories.waivers import PROVISION, standard_of

pytestmark = pytest.mark.django_db


def row(standard: str, **more: str) -> dict[str, str]:
    return {"standard": standard, **{name: str(value) for name, value in PROVISION.items()}, **more}


def file_of(*rows: dict[str, str]) -> SimpleUploadedFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("standards.csv", text.getvalue().encode())


def send(browser: Any, draft: Waiver, *rows: Any) -> Any:
    where = f"{draft.get_absolute_url()}provisions.json"
    return browser.post(where, json.dumps({"provisions": rows}), content_type="application/json")


@pytest.fixture
def closed(draft: Waiver, facilitator: Any) -> list[StandardVersion]:
    """Every standard of the catalogue that cannot be waived, by a law or otherwise; and one that holds such a part."""
    edition = Edition.objects.get(code="2018")
    law = {
        "mandate": Mandate.STATE,
        "mandate_citation": "Sample Code 1",
        "waivable": Waivable.NO,
        "reason": "Sample law.",
    }
    for number, facts in (("17.4", REFUSED), ("18", law), ("19.2", law), ("30", REFUSED)):
        added(edition, number, actor=facilitator, **facts)
    added(edition, "19", actor=facilitator)
    found = []
    for standard in Standard.objects.filter(edition=edition):
        try:
            citation("2018", standard.number)
        except CannotBeWaived as refused:
            found.append(refused.version)
    return found


def test_all_that_cannot_be_waived_is_refused_by_form_program_and_file(
    draft: Waiver, closed: list[StandardVersion], lead: Any, client_for: Any
) -> None:
    browser, where = client_for(lead), draft.get_absolute_url()
    before = draft.provisions.count()
    assert len(closed) >= 4
    for version in closed:
        key = f"2018 {version.standard.number}"
        told = [
            browser.post(f"{where}provisions/add/", {**row(key), "version": "0"}).content.decode(),
            send(browser, draft, row(key)).json()["findings"][0]["reason"],
            browser.post(f"{where}provisions/import/", {"file": file_of(row(key))}).content.decode(),
        ]
        for words in told:
            assert version.reason in words, key
    assert draft.provisions.count() == before


def test_rows_are_taken_by_file_and_by_program(draft: Waiver, lead: Any, facilitator: Any, client_for: Any) -> None:
    for number in ("21", "22", "23"):
        standard_of(number, actor=facilitator)
    browser, where = client_for(lead), draft.get_absolute_url()
    answer = browser.post(f"{where}provisions/import/", {"file": file_of(row("2018 21"), row("2018 22"))})
    assert answer.status_code == 302
    made = send(browser, draft, row("2018 23"))
    assert (made.status_code, made.json()) == (201, {"created": 1})
    assert sorted(draft.provisions.values_list("standard__standard__number", flat=True)) == ["13", "21", "22", "23"]


def test_one_wrong_row_takes_nothing_and_says_where(
    draft: Waiver, lead: Any, facilitator: Any, client_for: Any
) -> None:
    standard_of("21", actor=facilitator)
    browser, where = client_for(lead), draft.get_absolute_url()
    page = browser.post(
        f"{where}provisions/import/", {"file": file_of(row("2018 21"), row("2018 21", ends_on="2020-01-01"))}
    ).content.decode()
    assert "Nothing was taken." in page
    assert "<b>Row 3, ends_on</b>" in page
    told = send(browser, draft, row("2018 21"), row("2018 13")).json()
    assert "stands in the proposal already" in told["error"]
    assert draft.provisions.count() == 1


def test_fifty_rows_are_read_at_once_and_no_more(draft: Waiver, lead: Any, client_for: Any) -> None:
    browser, where = client_for(lead), draft.get_absolute_url()
    rows = [row("2018 13")] * 51
    assert send(browser, draft, *rows).json()["error"] == "At most 50 rows at once."
    page = browser.post(f"{where}provisions/import/", {"file": file_of(*rows)}).content.decode()
    assert "At most 50 rows at once." in page


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "standard"])
def test_each_question_of_a_standard_is_asked_through_every_door(
    column: str, draft: Waiver, lead: Any, facilitator: Any, client_for: Any
) -> None:
    standard_of("21", actor=facilitator)
    browser, where = client_for(lead), draft.get_absolute_url()
    without = row("2018 21", **{column: ""})
    page = browser.post(f"{where}provisions/add/", {**without, "version": "0"}).content.decode()
    assert f'href="#id_{column}"' in page
    assert [found["column"] for found in send(browser, draft, without).json()["findings"]] == [column]
    page = browser.post(f"{where}provisions/import/", {"file": file_of(without)}).content.decode()
    assert f"<b>Row 2, {column}</b>" in page
    assert draft.provisions.count() == 1


@pytest.mark.parametrize("body", [b"", b"[]", b'{"provisions": 3}', b'{"provisions": [1]}', b"\xff", b"[" * 100_000])
def test_bad_json_is_refused_with_a_sentence(draft: Waiver, lead: Any, client_for: Any, body: bytes) -> None:
    where = f"{draft.get_absolute_url()}provisions.json"
    answer = client_for(lead).post(where, body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (422, "This is no JSON object with a list of provisions.")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a,b\n1,2\n", b""])
def test_bad_file_is_refused_with_a_sentence(draft: Waiver, lead: Any, client_for: Any, content: bytes) -> None:
    where = f"{draft.get_absolute_url()}provisions/import/"
    page = client_for(lead).post(where, {"file": SimpleUploadedFile("x.csv", content)}).content.decode()
    assert 'class="errors"' in page
    assert draft.provisions.count() == 1


def test_nobody_else_sends(given: Waiver, lead: Any, rival_lead: Any, client: Any, client_for: Any) -> None:
    assert send(client, given, row("2018 13")).status_code in (302, 403, 404)
    assert send(client_for(rival_lead), given, row("2018 13")).status_code == 404
    assert send(client_for(lead), given, row("2018 13")).status_code == 403
