"""What people who are invited and not in yet are told each week, how often, and that it stops at once."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from plcs.discussion import services as discussion
from plcs.meetings import services as meetings
from plcs.workgroups import services
from plcs.workgroups.models import Awaited, Place, Workgroup
from plcs.workgroups.states import AwaitedState
from portal.core import delivery
from portal.core.models import MailState
from portal.districts import services as districts
from portal.districts.models import District, Invitation
from tests.cast import office_holder
from tests.factories.accounts import UserFactory
from tests.factories.discussion import begun
from tests.factories.meetings import planned
from tests.factories.plcs import placed, workgroup_of
from tests.parallel import together
from tests.plcs.meetings.test_decisions import asked
from tests.plcs.workgroups.awaiting import (
    ADDRESS,
    ENDS,
    link_in,
    mails,
    run,
    stop,
    take_back,
    told,
)

MONDAY = datetime(2026, 11, 30, 12, tzinfo=timezone.get_default_timezone())


@time_machine.travel(MONDAY)
def test_mail_tells_dates_decisions_and_titles_and_nothing_that_is_held_hidden_or_a_file(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any, plc_member: Any, place: Place
) -> None:
    starts = timezone.now() + timedelta(days=20, hours=3)
    planned(workgroup, actor=plc_lead, title="December meeting", starts_at=starts, place="Secret room")
    asked(workgroup, plc_lead)
    begun(workgroup, actor=plc_lead, title="Who drives at noon?", text="22 students " + "word " * 60)
    gone = begun(workgroup, actor=plc_member, title="Hidden title", text="Hidden words")
    discussion.hide_post(gone.posts.get(), reason="Sample", actor=plc_lead)
    discussion.set_rule(workgroup, held_first=3, actor=plc_lead)
    begun(workgroup, actor=place.user, title="Held title", text="Held words")
    run(told=1)
    text = told()
    assert "Central: December meeting" in text
    assert "December 20, 2026" in text
    assert "Central: " in text.partition("Decisions")[2]
    assert "Who drives at noon?: 22 students word" in text
    assert "word " * 30 not in text
    for private in ("Hidden", "Held", "Secret room", "/threads/", ADDRESS):
        assert private not in text


@time_machine.travel(MONDAY)
def test_mail_is_sent_once_a_week_and_only_where_something_is_new(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any
) -> None:
    run()
    assert not mails()
    with time_machine.travel(MONDAY + timedelta(days=1)):
        begun(workgroup, actor=plc_lead, title="First thread")
        run()
    with time_machine.travel(MONDAY + timedelta(days=7)):
        run(told=1)
        run()
        assert "First thread" in told()
        begun(workgroup, actor=plc_lead, title="Second thread")
    with time_machine.travel(MONDAY + timedelta(days=8)):
        run()
    with time_machine.travel(MONDAY + timedelta(days=14)):
        run(told=1)
        assert "First thread" not in told()
        assert "Second thread" in told()
    with time_machine.travel(MONDAY + timedelta(days=21)):
        run()
    assert len(mails()) == 2


def test_mail_tells_a_meeting_when_it_is_planned_in_its_week_and_when_it_is_cancelled(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any
) -> None:
    planned(workgroup, actor=plc_lead, starts_at=timezone.now() + timedelta(days=24))
    later = planned(workgroup, actor=plc_lead, title="Far meeting", starts_at=timezone.now() + timedelta(days=60))
    began = timezone.now()
    counts = []
    for week in range(7):
        with time_machine.travel(began + timedelta(weeks=week)):
            counts.append(services.tell_awaited()["told"])
            if week == 4:
                meetings.cancel_meeting(later, reason="Sample", actor=plc_lead)
    assert counts == [1, 0, 0, 1, 0, 1, 0]
    assert "Cancelled: Far meeting" in told()
    assert "Sample meeting" not in told()


def test_mail_holds_a_new_link_and_the_older_ones_open_nothing(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any, newcomer: Any, client_for: Any
) -> None:
    first = link_in(mails("Invitation")[0].text, "districts/invitations")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    begun(workgroup, actor=plc_lead)
    run(told=1)
    newest = link_in(told(), "districts/invitations")
    browser = client_for(newcomer)
    assert browser.get(first).status_code == 404
    assert "has expired" not in browser.get(newest).content.decode()
    assert mails()[-1].is_secret
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_mail_for_two_plcs_has_one_link_that_works_in_both(
    awaited: Awaited, workgroup: Workgroup, invitation: Invitation, district: Any, plc_lead: Any
) -> None:
    other = workgroup_of(district)
    placed(other, plc_lead, is_lead=True)
    services.await_person(other, invitation, actor=plc_lead)
    for group in (workgroup, other):
        begun(group, actor=plc_lead)
    run(told=2)
    assert len({link_in(mail.text, "districts/invitations") for mail in mails()}) == 1


def test_mail_ends_after_twelve_weeks(awaited: Awaited, workgroup: Workgroup, plc_lead: Any) -> None:
    began = timezone.now()
    with time_machine.travel(began + timedelta(weeks=11, days=6)):
        begun(workgroup, actor=plc_lead)
        run(told=1)
        assert Invitation.objects.get().expires_at == Invitation.objects.get().created_at + timedelta(weeks=12)
    with time_machine.travel(began + timedelta(weeks=12, days=1)):
        begun(workgroup, actor=plc_lead)
        run(ended=1)
    assert Awaited.objects.get().state == AwaitedState.LAPSED


@pytest.mark.parametrize("end", ENDS)
def test_mail_stops_at_once_also_where_it_is_on_its_way(
    end: Any, awaited: Awaited, workgroup: Workgroup, plc_lead: Any, facilitator: Any
) -> None:
    begun(workgroup, actor=plc_lead)
    run(told=1)
    queued = mails()[0]
    assert queued.may_be_known()
    end(awaited, lead=plc_lead, facilitator=facilitator)
    sent = delivery.deliver(queued.pk)
    assert sent is not None
    assert (sent.state, sent.text) == (MailState.DROPPED, "")


@pytest.mark.parametrize("end", ENDS)
def test_mail_is_not_made_after_the_end(
    end: Any, awaited: Awaited, workgroup: Workgroup, plc_lead: Any, facilitator: Any
) -> None:
    begun(workgroup, actor=plc_lead)
    end(awaited, lead=plc_lead, facilitator=facilitator)
    with time_machine.travel(timezone.now() + timedelta(weeks=1)):
        done = services.tell_awaited()
    assert done["told"] == 0
    assert not mails()
    known = {take_back: "taken_back", stop: "stopped"}
    assert Awaited.objects.get().state == known.get(end, "lapsed")


def test_invitation_that_is_sent_anew_takes_the_place_of_the_old_one(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any, district: Any
) -> None:
    districts.invite(district, email=ADDRESS, office="lead_teacher", actor=plc_lead)
    begun(workgroup, actor=plc_lead)
    run(told=1)
    assert Invitation.objects.standing().count() == 1


def test_command_tells_and_one_failure_stops_no_other(
    awaited: Awaited, workgroup: Workgroup, district: Any, plc_lead: Any, monkeypatch: Any
) -> None:
    other = districts.invite(district, email="another@example.org", office="other", actor=plc_lead)
    services.await_person(workgroup, other, actor=plc_lead)
    begun(workgroup, actor=plc_lead)
    kept = services.awaiting.renew_invitation

    def fail(invitation: Invitation) -> Any:
        if invitation.pk == other.pk:
            raise RuntimeError("Sample")
        return kept(invitation)

    monkeypatch.setattr(services.awaiting, "renew_invitation", fail)
    out = StringIO()
    call_command("tell_awaited", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"told": 1, "arrived": 0, "ended": 0, "failed": 1}
    monkeypatch.setattr(services.awaiting, "renew_invitation", kept)
    call_command("tell_awaited", stdout=out)
    assert "1 mails; 0 came in, 0 no longer awaited; 0 failed." in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_mail_of_four_runs_at_once_is_one_and_its_link_works(client_for: Any) -> None:
    district = District.objects.create(leaid="2899001", name="Sample District A")
    lead = office_holder(district, "innovation_lead", "Innovation lead A")
    workgroup = workgroup_of(district)
    placed(workgroup, lead, is_lead=True)
    sent = districts.invite(district, email=ADDRESS, office="other", actor=lead)
    services.await_person(workgroup, sent, actor=lead)
    begun(workgroup, actor=lead)
    done = together(4, lambda number: services.tell_awaited())
    assert sum(each["told"] for each in done) == 1
    assert len(mails()) == 1
    person = UserFactory(email=ADDRESS, name="Sample Arrival")
    sent_text = str(mail.outbox[-1].body)
    assert (mails()[0].state, mails()[0].text) == (MailState.SENT, ""), "what opens something is not kept"
    assert client_for(person).post(link_in(sent_text, "districts/invitations")).status_code == 302
    assert person.has_perm("workgroups.enter", workgroup)
