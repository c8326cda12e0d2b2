"""Whoever may not know it any more by the time it is told is not told: at once, hours later, or in a summary."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.intake import services as intake
from applications.intake.models import Application
from portal.core import delivery
from portal.core.models import OutgoingMail
from portal.notifications import services
from tests.factories.accounts import UserFactory
from tests.portal.notifications.conftest import choose, leave, state_of, tell, tell_many

pytestmark = pytest.mark.django_db


def close(user: Any) -> None:
    """The account was closed."""
    type(user).objects.filter(pk=user.pk).update(is_active=False)


def sent_texts() -> str:
    return "".join(f"{message.subject} {message.body}" for message in mail.outbox)


@pytest.mark.parametrize("gone", [leave, close])
@pytest.mark.parametrize("topic", ["messages", ""])
def test_queued_mail_is_dropped_for_who_is_gone(gone: Any, topic: str, lead: Any, application: Application) -> None:
    told = tell(lead, application, topic=topic)
    gone(lead)
    delivery.deliver(told.pk)
    assert state_of(told) == ("dropped", "")
    assert mail.outbox == []


def test_queued_mail_leaves_where_nobody_asks_again(
    lead: Any, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the question at the last moment the one who left gets it."""
    told = tell(lead, application)
    leave(lead)
    monkeypatch.setattr(delivery, "_is_still_to_tell", lambda mail: True)
    delivery.deliver(told.pk)
    assert "Sample text 0." in sent_texts()


def test_mail_that_is_tried_again_is_asked_again(lead: Any, application: Application, settings: Any) -> None:
    told = tell(lead, application)
    working, settings.MAILERS = settings.MAILERS, {"out": {"BACKEND": "tests.portal.notifications.test_recheck.Away"}}
    delivery.deliver(told.pk)
    assert state_of(told) == ("queued", told.text)
    leave(lead)
    settings.MAILERS = working
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=1))
    delivery.deliver(told.pk)
    assert state_of(told) == ("dropped", "")
    assert mail.outbox == []


class Away:
    """A mail server that does not answer."""

    def __init__(self, **options: Any) -> None: ...

    def send_messages(self, messages: Any) -> int:
        """Nobody there."""
        raise ConnectionRefusedError


def test_mail_about_what_is_gone_is_dropped(lead: Any, application: Application) -> None:
    told = tell(lead, application)
    OutgoingMail.objects.filter(pk=told.pk).update(about_id="987654")
    delivery.deliver(told.pk)
    assert state_of(told) == ("dropped", "")


def test_mail_to_a_mere_address_is_asked_nothing(db: Any) -> None:
    from portal.core.mail import post_text

    told = post_text("guest@example.org", subject="Sample", text="Sample", key="k")
    delivery.deliver(told.pk)
    assert state_of(told)[0] == "sent"


def test_mail_whose_reader_was_removed_is_dropped(application: Application) -> None:
    guest = UserFactory()
    told = tell(guest, application)
    OutgoingMail.objects.update(reader=None)
    delivery.deliver(told.pk)
    assert state_of(told) == ("dropped", "")


def test_message_within_the_district_is_not_for_one_who_went_to_mde(
    lead: Any, superintendent: Any, application: Application
) -> None:
    from tests.factories.accounts import RoleGrantFactory

    intake.post_message(application, text="Between us", audience="district", actor=superintendent)
    told = OutgoingMail.objects.get(reader=lead)
    leave(lead)
    RoleGrantFactory(user=lead, role="facilitator")
    delivery.deliver(told.pk)
    assert state_of(told) == ("dropped", "")


# Summaries ------------------------------------------------------------------------


@pytest.mark.parametrize("gone", [leave, close])
def test_summary_of_who_is_gone_is_not_written(gone: Any, lead: Any, application: Application) -> None:
    choose(lead, messages="daily")
    tell_many(lead, application, 3)
    gone(lead)
    assert services.send_digests()["dropped"] == 3
    assert set(OutgoingMail.objects.values_list("state", "text")) == {("dropped", "")}
    assert mail.outbox == []


def test_summary_tells_only_what_the_reader_may_still_know(
    lead: Any, application: Application, django_capture_on_commit_callbacks: Any
) -> None:
    choose(lead, messages="daily")
    tell(lead, application, number=1)
    tell(lead, number=2)  # of nothing private
    leave(lead)
    with django_capture_on_commit_callbacks(execute=True):
        services.send_digests()
    assert "Sample 2" in sent_texts()
    assert "Sample 1" not in sent_texts()
    assert "1 notice " in mail.outbox[0].subject


def test_summary_that_waits_in_the_queue_is_written_anew(lead: Any, application: Application) -> None:
    choose(lead, messages="daily")
    private, plain = tell(lead, application, number=1), tell(lead, number=2)
    services.send_digests()
    summary = OutgoingMail.objects.get(topic="")
    assert "Sample text 1." in summary.text
    leave(lead)
    delivery.deliver(summary.pk)
    assert "Sample text 2." in sent_texts()
    assert "Sample 1" not in sent_texts()
    assert "Sample text 1" not in sent_texts()
    assert (state_of(private), state_of(plain)[0]) == (("dropped", ""), "in_digest")


def test_summary_that_waits_in_the_queue_is_dropped_with_its_last_part(lead: Any, application: Application) -> None:
    choose(lead, messages="daily")
    tell_many(lead, application, 2)
    services.send_digests()
    leave(lead)
    delivery.deliver(OutgoingMail.objects.get(topic="").pk)
    assert mail.outbox == []
    assert set(OutgoingMail.objects.values_list("state", "text")) == {("dropped", "")}
