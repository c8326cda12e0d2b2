"""Handing in and taking back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application
from portal.core.errors import NotAllowed
from tests.factories.intake import RoundFactory, complete_draft, decided, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete(lead: Any, district: Any) -> Application:
    return complete_draft(RoundFactory(), district, actor=lead)


def submit(client: Any, application: Application, key: str = "a" * 32) -> Any:
    return client.post(f"/applications/{application.reference}/submit/", {"form_key": key})


def test_submit_sends_receipts_and_tells_the_facilitators(
    complete: Any,
    lead: Any,
    superintendent: Any,
    facilitator: Any,
    client_for: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert submit(client_for(lead), complete).url == complete.get_absolute_url()
    fresh = Application.objects.get(pk=complete.pk)
    assert (fresh.state, fresh.submitted_by) == ("submitted", lead)
    receipts = {to for message in mail.outbox for to in message.to if message.subject.startswith("Received")}
    assert receipts == {lead.email, superintendent.email}
    arrived = {to for message in mail.outbox for to in message.to if message.subject.endswith("has applied")}
    assert arrived == {facilitator.email}


def test_submit_twice_is_one_submission_with_one_answer(complete: Any, lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    assert submit(client, complete).url == submit(client, complete).url
    answer = submit(client, complete, key="b" * 32)
    assert answer.status_code == 409
    assert "it is already submitted" in answer.content.decode()


def test_submit_with_a_gap_is_refused_and_names_it(complete: Any, lead: Any, client_for: Any) -> None:
    services.save_answers(complete, {"why": ""}, versions={"why": 1}, actor=lead)
    answer = submit(client_for(lead), complete)
    assert answer.status_code == 409
    assert "What will your district try, and for whom?" in answer.content.decode()


def test_submit_after_the_last_moment_is_refused_and_keeps_the_text(complete: Any, lead: Any, client_for: Any) -> None:
    call = complete.round
    call.closes_at = timezone.now() - timedelta(seconds=1)
    call.save()
    answer = submit(client_for(lead), complete)
    assert answer.status_code == 409
    assert "Your text is kept" in answer.content.decode()
    assert complete.values()["why"].startswith("Sample:")


def test_submit_is_not_for_the_board_president(complete: Any, board_president: Any, client_for: Any) -> None:
    assert submit(client_for(board_president), complete).status_code == 403


def test_submit_is_unknown_to_a_rival(complete: Any, rival_lead: Any, client_for: Any) -> None:
    assert submit(client_for(rival_lead), complete).status_code == 404


def test_submit_service_asks_for_itself(complete: Any, rival_lead: Any) -> None:
    with pytest.raises(NotAllowed):
        services.submit_application(complete, actor=rival_lead)


def test_withdraw_asks_first_then_closes_and_lets_begin_anew(lead: Any, district: Any, client_for: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    client = client_for(lead)
    url = f"/applications/{application.reference}/withdraw/"
    assert "Withdraw the application?" in client.get(url).content.decode()
    client.post(url, {"form_key": "a" * 32})
    assert Application.objects.get(pk=application.pk).state == "withdrawn"
    assert services.begin_application(application.round, district, actor=lead) != application


def test_withdraw_after_the_decision_is_refused(lead: Any, facilitator: Any, district: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    decided(application, "decline", facilitator=facilitator)
    with pytest.raises(NotAllowed, match="already declined"):
        services.withdraw_application(application, actor=lead)
