"""Artifacts: uploaded in versions, excused with a reason, confirmed when all is there, taken away whole."""

import csv
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from best_practices.improvement import services
from best_practices.improvement.models import ArtifactType, IdentifiedSchool
from best_practices.improvement.queries import lacking
from portal.accounts.models import StateRole
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.accounts import state_officer
from tests.factories.conflicts import DeclarationFactory
from tests.factories.improvement import PDF, complete, given, planned_goal

pytestmark = pytest.mark.django_db


def upload_of(content: bytes = PDF, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_artifact_lies_in_its_folder_with_its_versions(
    work: IdentifiedSchool, folder: ArtifactType, lead: Any, coach: Any, client_for: Any
) -> None:
    browser, where = client_for(lead), work.get_absolute_url()
    sent = {"title": "Feedback (sample)", "folder": folder.pk, "description": "Sample: of May."}
    for content in (PDF, PDF + b"\n"):
        assert browser.post(f"{where}artifacts/upload/", {**sent, "file": upload_of(content)}).status_code == 302
    assert list(work.artifacts.values_list("version", flat=True)) == [2, 1]
    page = client_for(coach).get(where).content.decode()
    assert "Feedback (sample), version 2" in page
    assert "Feedback (sample), version 1" in page
    assert "Sample: of May." in page
    newest, first = work.artifacts.all()
    assert b"".join(browser.get(f"{where}artifacts/{first.pk}/").streaming_content) == PDF
    assert b"".join(browser.get(f"{where}artifacts/{newest.pk}/").streaming_content) == PDF + b"\n"


def test_bad_artifact_is_refused_with_a_sentence_and_nothing_is_kept(
    work: IdentifiedSchool, folder: ArtifactType, lead: Any, client_for: Any
) -> None:
    browser, where = client_for(lead), f"{work.get_absolute_url()}artifacts/upload/"
    sent = {"title": "Sample", "folder": folder.pk, "description": "Sample: kept."}
    page = browser.post(where, {**sent, "file": upload_of(b"no pdf")}).content.decode()
    assert 'href="#id_file"' in page
    assert "Sample: kept." in page
    page = browser.post(where, {**sent, "title": "SSN 123-45-6789", "file": upload_of()}).content.decode()
    assert "looks like personal data" in page
    page = browser.post(where, {**sent, "folder": 999_999, "file": upload_of()}).content.decode()
    assert 'href="#id_folder"' in page
    assert not work.artifacts.exists()


def test_school_has_sixty_artifacts_and_no_more(work: IdentifiedSchool, folder: ArtifactType, lead: Any) -> None:
    for number in range(60):
        given(work, folder, actor=lead, title=f"Sample {number}")
    assert given(work, folder, actor=lead, title="Sample 7").version == 2, "a better version is always taken"
    with pytest.raises(NotAllowed, match="at most 60"):
        given(work, folder, actor=lead, title="One more")


def test_only_writers_of_the_district_upload_while_artifacts_are_gathered(
    work: IdentifiedSchool, folder: ArtifactType, lead: Any, board_president: Any, rival_lead: Any, coach: Any
) -> None:
    for person in (board_president, rival_lead, coach):
        with pytest.raises(PermissionDenied):
            given(work, folder, actor=person)
    services.confirm_artifacts(complete(work, actor=lead), actor=coach)
    with pytest.raises(PermissionDenied):
        given(work, folder, actor=lead)


def test_artifacts_are_complete_when_each_is_there_or_excused(
    work: IdentifiedSchool, folder: ArtifactType, lead: Any, coach: Any, client_for: Any
) -> None:
    browser, where = client_for(coach), work.get_absolute_url()
    assert browser.post(f"{where}gather/").status_code == 409
    for each in ArtifactType.objects.filter(is_required=True).exclude(pk=folder.pk):
        given(work, each, actor=lead)
    with pytest.raises(NotAllowed, match=folder.name):
        services.confirm_artifacts(work, actor=coach)
    browser.post(f"{where}folders/{folder.pk}/excuse/", {"reason": "Sample: there was no interview last year."})
    assert "Sample: there was no interview last year." in client_for(lead).get(where).content.decode()
    browser.post(f"{where}gather/")
    work.refresh_from_db()
    assert work.state == "gathered"
    assert OutgoingMail.objects.filter(to=lead.email, subject__startswith="Artifacts complete").exists()
    sent = {"words": "Sample: the plan is of another school.", "artifacts_due_on": timezone.localdate().isoformat()}
    assert "choose a later one" in browser.post(f"{where}ask-again/", sent).content.decode()
    due = timezone.localdate() + timedelta(days=9)
    browser.post(f"{where}ask-again/", {**sent, "artifacts_due_on": due.isoformat()})
    work.refresh_from_db()
    assert (work.state, work.artifacts_due_on) == ("identified", due)
    assert "the plan is of another school" in client_for(lead).get(where).content.decode()
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="of another school").exists()
    given(work, folder, actor=lead)


def test_excuse_is_for_what_is_asked_for_and_its_reason_can_change(
    work: IdentifiedSchool, folder: ArtifactType, coach: Any
) -> None:
    for reason in ("Sample one", "Sample two"):
        services.excuse_artifact(work, folder=folder, reason=reason, actor=coach)
    assert work.excuses.get().reason == "Sample two"
    with pytest.raises(NotAllowed):
        services.excuse_artifact(work, folder=ArtifactType.objects.get(is_required=False), reason="x", actor=coach)


def test_excuse_is_taken_back_and_none_is_given_for_what_is_there(
    work: IdentifiedSchool, folder: ArtifactType, coach: Any, lead: Any, client_for: Any
) -> None:
    browser, where = client_for(coach), f"{work.get_absolute_url()}folders/{folder.pk}/"
    browser.post(f"{where}excuse/", {"reason": "Sample"})
    assert folder not in [each.kind for each in lacking(work)]
    browser.post(f"{where}ask-for/")
    assert folder in [each.kind for each in lacking(work)]
    given(work, folder, actor=lead)
    page = browser.post(f"{where}excuse/", {"reason": "Sample: kept."}).content.decode()
    assert "There is something in this folder already." in page
    assert "Sample: kept." in page
    with pytest.raises(PermissionDenied):
        services.take_excuse_back(work, folder=folder, actor=lead)


def test_who_is_tied_judges_nothing(
    work: IdentifiedSchool, folder: ArtifactType, lead: Any, coach: Any, administrator: Any
) -> None:
    complete(work, actor=lead)
    DeclarationFactory(person=coach, district=work.school.district)
    DeclarationFactory(person=administrator, district=work.school.district)
    administrator.is_superuser = True
    for person, refused in ((coach, PermissionDenied), (administrator, NotAllowed)):
        with pytest.raises(refused):
            services.confirm_artifacts(work, actor=person)
        with pytest.raises(refused):
            services.excuse_artifact(work, folder=folder, reason="x", actor=person)
    work.refresh_from_db()
    assert work.state == "identified"
    done = services.confirm_artifacts(work, actor=state_officer(StateRole.OSI_COACH, email="free@example.org"))
    for person, refused in ((coach, PermissionDenied), (administrator, NotAllowed)):
        with pytest.raises(refused):
            services.ask_again(done, words="x", artifacts_due_on=done.artifacts_due_on, actor=person)


def test_all_is_taken_away_in_one_file_also_after_the_exit(
    work: IdentifiedSchool, folder: ArtifactType, lead: Any, coach: Any, rival_lead: Any, client_for: Any
) -> None:
    given(work, folder, actor=lead, title="=1+1")
    given(work, folder, actor=lead, title="=1+1", content=PDF + b"\n")
    planned_goal(work, actor=lead, steps=2)
    planned_goal(work, actor=lead, steps=0, need="Sample: another need")
    services.excuse_artifact(work, folder=ArtifactType.objects.all()[1], reason="Sample: none.", actor=coach)
    asked = services.ask_support(work, words="Sample: help.", actor=lead)
    services.answer_request(asked, answer="Sample: I come.", actor=coach)
    on = timezone.localdate()
    services.note_support(work, kind="call", on=on, words="Sample: we spoke.", actor=coach)
    services.confirm_artifacts(complete(work, actor=lead), actor=coach)
    services.exit_school(work, on=on, reason="Sample", actor=coach)
    where = f"{work.get_absolute_url()}artifacts/all.zip"
    assert client_for(rival_lead).get(where).status_code == 404
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client_for(lead).get(where).streaming_content)))
    assert archive.testzip() is None
    told = {
        name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode())))
        for name in ("artifacts", "excuses", "plan", "support", "requests")
    }
    assert {each["Title"] for each in told["artifacts"]} == {"'=1+1", "Sample artifact"}
    files = [each["File"] for each in told["artifacts"] if each["Title"] == "'=1+1"]
    assert sorted(archive.read(name) for name in files) == [PDF, PDF + b"\n"]
    assert len(archive.namelist()) == len(told["artifacts"]) + 5
    assert [each["Not asked for, because"] for each in told["excuses"]] == ["Sample: none."]
    assert [(each["Need"][:14], bool(each["Step"])) for each in told["plan"]] == [
        ("Sample: four o", True),
        ("Sample: four o", True),
        ("Sample: anothe", False),
    ]
    assert (told["support"][0]["Words"], told["requests"][0]["Answer"]) == ("Sample: we spoke.", "Sample: I come.")
