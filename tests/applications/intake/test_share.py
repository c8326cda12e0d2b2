"""Co-writers of a district and the offices that agree before an application is submitted."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application, SignOff
from portal.core.errors import NotAllowed
from portal.districts.models import Membership
from tests.factories.intake import RoundFactory, complete_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(lead: Any, district: Any) -> Application:
    """Complete, in a round that asks the superintendent to agree."""
    return complete_draft(RoundFactory(sign_off_offices=["superintendent"]), district, actor=lead)


def agree(client: Any, draft: Application, shown: str = "") -> Any:
    sent = {"office": "superintendent", "shown": shown or draft.answers_hash()}
    return client.post(f"/applications/{draft.reference}/sign-off/", sent)


@pytest.mark.parametrize(("share", "writes", "posts"), [("view", 403, 403), ("comment", 403, 302), ("edit", 200, 302)])
def test_co_writer_may_do_what_was_given_and_no_more(
    share: str, writes: int, posts: int, draft: Any, lead: Any, member: Any, client_for: Any
) -> None:
    client = client_for(member)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client_for(lead).post(f"/applications/{draft.reference}/people/", {"person": member.pk, "share": share})
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert client.get(draft.section_url("why")).status_code == writes
    assert client.post(f"/applications/{draft.reference}/messages/", {"text": "Sample."}).status_code == posts
    assert client.post(f"/applications/{draft.reference}/submit/").status_code == 403
    assert draft.reference in client.get("/applications/").content.decode()


def test_co_writer_who_leaves_the_district_reads_nothing_any_more(
    draft: Any, lead: Any, member: Any, client_for: Any
) -> None:
    services.invite_co_writer(draft, person=member, share="edit", actor=lead)
    Membership.objects.filter(user=member).update(state="ended", ended_at=timezone.now())
    assert client_for(member).get(draft.get_absolute_url()).status_code == 404


def test_co_writer_from_another_district_cannot_be_asked(draft: Any, lead: Any, rival_lead: Any) -> None:
    with pytest.raises(NotAllowed, match="holds no office in the district"):
        services.invite_co_writer(draft, person=rival_lead, share="view", actor=lead)
    assert not draft.co_writers.exists()


def test_co_writer_can_leave_and_can_be_ended(draft: Any, lead: Any, member: Any, client_for: Any) -> None:
    for who in (member, lead):
        shared = services.invite_co_writer(draft, person=member, share="edit", actor=lead)
        client_for(who).post(f"/applications/{draft.reference}/people/{shared.pk}/end/")
        assert client_for(member).get(draft.get_absolute_url()).status_code == 404


def test_submit_waits_for_the_office_to_agree(
    draft: Any, lead: Any, superintendent: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_for(lead)
    assert client.post(f"/applications/{draft.reference}/submit/").status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/applications/{draft.reference}/ask-for-sign-off/")
        client.post(f"/applications/{draft.reference}/ask-for-sign-off/")
    assert [message.to for message in mail.outbox if "Please read and agree" in message.subject] == [
        [superintendent.email]
    ]
    assert agree(client_for(superintendent), draft).status_code == 302
    assert client.post(f"/applications/{draft.reference}/submit/").status_code == 302


def test_agreement_is_void_once_an_answer_changes(draft: Any, lead: Any, superintendent: Any, client_for: Any) -> None:
    agree(client_for(superintendent), draft)
    assert draft.offices_to_sign_off() == []
    services.save_answers(draft, {"why": "Sample: something else."}, versions={"why": 1}, actor=lead)
    assert draft.offices_to_sign_off() == ["superintendent"]
    with pytest.raises(NotAllowed, match="must first agree"):
        services.submit_application(draft, actor=lead)


def test_agreement_is_to_the_text_that_was_shown(draft: Any, lead: Any, superintendent: Any, client_for: Any) -> None:
    shown = draft.answers_hash()
    services.save_answers(draft, {"why": "Sample: something else."}, versions={"why": 1}, actor=lead)
    assert agree(client_for(superintendent), draft, shown).status_code == 409
    assert not SignOff.objects.exists()


def test_agreement_of_somebody_else_is_refused(
    draft: Any, lead: Any, rival_superintendent: Any, client_for: Any
) -> None:
    assert agree(client_for(lead), draft).status_code == 403
    assert agree(client_for(rival_superintendent), draft).status_code == 404
    with pytest.raises(NotAllowed):
        services.sign_off(draft, office="superintendent", shown=draft.answers_hash(), actor=lead)
