"""Reading and deciding applications."""

from typing import Any

import pytest
from django.core import mail

from applications.intake import services
from applications.intake.models import Application
from applications.letters.models import Letter
from portal.core.errors import NotAllowed
from portal.districts.models import District, Office
from tests.cast import office_holder
from tests.factories.intake import RoundFactory, submitted
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(lead: Any, district: Any) -> Application:
    return submitted(RoundFactory(), district, actor=lead)


def decide(client: Any, application: Application, what: str, reasons: str = "Sample reasons.") -> Any:
    return client.post(f"/applications/{application.reference}/{what}/", {"reasons": reasons, "form_key": "a" * 32})


def test_review_is_seen_by_the_district(application: Any, facilitator: Any, lead: Any, client_for: Any) -> None:
    client_for(facilitator).post(f"/applications/{application.reference}/review/", {"form_key": "a" * 32})
    assert "The department is reading it" in client_for(lead).get(application.get_absolute_url()).content.decode()


def test_accept_issues_the_letter_made_from_the_answers(
    application: Any, facilitator: Any, superintendent: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_for(facilitator)
    told = client.get(f"/applications/{application.reference}/accept/").content.decode()
    assert "get two mails" in told
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(client, application, "accept").status_code == 302
    letter = Letter.objects.get(source=application.reference)
    assert "Sample: students in grades 9 to 12 choose one of four academies." in letter.text
    assert "- Career academies (sample)" in letter.text
    assert "Innovation lead (sample), lead@example.org" in letter.text
    assert [pathway.slug for pathway in letter.pathways.all()] == ["career-academies-sample"]
    subjects = [message.subject for message in mail.outbox if superintendent.email in message.to]
    assert "Sample District A is accepted into the network" in subjects
    assert "Letter of commitment of Sample District A: please sign" in subjects


def test_accept_fills_answers_in_once_and_leaves_braces_alone(lead: Any, facilitator: Any, district: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead, why="We try {capacity} and {nothing}.")
    services.accept_application(application, reasons="Sample.", actor=facilitator)
    assert "We try {capacity} and {nothing}." in Letter.objects.get(source=application.reference).text


def test_decline_needs_a_reason_and_tells_it(
    application: Any, facilitator: Any, lead: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert "Please give the reasons" in decide(client_for(facilitator), application, "decline", "").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        decide(client_for(facilitator), application, "decline", "Please name the schools.")
    assert "Please name the schools." in client_for(lead).get(application.get_absolute_url()).content.decode()
    assert any("Please name the schools." in message.body for message in mail.outbox)
    assert not Letter.objects.exists()


def test_decide_twice_is_refused(application: Any, facilitator: Any) -> None:
    services.accept_application(application, reasons="Sample.", actor=facilitator)
    with pytest.raises(NotAllowed, match="already accepted"):
        services.decline_application(application, reasons="Sample.", actor=facilitator)
    assert Letter.objects.count() == 1


def test_decide_on_ones_own_district_is_refused_everywhere(
    application: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    MembershipFactory(district=district, user=facilitator, office=Office.OTHER)
    assert decide(client_for(facilitator), application, "accept").status_code == 403
    with pytest.raises(NotAllowed):
        services.accept_application(application, reasons="Sample.", actor=facilitator)


@pytest.mark.parametrize("who", ["lead", "superintendent", "administrator"])
def test_decide_is_for_facilitators_only(who: str, application: Any, request: Any, client_for: Any) -> None:
    person = request.getfixturevalue(who)
    assert decide(client_for(person), application, "accept").status_code == 403
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_accept_never_exceeds_the_places(facilitator: Any, lead: Any, district: Any) -> None:
    call = RoundFactory(capacity=1)
    other = District.objects.create(leaid="2899003", name="Sample District C")
    second = submitted(call, other, actor=office_holder(other, Office.INNOVATION_LEAD, "Innovation lead C"))
    services.accept_application(submitted(call, district, actor=lead), reasons="Sample.", actor=facilitator)
    with pytest.raises(NotAllowed, match="All 1 places"):
        services.accept_application(second, reasons="Sample.", actor=facilitator)
    assert Application.objects.get(pk=second.pk).state == "submitted"


def test_drafts_are_unknown_to_the_state(lead: Any, facilitator: Any, district: Any, client_for: Any) -> None:
    draft = services.begin_application(RoundFactory(), district, actor=lead)
    client = client_for(facilitator)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert district.name not in client.get("/applications/").content.decode()
