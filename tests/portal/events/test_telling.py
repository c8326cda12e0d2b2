"""Reminders to those who said yes, questions to those who said nothing, and the link in the question."""

import json
import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.events import services
from portal.events.links import reply_code, reply_of, venue_code
from portal.events.models import Registration
from portal.events.providers import waiting_events
from portal.notifications.models import Preference
from tests.factories.accounts import UserFactory
from tests.factories.events import came, planned, team_of
from tests.factories.network import NetworkMembershipFactory

pytestmark = pytest.mark.django_db


def told(subject: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(subject__startswith=subject).values_list("to", flat=True))


def test_reminders_go_to_those_who_said_yes_once_for_each_stage(
    facilitator: Any, lead: Any, member: Any, newcomer: Any
) -> None:
    event = planned(actor=facilitator, days=10)
    came(event, lead)
    came(event, member, "no", reason="Sample.")
    came(event, newcomer, "maybe")
    services.tell_events()
    assert told("Soon") == []
    for before, count in ((timedelta(days=6), 1), (timedelta(days=5), 1), (timedelta(hours=20), 2)):
        with time_machine.travel(event.starts_at - before, tick=False):
            services.tell_events()
            services.tell_events()
            assert told("Soon") == [lead.email] * count
    mail = OutgoingMail.objects.filter(subject__startswith="Soon").first()
    assert "video.example.org" not in mail.text
    assert "Central" in mail.text


def test_reminders_come_anew_for_a_new_time_and_never_for_a_cancelled_event(facilitator: Any, lead: Any) -> None:
    event, off = planned(actor=facilitator, days=5), planned(actor=facilitator, days=5, title="Off")
    came(event, lead)
    came(off, lead)
    services.cancel_event(off, reason="Sample.", actor=facilitator)
    services.tell_events()
    moved = {"starts_at": event.starts_at + timedelta(days=1), "ends_at": event.ends_at + timedelta(days=1)}
    services.edit_event(event, facts=moved, actor=facilitator)
    services.tell_events()
    assert told("Soon: Sample") == [lead.email] * 2
    assert told("Soon: Off") == []


def test_reminders_reach_people_of_teams_without_an_account(facilitator: Any, lead: Any, district: Any) -> None:
    event = planned(actor=facilitator, days=5, required_roles=["principal"])
    team_of(event, district, actor=lead)
    services.tell_events()
    assert told("Soon") == [f"principal.{district.pk}@example.org"]


def test_questions_go_only_to_those_who_have_not_answered(
    facilitator: Any, district: Any, lead: Any, member: Any, superintendent: Any, rival_lead: Any
) -> None:
    NetworkMembershipFactory(district=district)
    event = planned(actor=facilitator, days=20, audience="network")
    planned(actor=facilitator, days=20, title="Public")
    came(event, lead)
    services.tell_events()
    assert told("Do you come?") == sorted([member.email, superintendent.email])
    came(event, member, "maybe")
    with time_machine.travel(event.starts_at - timedelta(days=3), tick=False):
        services.tell_events()
        services.tell_events()
    assert told("Do you come?") == sorted([member.email, superintendent.email, superintendent.email])
    assert [waiting.words for waiting in waiting_events(superintendent)] == ["Do you come? Sample event"]
    assert list(waiting_events(member)) == []


def test_questions_of_a_plc_go_to_its_people(
    facilitator: Any, district: Any, member: Any, lead: Any, pathway: Any, circle: Any
) -> None:
    NetworkMembershipFactory(district=district, pathways=[pathway])
    circle(member)
    planned(actor=facilitator, days=5, audience="plc", pathway=pathway)
    services.tell_events()
    assert told("Do you come?") == [member.email]


def test_questions_about_teams_go_to_those_who_may_register_them(
    facilitator: Any, district: Any, lead: Any, member: Any
) -> None:
    NetworkMembershipFactory(district=district)
    event = planned(actor=facilitator, days=5, audience="network", required_roles=["principal"])
    services.tell_events()
    assert told("Do you come?") == [lead.email]
    assert "registers a team" in OutgoingMail.objects.get(subject__startswith="Do you come?").text
    assert event.registrations.count() == 0


def test_questions_keep_to_what_each_person_chose(facilitator: Any, district: Any, lead: Any, member: Any) -> None:
    NetworkMembershipFactory(district=district)
    Preference.objects.create(user=lead, topic="events", pace="weekly")
    Preference.objects.create(user=member, topic="events", pace="none")
    planned(actor=facilitator, days=5, audience="network")
    services.tell_events()
    mails = {mail.to: mail for mail in OutgoingMail.objects.filter(subject__startswith="Do you come?")}
    assert (mails[lead.email].state, mails[member.email].state) == ("held", "kept")
    assert "/events/reply/" not in mails[lead.email].text + mails[member.email].text


def test_command_tells_how_many(facilitator: Any, lead: Any) -> None:
    came(planned(actor=facilitator, days=5), lead)
    out = StringIO()
    call_command("tell_events", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"lapsed": 0, "reminded": 1, "asked": 0}
    call_command("tell_events", stdout=out)
    assert "1 people reminded" in out.getvalue()


@pytest.fixture
def asked(facilitator: Any, district: Any, member: Any) -> tuple[Any, str]:
    """An event of the network, and the address in the member's mail."""
    NetworkMembershipFactory(district=district)
    event = planned(actor=facilitator, days=5, audience="network", capacity=5)
    services.tell_events()
    mail = OutgoingMail.objects.get(to=member.email, subject__startswith="Do you come?")
    assert mail.is_secret
    return event, re.search(r"http://[^/]+(/events/reply/\S+)", mail.text)[1]


def test_reply_link_changes_nothing_by_get(asked: Any, client_for: Any) -> None:
    path = asked[1]
    scanner = client_for(AnonymousUser())
    for _ in range(3):
        page = scanner.get(path)
        assert scanner.head(path).status_code == 200
        assert scanner.get(f"{path}?reply=yes").status_code == 200
    assert b"Send my answer" in page.content
    assert not Registration.objects.exists()
    assert scanner.post(path, {}).status_code == 200
    assert scanner.post(path, {"reply": "no"}).status_code == 200
    assert not Registration.objects.exists()


def test_reply_link_takes_one_answer_without_signing_in(asked: Any, member: Any, client_for: Any) -> None:
    path = asked[1]
    nobody = client_for(AnonymousUser())
    assert b"An answer is on record" in nobody.post(path, {"reply": "yes"}, follow=True).content
    assert Registration.objects.get().user == member
    again = nobody.post(path, {"reply": "no", "reason": "Forwarded."})
    assert b"To see or change it, sign in" in again.content
    assert Registration.objects.get().reply == "yes"
    assert "_auth_user_id" not in nobody.session


def test_reply_link_gives_no_other_right(asked: Any, member: Any, rival_lead: Any, client_for: Any) -> None:
    event, path = asked
    for reader in (AnonymousUser(), rival_lead):
        page = client_for(reader).get(path).content.decode()
        assert "video.example.org" not in page
        assert "Sample agenda." not in page
        assert member.name not in page
    client_for(rival_lead).post(path, {"reply": "yes"})
    assert [each.user for each in Registration.objects.all()] == [member]
    assert client_for(AnonymousUser()).get(event.get_absolute_url()).status_code == 404


def test_reply_link_ends_with_the_right_to_know(asked: Any, member: Any, facilitator: Any, client_for: Any) -> None:
    event, path = asked
    nobody = client_for(AnonymousUser())
    services.cancel_event(event, reason="Sample.", actor=facilitator)
    assert b"not good any more" in nobody.get(path).content
    assert nobody.post(path, {"reply": "yes"}).status_code == 200
    member.memberships.update(state="ended", ended_at=timezone.now())
    assert nobody.get(path).status_code == 404
    assert nobody.post(path, {"reply": "yes"}).status_code == 404
    assert not Registration.objects.exists()


def test_reply_link_is_known_by_its_signature(asked: Any, member: Any, client_for: Any) -> None:
    event, path = asked
    nobody = client_for(AnonymousUser())
    other = UserFactory()
    assert reply_of(reply_code(event.pk, other.pk)) == (event.pk, other.pk)
    for wrong in (path[:-3] + "x/", "/events/reply/wrong/", f"/events/reply/{venue_code(event.pk)}/"):
        assert nobody.get(wrong).status_code == 404
    with pytest.raises(NotAllowed):
        services.reply_by_mail(event, reply="yes", person=other)
