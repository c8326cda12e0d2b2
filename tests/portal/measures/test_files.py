"""Readings come from a spreadsheet: first a look, then the change; sent twice, nothing changes."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.measures.models import Measure, Reading, Revision
from tests.factories.measures import change, read

pytestmark = pytest.mark.django_db
HEAD = "NCES id,School,Month,Value,n,Note\n"


@pytest.fixture
def where(measure: Measure) -> str:
    return f"/measures/{measure.reference}/import/"


@pytest.fixture
def row(school: Any) -> str:
    return f"{school.district_id},{school},2026-01,"


def upload(text: str | bytes) -> dict[str, Any]:
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": SimpleUploadedFile("sample.csv", content, "text/csv")}


def kept(page: str) -> dict[str, str]:
    """The hidden fields of the page that asks for a yes."""
    names = ("rows", "shown")
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in names}
    return {name: unescape(match[1]) for name, match in found.items() if match}


def test_import_names_what_would_change_and_writes_nothing(
    where: str, row: str, measure: Measure, school: Any, member: Any, client_for: Any
) -> None:
    read(measure, school, 41, actor=member)
    more = row.replace("2026-01", "2026-02")
    page = client_for(member).post(where, upload(f"{HEAD}{row}43,40,\n{more}44,40,Sample")).content.decode()
    assert "2 readings would change, 1 of them in place of a value that stands" in page
    assert "<td>41, n 40</td><td>43, n 40</td>" in page
    assert "<td>new</td><td>44, n 40, “Sample”</td>" in page
    assert Reading.objects.count() == 1


def test_import_writes_what_was_looked_at(
    where: str, row: str, measure: Measure, school: Any, member: Any, client_for: Any
) -> None:
    read(measure, school, 41, actor=member)
    client = client_for(member)
    form = kept(client.post(where, upload(f"{HEAD}{row}43,40,")).content.decode())
    page = client.post(where, form).content.decode()
    assert "Please say why" in page, "a value is replaced"
    form = {**kept(page), "why": "Sample: counted anew"}
    assert client.post(where, form).url == measure.get_absolute_url()
    assert Reading.objects.get().value == 43
    assert Revision.objects.filter(old_value=41, why="Sample: counted anew").exists()


def test_import_of_ones_own_file_changes_nothing(
    where: str, measure: Measure, school: Any, other_school: Any, district: Any, member: Any, client_for: Any
) -> None:
    read(measure, school, 41, "42.50", actor=member, note="=Sample, “quoted”")
    read(measure, other_school, 0, actor=member, n=None)
    read(measure, district, 41, actor=member, n=3)
    client = client_for(member)
    text = client.get(f"{measure.get_absolute_url()}readings.csv").content
    page = client.post(where, upload(text)).content.decode()
    assert "Nothing: 4 rows say what stands here already." in page
    assert Revision.objects.count() == 4


def test_import_leaves_hidden_values_of_others_as_they_are(
    where: str, measure: Measure, rival_school: Any, member: Any, rival_lead: Any, client_for: Any
) -> None:
    read(measure, rival_school, 41, actor=rival_lead, n=3)
    client = client_for(member)
    text = client.get(f"{measure.get_absolute_url()}readings.csv").content
    assert "1 hidden row left as they are" in client.post(where, upload(text)).content.decode()


def test_import_tells_wrong_rows_and_keeps_what_was_pasted(where: str, row: str, member: Any, client_for: Any) -> None:
    page = client_for(member).post(where, {"rows": f"{HEAD}{row}much,40,"}).content.decode()
    assert "Row 2: “much” is not a number." in page
    assert f"{row}much,40," in page
    assert 'name="shown"' not in page
    assert not Reading.objects.exists()


def test_import_refuses_schools_of_other_districts(
    where: str, rival_school: Any, member: Any, facilitator: Any, client_for: Any
) -> None:
    text = f"{HEAD}{rival_school.district_id},{rival_school},2026-01,41,40,"
    assert "You cannot enter readings" in client_for(member).post(where, {"rows": text}).content.decode()
    assert "1 reading would change" in client_for(facilitator).post(where, {"rows": text}).content.decode()


def test_import_that_was_overtaken_shows_anew_what_would_change(
    where: str, row: str, measure: Measure, school: Any, member: Any, lead: Any, client_for: Any
) -> None:
    read(measure, school, 41, actor=member)
    client = client_for(member)
    form = kept(client.post(where, upload(f"{HEAD}{row}43,40,")).content.decode())
    change(measure, Reading.objects.get(), 50, actor=lead)
    page = client.post(where, {**form, "why": "Sample"}).content.decode()
    assert "Somebody changed readings while you looked." in page
    assert "<td>50, n 40</td><td>43, n 40</td>" in page
    assert Reading.objects.get().value == 50


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"rows": " "}, "Please choose a file, or paste the rows."),
        (upload(b"PK\x03\x04"), "Please save it as CSV first"),
        (upload(b"x" * 200_001), "at most 200 KB"),
        ({"rows": "x" * 200_001}, "at most 200 KB"),
        (upload("a,b\n1,2"), "The first row must name the columns"),
        (upload(b"\xff\xfe\x00"), "The first row must name the columns"),
        ({"rows": f"{HEAD}2899001,,2099-01,41,40,", "shown": "x"}, "Somebody changed readings"),
    ],
)
def test_import_tells_what_it_cannot_read(
    where: str, district: Any, member: Any, client_for: Any, sent: dict[str, Any], said: str
) -> None:
    answer = client_for(member).post(where, sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Reading.objects.exists()


def test_import_tells_of_months_to_come(where: str, row: str, member: Any, client_for: Any) -> None:
    client, text = client_for(member), f"{HEAD}{row.replace('2026-01', '2099-01')}41,40,"
    form = kept(client.post(where, {"rows": text}).content.decode())
    assert "has no readings" in client.post(where, form).content.decode()
    assert not Reading.objects.exists()


def test_import_reads_what_windows_writes(where: str, row: str, member: Any, client_for: Any) -> None:
    text = f"{HEAD}{row}41,40,Sample caf\u00e9".encode("windows-1252")
    assert "Sample café" in client_for(member).post(where, upload(text)).content.decode()
