"""What goes back and forth after a district has submitted: more information, messages, and what changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application, Message, Submission
from applications.intake.providers import waiting_applications
from portal.core.dates import last_moment
from portal.core.errors import NotAllowed
from tests.factories.intake import RoundFactory, complete_draft, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(lead: Any, facilitator: Any, district: Any) -> Application:
    """Submitted, then asked for more on one question."""
    application = submitted(RoundFactory(), district, actor=lead)
    words = {"words": "Sample: which schools?", "due_on": timezone.localdate() + timedelta(days=5)}
    services.ask_information(application, questions=["why"], actor=facilitator, **words)
    application.refresh_from_db()
    return application


def write(client: Any, application: Application, section: str, **answers: Any) -> Any:
    return client.post(application.section_url(section), answers)


def test_ask_opens_only_the_named_questions(asked: Any, lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    page = client.get(asked.section_url("why")).content.decode()
    assert 'name="why"' in page
    assert 'name="barrier"' not in page
    assert client.get(asked.section_url("district")).status_code == 404
    with pytest.raises(NotAllowed, match="Only the questions"):
        services.save_answers(asked, {"barrier": "Sample."}, versions={}, actor=lead)


def test_ask_puts_the_application_on_the_start_page_of_who_answers(asked: Any, lead: Any, facilitator: Any) -> None:
    found = next(each for each in waiting_applications(lead) if each.url == asked.get_absolute_url())
    assert not found.on_others
    assert found.due == last_moment(timezone.localdate() + timedelta(days=5))
    (of_staff,) = [each for each in waiting_applications(facilitator) if each.url == asked.get_absolute_url()]
    assert of_staff.on_others
    services.go_on_without(asked, actor=facilitator)
    (later,) = [each for each in waiting_applications(lead) if each.url == asked.get_absolute_url()]
    assert (later.on_others, later.due) == (True, None)


def test_ask_through_the_page_mails_the_words_to_the_district(
    lead: Any, facilitator: Any, district: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    sent = {"questions": ["why"], "words": "Sample: which schools?", "due_on": timezone.localdate().isoformat()}
    with django_capture_on_commit_callbacks(execute=True):
        client_for(facilitator).post(f"/applications/{application.reference}/ask/", sent)
    told = next(
        message for message in mail.outbox if lead.email in message.to and "more information" in message.subject
    )
    assert "Sample: which schools?" in told.body
    assert "What will your district try" in told.body


def test_ask_until_a_day_that_is_past_is_refused(lead: Any, facilitator: Any, district: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    past = timezone.localdate() - timedelta(days=1)
    with pytest.raises(NotAllowed, match="day is past"):
        services.ask_information(application, questions=["why"], words="Sample.", due_on=past, actor=facilitator)
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_ask_takes_a_pending_decision_back(lead: Any, facilitator: Any, district: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
    due_on = timezone.localdate()
    services.ask_information(application, questions=["why"], words="Sample.", due_on=due_on, actor=facilitator)
    assert services.seats_left(application.round) == application.round.capacity


def test_answer_shows_what_changed_and_keeps_both_versions(
    asked: Any, lead: Any, facilitator: Any, client_for: Any
) -> None:
    client = client_for(lead)
    write(client, asked, "why", why="Sample: two schools.", **{"version-why": "1"})
    assert client.post(f"/applications/{asked.reference}/submit/").status_code == 302
    asked.refresh_from_db()
    assert asked.state == "in_review"
    before, after = Submission.objects.filter(application=asked)
    assert before.answers["why"].startswith("Sample: students")
    assert after.answers["why"] == "Sample: two schools."
    page = client_for(facilitator).get(f"/applications/{asked.reference}/changes/").content.decode()
    assert "<ins>" in page
    assert "E-mail of the contact" not in page
    assert client.get(asked.section_url("why")).status_code == 403


def test_answer_may_be_late_and_may_be_gone_without(asked: Any, lead: Any, facilitator: Any, client_for: Any) -> None:
    client_for(facilitator).post(f"/applications/{asked.reference}/go-on/")
    asked.refresh_from_db()
    assert asked.state == "in_review"
    with pytest.raises(NotAllowed):
        services.save_answers(asked, {"why": "Sample."}, versions={"why": 1}, actor=lead)


def test_post_reaches_the_others_and_never_the_author(
    asked: Any,
    lead: Any,
    superintendent: Any,
    facilitator: Any,
    client_for: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client_for(lead).post(f"/applications/{asked.reference}/messages/", {"text": "Sample one.", "audience": "all"})
    to = {message.to[0] for message in mail.outbox if "New message" in message.subject}
    assert {superintendent.email, facilitator.email} <= to
    assert lead.email not in to
    assert "Sample one." in client_for(facilitator).get(asked.get_absolute_url()).content.decode()


def test_post_inside_the_district_stays_there(
    asked: Any, lead: Any, facilitator: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.post_message(asked, text="Sample inside.", audience="district", actor=lead)
    assert facilitator.email not in {message.to[0] for message in mail.outbox if "New message" in message.subject}
    assert "Sample inside." not in client_for(facilitator).get(asked.get_absolute_url()).content.decode()
    with pytest.raises(NotAllowed):
        services.post_message(asked, text="Sample.", audience="district", actor=facilitator)


def test_post_without_words_keeps_the_page_and_says_so(asked: Any, lead: Any, client_for: Any) -> None:
    page = client_for(lead).post(f"/applications/{asked.reference}/messages/", {"text": "", "audience": "all"})
    assert "Please write a message first." in page.content.decode()
    assert not Message.objects.exists()


def test_reuse_fills_what_is_empty_and_shows_the_difference(lead: Any, district: Any, client_for: Any) -> None:
    earlier = submitted(RoundFactory(), district, actor=lead)
    draft = services.begin_application(RoundFactory(), district, actor=lead)
    services.save_answers(draft, {"why": "Sample: something new."}, versions={}, actor=lead)
    client = client_for(lead)
    assert "Take over earlier answers" in client.get(draft.get_absolute_url()).content.decode()
    assert client.post(f"/applications/{draft.reference}/reuse/", {"earlier": earlier.reference}).status_code == 302
    values = draft.values()
    assert values["why"] == "Sample: something new."
    assert values["capacity"] == "Sample: two offices, four days a month."
    assert "something" in client.get(f"/applications/{draft.reference}/changes/").content.decode()


def test_reuse_of_another_districts_answers_is_unknown(
    lead: Any, rival_lead: Any, district: Any, rival_district: Any, client_for: Any
) -> None:
    call = RoundFactory()
    theirs = submitted(call, rival_district, actor=rival_lead)
    draft = services.begin_application(call, district, actor=lead)
    path = f"/applications/{draft.reference}/reuse/"
    assert client_for(lead).post(path, {"earlier": theirs.reference}).status_code == 404
    with pytest.raises(NotAllowed):
        services.reuse_answers(draft, theirs, actor=lead)
    assert not draft.values()


def test_changes_of_a_first_submission_say_there_is_nothing(lead: Any, district: Any, client_for: Any) -> None:
    draft = complete_draft(RoundFactory(), district, actor=lead)
    page = client_for(lead).get(f"/applications/{draft.reference}/changes/").content.decode()
    assert "nothing to compare" in page
