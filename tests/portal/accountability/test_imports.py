"""Imports on pages: upload, check, confirm, discard; who may; what happens twice or too late."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.accountability import services
from portal.accountability.checking import OUR_FAULT, check
from portal.accountability.models import ImportRun, Rating
from portal.accountability.states import ImportState
from portal.core.errors import NotAllowed
from portal.districts.models import District
from tests.factories.accountability import ImportRunFactory
from tests.portal.accountability.corpus import FILES, HEADERS, SPREADSHEETS, SYNTAX, Case
from tests.portal.accountability.tables import GRADES, csv_of, grades

pytestmark = pytest.mark.usefixtures("known")
IMPORTS, NEW = "/imports/", "/imports/new/"
SENT = [case for case in (*FILES, *SYNTAX, *HEADERS, *SPREADSHEETS) if case.content]
OUTSIDERS = ["newcomer", "member", "lead", "superintendent", "facilitator", "csa_reviewer", "osi_coach", "editor"]


@pytest.fixture
def steward(client_for: Any, data_steward: Any) -> Client:
    """A browser of the data steward's."""
    browser: Client = client_for(data_steward)
    return browser


@pytest.fixture
def upload(steward: Client, django_capture_on_commit_callbacks: Any) -> Any:
    """Sends a file and lets its check run."""

    def send(content: bytes, *, kind: str = "grades", name: str = "sample.csv", **fields: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            file = SimpleUploadedFile(name, content)
            return steward.post(NEW, {"kind": kind, "file": file, **fields})

    return send


@pytest.fixture
def ready(data_steward: Any, django_capture_on_commit_callbacks: Any) -> ImportRun:
    """A checked import of one good row and one with a finding."""
    with django_capture_on_commit_callbacks(execute=True):
        run = services.upload_file(
            actor=data_steward, kind="grades", name="sample.csv", content=grades("2897002,=cmd(),2019,E,x")
        )
    run.refresh_from_db()
    return run


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_upload_shows_what_would_change_and_writes_nothing(steward: Client, upload: Any):
    response = upload(grades("2897002,Sample B,2019,E,x"))
    run = ImportRun.objects.get()
    assert response.url == run.get_absolute_url()
    page = text_of(steward.get(response.url))
    assert "Ready to confirm" in page
    assert "A grade is A, B, C, D or F" in page
    assert "Nothing is written yet" in page
    assert not Rating.objects.exists()
    assert "Sample A School District, 2019" in text_of(steward.get(f"{response.url}?show=changes"))


def test_confirm_writes_once(steward: Client, ready: ImportRun):
    for _ in range(2):
        response = steward.post(reverse("accountability:confirm", args=[ready.pk]))
    assert response.status_code == 409
    ready.refresh_from_db()
    assert (ready.state, Rating.objects.count()) == (ImportState.CONFIRMED, 1)
    assert "These changes are in the portal" in text_of(steward.get(ready.get_absolute_url()))


def test_confirm_with_the_same_form_key_answers_the_same(steward: Client, ready: ImportRun):
    answers = [
        steward.post(reverse("accountability:confirm", args=[ready.pk]), {"form_key": "one"}).status_code
        for _ in range(2)
    ]
    assert (answers, Rating.objects.count()) == ([302, 302], 1)


def test_confirm_is_refused_where_the_portal_changed_meanwhile(ready: ImportRun, data_steward: Any):
    services.import_now(
        actor=data_steward, kind="grades", name="other.csv", content=csv_of(GRADES, "2897001,Sample A,2019,B,y")
    )
    with pytest.raises(NotAllowed, match="has changed since"):
        services.confirm_import(ready, actor=data_steward)
    assert Rating.objects.get().grade == "B"


def test_confirm_is_refused_where_no_row_is_good(upload: Any, data_steward: Any):
    upload(csv_of(GRADES, "2897001,Sample A,2019,E,x"))
    with pytest.raises(NotAllowed, match="No row"):
        services.confirm_import(ImportRun.objects.get(), actor=data_steward)


def test_confirm_writes_all_or_nothing(ready: ImportRun, data_steward: Any):
    District.objects.filter(pk="2897001").update(name="Renamed")
    with pytest.raises(NotAllowed):
        services.confirm_import(ready, actor=data_steward)
    ready.refresh_from_db()
    assert (ready.state, Rating.objects.count()) == (ImportState.READY, 0)


def test_discard_writes_nothing_and_cannot_be_confirmed_after(steward: Client, ready: ImportRun):
    assert steward.post(reverse("accountability:discard", args=[ready.pk])).status_code == 302
    assert steward.post(reverse("accountability:confirm", args=[ready.pk])).status_code == 409
    assert not Rating.objects.exists()
    assert "Discarded" in text_of(steward.get(ready.get_absolute_url()))


def test_upload_of_a_file_that_cannot_be_read_says_why(steward: Client, upload: Any):
    page = text_of(steward.get(upload(b"a,b\n1,2\n").url))
    assert "Could not be read" in page
    assert "The column" in page
    assert "Confirm" not in page


def test_upload_again_after_confirming_has_nothing_to_confirm(steward: Client, upload: Any, ready: ImportRun):
    steward.post(reverse("accountability:confirm", args=[ready.pk]))
    page = text_of(steward.get(upload(grades()).url))
    assert "Everything in this file is in the portal already" in page
    assert "Confirm the import" not in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "nonsense"}, "Select a valid choice"),
        ({"year": "abc"}, "whole number"),
        ({"year": "99999999999999999999"}, "less than or equal"),
        ({"name": "sample.exe"}, ".csv or .xlsx"),
        ({"name": "sample.xls"}, ".csv or .xlsx"),
        ({"content": b""}, "empty"),
    ],
)
def test_upload_refuses_a_form_with_a_sentence(upload: Any, fields: dict[str, Any], words: str):
    response = upload(**{"content": grades(), **fields})
    assert response.status_code == 200
    assert words in text_of(response)
    assert not ImportRun.objects.exists()


def test_upload_refuses_a_file_over_the_limit(upload: Any, settings: Any):
    settings.MAX_UPLOAD_BYTES = 10
    assert "larger than" in text_of(upload(grades()))


def test_upload_without_a_file_asks_for_one(steward: Client):
    assert "Please choose a file" in text_of(steward.post(NEW, {"kind": "grades"}))


@pytest.mark.parametrize("case", SENT, ids=lambda case: case.name)
def test_upload_of_bad_input_is_answered_with_a_page(steward: Client, upload: Any, case: Case):
    response = upload(case.content, kind=case.kind, name=case.file, year="2019" if case.kind == "components" else "")
    if response.status_code == 302:
        assert steward.get(response.url).status_code == 200
        assert steward.get(f"{response.url}?show=changes").status_code == 200
    assert response.status_code in (200, 302)
    assert OUR_FAULT not in ImportRun.objects.values_list("error", flat=True)
    assert not Rating.objects.exists()


def test_check_that_falls_over_fails_with_a_sentence(ready: ImportRun):
    run = ImportRunFactory(file__content="away/file")
    check(run)
    run.refresh_from_db()
    assert (run.state, run.error) == (ImportState.FAILED, OUR_FAULT)


def test_show_of_a_waiting_import_says_how_far_it_is(steward: Client):
    run = ImportRunFactory(state=ImportState.CHECKING, progress=40)
    page = text_of(steward.get(run.get_absolute_url()))
    assert "40%" in page
    assert 'hx-trigger="every 2s"' in page


def test_findings_download_is_safe_to_open(steward: Client):
    run = ImportRunFactory(
        state=ImportState.READY,
        findings=[{"row": 3, "column": "=A1", "value": "=cmd|' /C calc'!A0", "reason": "+1"}],
    )
    response = steward.get(reverse("accountability:findings", args=[run.pk]))
    lines = response.content.decode().splitlines()
    assert lines[1].startswith("3,'=A1,'=cmd")
    assert response["Content-Disposition"].startswith("attachment")


def test_findings_are_escaped_on_the_page(steward: Client):
    script = "<script>alert(1)</script>"
    run = ImportRunFactory(
        state=ImportState.READY, findings=[{"row": 3, "column": script, "value": script, "reason": script}]
    )
    assert script not in steward.get(run.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", OUTSIDERS)
def test_imports_are_closed_to_others(request: pytest.FixtureRequest, client_for: Any, ready: ImportRun, name: str):
    browser = client_for(request.getfixturevalue(name))
    mine, other = ready.pk, 987654
    assert browser.get(IMPORTS).status_code == 403
    assert browser.get(NEW).status_code == 403
    for verb in ("import", "findings"):
        answers = {browser.get(reverse(f"accountability:{verb}", args=[pk])).status_code for pk in (mine, other)}
        assert answers == {404}
    for verb in ("confirm", "discard"):
        answers = {browser.post(reverse(f"accountability:{verb}", args=[pk])).status_code for pk in (mine, other)}
        assert answers == {404}
    ready.refresh_from_db()
    assert ready.state == ImportState.READY


def test_imports_send_a_visitor_to_sign_in(client: Client, ready: ImportRun):
    for path in (IMPORTS, NEW, ready.get_absolute_url()):
        assert client.get(path).status_code == 302


def test_services_refuse_people_without_the_permission(ready: ImportRun, facilitator: Any):
    with pytest.raises(PermissionDenied):
        services.upload_file(actor=facilitator, kind="grades", name="x.csv", content=grades())
    with pytest.raises(PermissionDenied):
        services.confirm_import(ready, actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.discard_import(ready, actor=facilitator)


def test_administrator_may_import(client_for: Any, administrator: Any):
    assert client_for(administrator).get(IMPORTS).status_code == 200


@pytest.mark.parametrize("query", ["?page=abc", "?page=0", "?page=-1", "?page=999999999999", "?show=no"])
def test_pages_take_any_page_number(steward: Client, ready: ImportRun, query: str):
    for path in (IMPORTS, ready.get_absolute_url()):
        assert steward.get(path + query).status_code == 200


@pytest.mark.parametrize("number", ["0", "999999999999999999999999", "99999999"])
def test_show_of_an_unknown_number_is_not_found(steward: Client, number: str):
    assert steward.get(f"/imports/{number}/").status_code == 404


def test_imports_ask_the_same_number_of_questions_for_any_number_of_rows(steward: Client):
    asked = []
    steward.get(IMPORTS)
    for wanted in (1, 3, 50):
        ImportRunFactory.create_batch(wanted - ImportRun.objects.count())
        with CaptureQueriesContext(connection) as queries:
            assert steward.get(IMPORTS).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2]


def test_every_step_leaves_an_audit_row(steward: Client, ready: ImportRun, data_steward: Any):
    steward.post(reverse("accountability:confirm", args=[ready.pk]))
    rows = ModelLogEntry.objects.filter(content_type__model="importrun", object_id=str(ready.pk)).order_by("pk")
    assert [row.action.partition(".")[2] for row in rows] == ["upload", "start_check", "finish_check", "confirm"]
    assert {row.user_id for row in rows} == {data_steward.pk}
    assert rows.last().data["created"] == 1


def test_import_that_waits_is_on_the_start_page_of_those_who_may(
    steward: Client, ready: ImportRun, client_for: Any, facilitator: Any
):
    assert "Import of sample.csv" in text_of(steward.get("/start/"))
    assert "Import of sample.csv" not in text_of(client_for(facilitator).get("/start/"))


def test_pages_never_fall_over_on_signs_that_cannot_be_seen(steward: Client, ready: ImportRun):
    for query in ("?show=%00", "?page=%00", "?page=%F0%9F%98%80", "?page=" + "9" * 5000):
        assert steward.get(ready.get_absolute_url() + query).status_code < 500
