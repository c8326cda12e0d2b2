"""Anybody comments while the period runs; floods and closed periods are refused, and nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from applications.comments import services
from applications.comments.models import Comment
from applications.comments.services.writing import CLOSED
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.comments import published, written
from tests.factories.waivers import agreed

pytestmark = pytest.mark.django_db
FORM = {"words": "Sample: buses must wait.", "voice": "parent", "name": "Parent (sample)", "email": "a@example.org"}


@pytest.fixture(autouse=True)
def fresh_limits(db: Any) -> None:
    """Nobody has sent anything within the last hour."""
    cache.clear()


def closed(waiver: Waiver) -> Any:
    """The day after the comment period."""
    return time_machine.travel(f"{waiver.notices.get().comments_until + timedelta(days=1)}T12:00:00-06:00")


def test_write_is_for_anybody_and_waits_to_be_read(waiver: Waiver, where: str, client: Any) -> None:
    page = client.get(f"{where}write/").content.decode()
    for words in ("Please name no student", "MDE reads", "Never shown"):
        assert words in page
    answer = client.post(f"{where}write/", FORM, follow=True)
    assert answer.redirect_chain == [(where, 302)]
    page = answer.content.decode()
    assert "MDE reads it before it is shown" in page
    assert FORM["words"] not in page
    made = Comment.objects.get()
    assert {name: getattr(made, name) for name in FORM} == FORM
    assert (made.state, made.number, made.notice.number, made.written_by) == ("waiting", 1, 1, None)


def test_write_keeps_who_was_signed_in_and_counts_by_proposal(
    waiver: Waiver, where: str, newcomer: Any, client_for: Any
) -> None:
    written(waiver)
    client_for(newcomer).post(f"{where}write/", {"words": "Sample", "voice": "other"})
    made = Comment.objects.last()
    assert made is not None
    assert (made.number, made.written_by, made.writer) == (2, newcomer, "A member of the public")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "This field is required"),
        ({"words": "x" * 4001}, "at most 4000"),
        ({"voice": "mayor"}, "Select a valid choice"),
        ({"email": "nowhere"}, "Enter a valid email address"),
        ({"name": "x" * 101}, "at most 100"),
    ],
)
def test_write_says_what_is_wrong_and_keeps_the_rest(
    waiver: Waiver, where: str, client: Any, wrong: dict[str, str], said: str
) -> None:
    page = client.post(f"{where}write/", FORM | wrong).content.decode()
    assert said in page
    assert "Parent (sample)" in page or "name" in wrong
    assert not Comment.objects.exists()


def test_write_with_an_empty_form_says_what_is_missing(waiver: Waiver, where: str, client: Any) -> None:
    assert "This field is required" in client.post(f"{where}write/", {}).content.decode()


def test_write_after_the_period_is_refused_and_loses_nothing(waiver: Waiver, where: str, client: Any) -> None:
    with closed(waiver):
        page = client.get(f"{where}write/").content.decode()
        assert "Comments closed on" in page
        assert "<textarea" not in page
        page = client.post(f"{where}write/", FORM).content.decode()
        assert CLOSED in page
        assert FORM["words"] in page
        with pytest.raises(NotAllowed):
            services.write_comment(waiver, words="Sample", voice="other")
    assert not Comment.objects.exists()


def test_write_on_the_last_day_is_taken_until_midnight_in_central_time(waiver: Waiver) -> None:
    last = waiver.notices.get().comments_until
    with time_machine.travel(f"{last}T23:30:00-06:00", tick=False):
        written(waiver)
    with time_machine.travel(f"{last + timedelta(days=1)}T00:10:00-06:00", tick=False), pytest.raises(NotAllowed):
        written(waiver)


def test_write_on_a_withdrawn_proposal_is_refused(waiver: Waiver, where: str, lead: Any, client: Any) -> None:
    waivers.withdraw_waiver(waiver, reason="Sample", actor=lead)
    with pytest.raises(NotAllowed):
        written(waiver)
    assert ">Comment</a>" not in client.get(where).content.decode()


def test_sixth_comment_of_an_hour_is_refused_and_loses_nothing(
    waiver: Waiver, where: str, client: Any, newcomer: Any, client_for: Any
) -> None:
    for browser in (client, client_for(newcomer)):
        before = Comment.objects.count()
        for number in range(5):
            assert browser.post(f"{where}write/", FORM | {"words": f"Sample {number}"}).status_code == 302
        page = browser.post(f"{where}write/", FORM).content.decode()
        assert "At most five comments an hour" in page
        assert FORM["words"] in page
        assert Comment.objects.count() == before + 5
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            assert browser.post(f"{where}write/", FORM).status_code == 302


def test_same_form_sent_twice_is_one_comment(waiver: Waiver, where: str, newcomer: Any, client_for: Any) -> None:
    browser = client_for(newcomer)
    for _ in range(2):
        browser.post(f"{where}write/", FORM | {"form_key": "a" * 32})
    assert Comment.objects.count() == 1


def test_first_comment_that_waits_is_told_to_facilitators_once_a_day(
    waiver: Waiver, facilitator: Any, told: Any
) -> None:
    first = written(waiver)
    written(waiver)
    assert told("Comments wait") == [facilitator.email]
    mail = OutgoingMail.objects.get(subject__startswith="Comments wait")
    assert (mail.permission, mail.about) == ("comments.moderate", waiver)
    services.publish_comment(first, actor=facilitator)
    services.publish_comment(Comment.objects.waiting().get(), actor=facilitator)
    written(waiver)
    assert told("Comments wait") == [facilitator.email]
    services.publish_comment(Comment.objects.waiting().get(), actor=facilitator)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        written(waiver)
    assert told("Comments wait") == [facilitator.email] * 2


def test_changed_text_is_told_to_who_commented_and_comments_keep_their_text(
    waiver: Waiver, where: str, lead: Any, facilitator: Any, client: Any, told: Any
) -> None:
    published(waiver, "Sample: about the first.", facilitator=facilitator, email="a@example.org")
    written(waiver, email="a@example.org")
    written(waiver, email="b@example.org")
    refused = written(waiver, email="c@example.org")
    services.decline_comment(refused, reason="insult", actor=facilitator)
    assert "about text" not in client.get(where).content.decode()
    change = waivers.begin_change(waiver, actor=lead)
    waivers.save_answers(change, {"summary": "Sample: another."}, versions={"summary": 1}, actor=lead)
    waivers.docket_waiver(waivers.submit_waiver(agreed(change), actor=lead), actor=facilitator)
    assert told(f"The proposal {waiver.docket} was changed") == ["a@example.org", "b@example.org"]
    page = client.get(where).content.decode()
    assert "about text 1" in page
    assert written(Waiver.objects.get(pk=waiver.pk)).notice.number == 2


def test_mails_to_given_addresses_repeat_nothing_that_was_typed(waiver: Waiver, lead: Any, facilitator: Any) -> None:
    comment = published(waiver, "Typed words", facilitator=facilitator, name="Typed name", email="a@example.org")
    group = services.group_comments(waiver, [comment], title="Typed title", actor=facilitator)
    services.answer_group(group, answer="Typed answer", actor=lead)
    mail = OutgoingMail.objects.get(to="a@example.org")
    assert "Typed" not in mail.subject + mail.text
    assert "somebody else gave your address" in mail.text
