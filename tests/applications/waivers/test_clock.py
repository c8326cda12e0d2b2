"""The clock in public: questions on the record, pauses with reasons, documents."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.waivers import services
from applications.waivers.clock import clock_of_service, standing_of
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.conflicts import DeclarationFactory
from tests.factories.waivers import agreed, granted

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def public(given: Waiver, facilitator: Any) -> Waiver:
    """A proposal that everybody reads."""
    return services.docket_waiver(given, actor=facilitator)


def later(days: int) -> Any:
    """So many days from now."""
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_question_stops_the_clock_until_it_is_answered_on_the_record(
    public: Waiver, csa_reviewer: Any, lead: Any, client: Any, client_for: Any
) -> None:
    where = public.get_absolute_url()
    with later(10):
        client_for(csa_reviewer).post(f"{where}ask/", {"words": "Sample: what of the buses?"})
        page = client.get(where).content.decode()
        assert "Sample: what of the buses?" in page
        assert "It stands still:" in page
        assert csa_reviewer.name not in page
    inquiry = public.inquiries.get()
    mail = OutgoingMail.objects.get(to=lead.email, subject__startswith="A question")
    assert csa_reviewer.name not in mail.text
    with later(25):
        client_for(lead).post(f"{where}questions/{inquiry.pk}/answer/", {"answer": "Sample: they leave later."})
        assert "Sample: they leave later." in client.get(where).content.decode()
        assert OutgoingMail.objects.filter(to=csa_reviewer.email, subject__startswith="Answered").exists()
    with later(30):
        standing = standing_of(public)
        assert standing is not None
        assert standing.is_running
        assert standing.days == pytest.approx(15, abs=0.1)


def test_question_is_answered_once(public: Waiver, csa_reviewer: Any, lead: Any) -> None:
    inquiry = services.ask_question(public, words="Sample?", actor=csa_reviewer)
    services.answer_question(inquiry, answer="Sample.", actor=lead)
    with pytest.raises(NotAllowed):
        services.answer_question(inquiry, answer="Another.", actor=lead)


def test_only_who_is_free_asks_and_only_its_district_answers(
    public: Waiver, csa_reviewer: Any, rival_lead: Any, lead: Any, facilitator: Any
) -> None:
    for person in (rival_lead, lead):
        with pytest.raises(PermissionDenied):
            services.ask_question(public, words="x", actor=person)
    inquiry = services.ask_question(public, words="Sample?", actor=facilitator)
    for person in (rival_lead, facilitator, csa_reviewer):
        with pytest.raises(PermissionDenied):
            services.answer_question(inquiry, answer="x", actor=person)
    DeclarationFactory(person=csa_reviewer, district=public.district)
    with pytest.raises(PermissionDenied):
        services.ask_question(public, words="x", actor=csa_reviewer)


def test_answer_is_not_told_to_who_is_tied_by_now(
    public: Waiver, csa_reviewer: Any, lead: Any, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    inquiry = services.ask_question(public, words="Sample?", actor=csa_reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        services.answer_question(inquiry, answer="Sample.", actor=lead)
        DeclarationFactory(person=csa_reviewer, district=public.district)
    assert [mail for mail in mailoutbox if csa_reviewer.email in mail.to] == []


def test_department_stops_the_clock_with_a_reason_that_everybody_reads(
    public: Waiver, facilitator: Any, lead: Any, client: Any, client_for: Any
) -> None:
    where, browser = public.get_absolute_url(), client_for(facilitator)
    assert "This field is required" in browser.post(f"{where}pause/", {"reason": ""}).content.decode()
    browser.post(f"{where}pause/", {"reason": "Sample: the law is about to change."})
    assert "Sample: the law is about to change." in client.get(where).content.decode()
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="the law is about to change").exists()
    with pytest.raises(PermissionDenied):
        services.pause_clock(public, reason="twice", actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.go_on(public, actor=lead)
    browser.post(f"{where}go-on/")
    assert public.pauses.get().ended_at is not None


def test_public_clock_equals_the_timestamps(
    public: Waiver, facilitator: Any, csa_reviewer: Any, lead: Any, client: Any
) -> None:
    with later(4):
        inquiry = services.ask_question(public, words="Sample?", actor=csa_reviewer)
    with later(9):
        services.answer_question(inquiry, answer="Sample.", actor=lead)
        clock = clock_of_service()
        assert (clock.open, clock.oldest, clock.decided) == (1, pytest.approx(4, abs=0.1), 0)
    with later(20):
        granted(public, facilitator=facilitator)
    clock = clock_of_service()
    assert (clock.open, clock.decided, clock.median) == (0, 1, pytest.approx(15, abs=0.1))
    assert "15.0 days at the median" in client.get("/waivers/").content.decode()


# Documents --------------------------------------------------------------------------


def test_document_says_what_it_supports_and_is_kept_by_its_hash(
    draft: Waiver, lead: Any, facilitator: Any, client: Any, client_for: Any
) -> None:
    where, browser = draft.get_absolute_url(), client_for(lead)
    facts = {"title": "A study (sample)", "supports": "Sample: that long blocks help."}
    page = browser.post(f"{where}documents/add/", {**facts, "file": SimpleUploadedFile("x.pdf", b"no pdf")})
    assert "errors" in page.content.decode()
    browser.post(f"{where}documents/add/", {**facts, "file": SimpleUploadedFile("study.pdf", PDF)})
    exhibit = draft.exhibits.get()
    assert client.get(f"{where}documents/{exhibit.pk}/").status_code == 404
    services.docket_waiver(services.submit_waiver(agreed(draft), actor=lead), actor=facilitator)
    assert b"".join(client.get(f"{where}documents/{exhibit.pk}/").streaming_content) == PDF
    page = client.get(where).content.decode()
    assert "Sample: that long blocks help." in page
    assert exhibit.file.sha256 in str(draft.notices.get().body)
    with pytest.raises(PermissionDenied):
        services.remove_exhibit(exhibit, actor=lead)


def test_document_of_a_draft_is_taken_out(draft: Waiver, lead: Any, client_for: Any) -> None:
    upload = SimpleUploadedFile("study.pdf", PDF)
    exhibit = services.add_exhibit(draft, file=upload, title="Sample", supports="Sample", actor=lead)
    client_for(lead).post(f"{draft.get_absolute_url()}documents/{exhibit.pk}/remove/")
    assert draft.exhibits.count() == 0


def test_earlier_decisions_on_the_standard_stand_beside_the_request(
    public: Waiver, facilitator: Any, lead: Any, client_for: Any
) -> None:
    conditions = {"disposition": "conditions", "conditions": "Sample: no more than four days."}
    made = granted(public, facilitator=facilitator, **conditions)
    second = services.begin_amendment(made, actor=lead)
    page = client_for(lead).get(second.get_absolute_url()).content.decode()
    assert "1 earlier decision on this standard" in page
    assert "Sample: no more than four days." in page
