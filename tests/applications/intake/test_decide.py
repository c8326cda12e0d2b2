"""Reading and deciding applications."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application, Decision
from applications.letters import services as letters
from applications.letters.models import Letter
from applications.reviews import services as reviews
from portal.conflicts.services import declare_conflict, end_declaration
from portal.core.errors import NotAllowed
from portal.districts.models import District, Office
from tests.cast import office_holder
from tests.factories.intake import RoundFactory, accepted, decided, submitted
from tests.factories.people import MembershipFactory
from tests.factories.reviews import assigned

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(lead: Any, district: Any) -> Application:
    return submitted(RoundFactory(), district, actor=lead)


def decide(client: Any, application: Application, outcome: str, reasons: str = "Sample reasons.") -> Any:
    return client.post(f"/applications/{application.reference}/decide/", {"outcome": outcome, "reasons": reasons})


def release(client: Any, application: Application) -> Any:
    page = f"/apply/{application.round.slug}/release/"
    shown = client.get(page).context["form"].initial["shown"]
    return client.post(page, {"shown": shown})


def test_review_is_seen_by_the_district(application: Any, facilitator: Any, lead: Any, client_for: Any) -> None:
    client_for(facilitator).post(f"/applications/{application.reference}/review/", {"form_key": "a" * 32})
    assert "The department is reading it" in client_for(lead).get(application.get_absolute_url()).content.decode()


def test_decide_tells_nobody_before_the_release(
    application: Any, facilitator: Any, lead: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(client_for(facilitator), application, "accept", "Sample canary.").status_code == 302
    assert not mail.outbox
    assert not Letter.objects.exists()
    page = client_for(lead).get(application.get_absolute_url()).content.decode()
    assert "Sample canary." not in page
    assert "Accepted" not in page
    assert client_for(lead).get(f"/apply/{application.round.slug}/decisions/").status_code == 404


def test_release_issues_the_letter_made_from_the_answers(
    application: Any, facilitator: Any, superintendent: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_for(facilitator)
    decide(client, application, "accept")
    looked_at = client.get(f"/apply/{application.round.slug}/release/").content.decode()
    assert "Sample District A is accepted into the network" in looked_at
    assert superintendent.email in looked_at
    assert "Sample: students in grades 9 to 12 choose one of four academies." in looked_at
    with django_capture_on_commit_callbacks(execute=True):
        assert release(client, application).status_code == 302
    letter = Letter.objects.get(source=application.reference)
    assert "Sample: students in grades 9 to 12 choose one of four academies." in letter.text
    assert "- Career academies (sample)" in letter.text
    assert "Innovation lead (sample), lead@example.org" in letter.text
    assert [pathway.slug for pathway in letter.pathways.all()] == ["career-academies-sample"]
    subjects = [message.subject for message in mail.outbox if superintendent.email in message.to]
    assert "Sample District A is accepted into the network" in subjects
    assert "Letter of commitment of Sample District A: please sign" in subjects


def test_release_fills_answers_in_once_and_leaves_braces_alone(lead: Any, facilitator: Any, district: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead, why="We try {capacity} and {nothing}.")
    accepted(application, facilitator=facilitator)
    assert "We try {capacity} and {nothing}." in Letter.objects.get(source=application.reference).text


def test_release_refuses_what_was_not_looked_at(application: Any, facilitator: Any, client_for: Any) -> None:
    services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
    shown = services.fingerprint(application.round)
    services.decide_application(application, outcome="decline", reasons="Sample.", actor=facilitator)
    with pytest.raises(NotAllowed, match="changed since you opened"):
        services.release_decisions(application.round, shown=shown, actor=facilitator)
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_release_without_the_undecided_needs_a_tick(
    application: Any, facilitator: Any, rival_lead: Any, rival_district: Any, client_for: Any
) -> None:
    open_one = submitted(application.round, rival_district, actor=rival_lead)
    client = client_for(facilitator)
    decide(client, application, "decline")
    page = release(client, application)
    assert "Some applications have no decision" in page.content.decode()
    shown = services.fingerprint(application.round)
    client.post(f"/apply/{application.round.slug}/release/", {"shown": shown, "without_open": "on"})
    assert Application.objects.get(pk=application.pk).state == "declined"
    assert Application.objects.get(pk=open_one.pk).state == "submitted"


def test_decline_needs_a_reason_and_tells_it(
    application: Any, facilitator: Any, lead: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_for(facilitator)
    assert "Please give the reasons" in decide(client, application, "decline", "").content.decode()
    decide(client, application, "decline", "Please name the schools.")
    with django_capture_on_commit_callbacks(execute=True):
        release(client, application)
    assert "Please name the schools." in client_for(lead).get(application.get_absolute_url()).content.decode()
    assert any("Please name the schools." in message.body for message in mail.outbox)
    assert not Letter.objects.exists()


def test_decide_again_changes_the_decision_until_it_is_released(application: Any, facilitator: Any) -> None:
    services.decide_application(application, outcome="decline", reasons="Sample.", actor=facilitator)
    accepted(application, facilitator=facilitator)
    assert Decision.objects.get(application=application).outcome == "accept"
    with pytest.raises(NotAllowed, match="is accepted"):
        services.decide_application(application, outcome="decline", reasons="Sample.", actor=facilitator)
    assert Letter.objects.count() == 1


def test_clear_decision_takes_back_what_nobody_was_told(application: Any, facilitator: Any, client_for: Any) -> None:
    client = client_for(facilitator)
    decide(client, application, "accept")
    client.post(f"/applications/{application.reference}/clear-decision/")
    assert not Decision.objects.exists()
    assert services.seats_left(application.round) == application.round.capacity


def test_decide_on_ones_own_district_is_refused_everywhere(
    application: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    MembershipFactory(district=district, user=facilitator, office=Office.OTHER)
    assert decide(client_for(facilitator), application, "accept").status_code == 403
    with pytest.raises(NotAllowed):
        services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)


def test_decide_with_a_declared_conflict_is_refused_without_a_reason(
    application: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    declared = declare_conflict(person=facilitator, district=district, reason="Sample: a relative works there.")
    answer = decide(client_for(facilitator), application, "accept")
    assert answer.status_code == 409
    assert "relative" not in answer.content.decode()
    end_declaration(declared, actor=facilitator)
    assert decide(client_for(facilitator), application, "accept").status_code == 302


@pytest.mark.parametrize("who", ["lead", "superintendent", "administrator"])
def test_decide_is_for_facilitators_only(who: str, application: Any, request: Any, client_for: Any) -> None:
    person = request.getfixturevalue(who)
    assert decide(client_for(person), application, "accept").status_code == 403
    assert not Decision.objects.exists()


def another(call: Any, number: int) -> Application:
    """An application of another district to the same round."""
    other = District.objects.create(leaid=f"28991{number:02}", name=f"Sample District {number}")
    return submitted(call, other, actor=office_holder(other, Office.INNOVATION_LEAD, f"Innovation lead {number}"))


def test_accept_never_exceeds_the_places(application: Any, facilitator: Any) -> None:
    application.round.capacity = 1
    application.round.save()
    second = another(application.round, 1)
    services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
    with pytest.raises(NotAllowed, match="All 1 places"):
        services.decide_application(second, outcome="accept", reasons="Sample.", actor=facilitator)
    assert not Decision.objects.filter(application=second).exists()


def test_given_up_place_goes_to_the_first_on_the_waiting_list(
    application: Any, facilitator: Any, superintendent: Any, django_capture_on_commit_callbacks: Any
) -> None:
    call = application.round
    call.capacity = 1
    call.save()
    first, second = another(call, 1), another(call, 2)
    services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
    for waits in (second, first):
        services.decide_application(waits, outcome="waitlist", reasons="Sample.", actor=facilitator)
    services.move_on_list(first, place=1, actor=facilitator)
    services.release_decisions(call, shown=services.fingerprint(call), actor=facilitator)
    with django_capture_on_commit_callbacks(execute=True):
        letters.decline_letter(Letter.objects.get(), reason="Sample: no staff.", actor=superintendent)
    states = {found.pk: found.state for found in call.applications.all()}
    assert states == {application.pk: "withdrawn", first.pk: "accepted", second.pk: "waitlisted"}
    letter = Letter.objects.get(source=first.reference)
    assert letter.due_at > timezone.now() + timedelta(days=11)
    assert any("A place became free: Sample District 1" in message.subject for message in mail.outbox)
    assert services.seats_left(call) == 0


def test_close_waiting_list_tells_those_who_wait(
    application: Any, facilitator: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    decided(application, "waitlist", facilitator=facilitator)
    with django_capture_on_commit_callbacks(execute=True):
        client_for(facilitator).post(f"/apply/{application.round.slug}/close-waiting-list/")
    assert Application.objects.get(pk=application.pk).state == "declined"


def test_drafts_are_unknown_to_the_state(lead: Any, facilitator: Any, district: Any, client_for: Any) -> None:
    draft = services.begin_application(RoundFactory(), district, actor=lead)
    client = client_for(facilitator)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert district.name not in client.get("/applications/").content.decode()


def test_decide_speaks_of_each_criterion_and_begins_with_what_reviewers_wrote(
    application: Any, facilitator: Any, csa_reviewer: Any, lead: Any, client_for: Any
) -> None:
    panel = services.open_review(application.round, due_on=timezone.localdate(), per_subject=1, actor=facilitator)
    review = assigned(panel.subjects.get(), csa_reviewer)
    for each in panel.criteria:
        reviews.save_score(review, each.key, level=2, comment=f"Reviewed: {each.key}.", actor=csa_reviewer)
    reviews.finish_review(review, actor=csa_reviewer)
    client, address = client_for(facilitator), f"/applications/{application.reference}/decide/"
    assert "Reviewed: aim." in client.get(address).content.decode()
    sent = {"outcome": "decline", "reasons": "Sample.", "criterion-aim": "Name the students.", "criterion-fit": ""}
    client.post(address, sent)
    assert Decision.objects.get().criteria == {panel.criteria[0].name: "Name the students."}
    assert "Name the students." not in client_for(lead).get(application.get_absolute_url()).content.decode()
    release(client, application)
    assert "Name the students." in client_for(lead).get(application.get_absolute_url()).content.decode()
