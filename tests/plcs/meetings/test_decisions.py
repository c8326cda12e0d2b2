"""Decisions: positions by people for districts, quorum, conflicts, closing, outcome, the next look."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plcs.meetings import queries, services
from plcs.meetings.models import Decision, GivenPosition, Position
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.plcs import placed, seated
from tests.parallel import together
from tests.plcs.meetings.test_pages import posted, text_of

WEEK = timedelta(days=7)


@pytest.fixture
def decision(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> Decision:
    """Open for a week; both districts must answer."""
    return asked(workgroup, plc_lead)


def asked(workgroup: Workgroup, actor: Any, **facts: Any) -> Decision:
    given = {"question": "We share our plans", "background": "", "closes_at": timezone.now() + WEEK, "quorum": 2}
    return services.ask_decision(workgroup, **{**given, **facts}, actor=actor)


def say(decision: Decision, actor: Any, stance: str, reason: str = "") -> Position:
    return services.take_position(decision, stance=stance, reason=reason, actor=actor)


def after(decision: Decision) -> Any:
    return time_machine.travel(decision.closes_at + timedelta(seconds=1), tick=False)


def test_last_word_of_a_district_is_its_position_and_a_conflict_is_shown(
    decision: Decision, plc_lead: Any, plc_member: Any, place: Place
) -> None:
    say(decision, plc_lead, "agree")
    say(decision, place.user, "disagree", "Sample reason")
    tally = queries.tally_of(decision)
    assert [(voice.name, voice.stance, voice.divided) for voice in tally.voices] == [
        ("Sample District A", "disagree", True)
    ]
    assert (tally.silent, tally.has_quorum) == (["Sample District B"], False)
    say(decision, plc_member, "abstain")
    say(decision, plc_lead, "disagree", "Convinced")
    tally = queries.tally_of(decision)
    assert [(voice.stance, voice.divided) for voice in tally.voices] == [("disagree", False), ("abstain", False)]
    assert tally.has_quorum
    assert dict(tally.counts) == {"Agree": 0, "Agree with reservations": 0, "Disagree": 1, "Abstain": 1}


def test_position_of_a_district_without_a_seat_counts_for_nothing(
    workgroup: Workgroup, decision: Decision, plc_member: Any, rival_superintendent: Any, rival_district: Any
) -> None:
    say(decision, plc_member, "agree")
    workgroups.leave_seat(workgroup, rival_district, reason="Sample", actor=rival_superintendent)
    assert not queries.tally_of(decision).voices


def test_change_of_a_position_keeps_what_was_said(decision: Decision, plc_lead: Any) -> None:
    say(decision, plc_lead, "agree")
    say(decision, plc_lead, "reserved", "After the holidays")
    assert Position.objects.get().stance == "reserved"
    assert list(GivenPosition.objects.values_list("stance", flat=True)) == ["agree", "reserved"]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_givenposition SET stance = 'agree'")


def test_disagree_needs_a_reason(decision: Decision, plc_lead: Any) -> None:
    with pytest.raises(NotAllowed, match="why you disagree"):
        say(decision, plc_lead, "disagree")


@pytest.mark.parametrize("who", ["member", "superintendent", "newcomer", "facilitator"])
def test_position_is_for_people_with_a_place(who: str, request: Any, decision: Decision) -> None:
    with pytest.raises(PermissionDenied):
        say(decision, request.getfixturevalue(who), "agree")


def test_position_after_the_closing_time_is_refused(decision: Decision, plc_lead: Any, plc_member: Any) -> None:
    say(decision, plc_lead, "agree")
    with after(decision), pytest.raises(NotAllowed, match="closed"):
        say(decision, plc_member, "agree")
    assert Position.objects.count() == 1


def test_close_before_the_time_needs_all_districts(decision: Decision, plc_lead: Any, plc_member: Any) -> None:
    say(decision, plc_lead, "agree")
    facts = {"outcome": "We share them.", "review_on": None, "actor": plc_lead}
    with pytest.raises(NotAllowed, match="until the closing time"):
        services.close_decision(decision, **facts)
    with pytest.raises(PermissionDenied):
        services.close_decision(decision, **{**facts, "actor": plc_member})
    say(decision, plc_member, "agree")
    services.close_decision(decision, **facts)
    with pytest.raises(NotAllowed, match="closed"):
        say(decision, plc_member, "disagree", "Too late")


def test_result_is_recorded_as_it_was_at_the_end(
    workgroup: Workgroup, decision: Decision, plc_lead: Any, rival_superintendent: Any, rival_district: Any
) -> None:
    say(decision, plc_lead, "agree")
    with after(decision):
        services.close_decision(decision, outcome="No quorum.", review_on=None, actor=plc_lead)
    workgroups.leave_seat(workgroup, rival_district, reason="Sample", actor=rival_superintendent)
    tally = queries.tally_of(Decision.objects.get())
    assert (tally.has_quorum, tally.silent, len(tally.voices)) == (False, ["Sample District B"], 1)


def test_quorum_is_within_the_seated_districts(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    for quorum in (0, 3):
        with pytest.raises(NotAllowed, match="from 1 to 2"):
            asked(workgroup, plc_lead, quorum=quorum)
    with pytest.raises(NotAllowed, match="passed"):
        asked(workgroup, plc_lead, closes_at=timezone.now())
    with pytest.raises(PermissionDenied):
        asked(workgroup, plc_member)


@pytest.mark.django_db(transaction=True)
def test_close_and_a_position_at_once_leave_the_record_right(
    decision: Decision, plc_lead: Any, plc_member: Any
) -> None:
    say(decision, plc_lead, "agree")
    say(decision, plc_member, "agree")

    def act(number: int) -> Any:
        found = Decision.objects.get()
        if number:
            return say(found, plc_member, "disagree", "At the last moment")
        return services.close_decision(found, outcome="Sample", review_on=None, actor=plc_lead)

    outcomes = together(2, act)
    done = Decision.objects.get()
    assert done.state == "closed"
    said = {name: stance for name, stance, _ in done.result["voices"]}["Sample District B"]
    assert said == Position.objects.get(user=plc_member).stance
    assert said == ("disagree" if isinstance(outcomes[1], Position) else "agree")


def test_decision_goes_its_way_on_the_pages(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    lead, member, base = client_for(plc_lead), client_for(plc_member), f"{workgroup.get_absolute_url()}decisions/"
    assert "Nothing was put to this PLC yet." in text_of(lead, base)
    assert "2 have a seat." in text_of(lead, f"{base}ask/")
    until = timezone.localtime() + timedelta(days=2)
    facts = {"question": "We share plans", "background": "Sample why", "closes_at": f"{until:%Y-%m-%dT%H:%M}"}
    assert "from 1 to 2" in posted(lead, f"{base}ask/", **facts, quorum=9)
    assert "That time has passed." in posted(
        lead, f"{base}ask/", **{**facts, "closes_at": "2020-01-01T10:00"}, quorum=1
    )
    assert "Asked. The people" in posted(lead, f"{base}ask/", **facts, quorum=2)
    url = Decision.objects.get().get_absolute_url()
    assert "Your position: We share plans" in text_of(member, "/start/")
    page = posted(member, f"{url}position/", stance="disagree", reason="")
    assert "Please say why you disagree" in page
    assert "Noted. You can change it" in posted(member, f"{url}position/", stance="disagree", reason="Too early")
    posted(member, f"{url}position/", stance="reserved", reason="In May")
    assert "Your position: We share plans" not in text_of(member, "/start/")
    page = text_of(lead, url)
    assert "Earlier positions (1)" in page
    assert "not reached" in page
    assert "until the closing time" in posted(lead, f"{url}close/", outcome="Yes", review_on="")
    posted(lead, f"{url}position/", stance="agree", reason="")
    soon = timezone.localdate() + timedelta(days=10)
    assert "No position" not in text_of(lead, f"{url}close/")
    assert "Closed. The people" in posted(lead, f"{url}close/", outcome="We share them in May.", review_on=soon)
    page = text_of(member, url)
    assert "We share them in May." in page
    assert "reached" in page
    assert "Take this position" not in page
    assert "Look at it again: We share plans" in text_of(lead, "/start/")
    assert "Look at it again" not in text_of(member, "/start/")
    assert "We looked at it again" in text_of(lead, f"{url}review/")
    assert "Noted." in posted(lead, f"{url}review/", review_on="")
    assert "Look at it again" not in text_of(lead, "/start/")
    assert "We share plans" in text_of(member, base)


def test_question_is_withdrawn_with_a_reason(decision: Decision, client_for: Any, plc_lead: Any) -> None:
    lead, url = client_for(plc_lead), decision.get_absolute_url()
    assert "this cannot be undone" in text_of(lead, f"{url}withdraw/")
    assert "Withdrawn. The people" in posted(lead, f"{url}withdraw/", reason="Asked wrongly")
    assert "Asked wrongly" in text_of(lead, url)
    assert OutgoingMail.objects.filter(subject__startswith="Not asked any more").count() == 2
    with pytest.raises(NotAllowed):
        services.review_decision(decision, review_on=None, actor=plc_lead)


def test_outcome_waits_for_the_leads_once_it_closed(
    decision: Decision, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    assert "Write the outcome" not in text_of(client_for(plc_lead), "/start/")
    Decision.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    assert "Write the outcome: We share our plans" in text_of(client_for(plc_lead), "/start/")
    page = text_of(client_for(plc_member), "/start/")
    assert "We share our plans" not in page
    assert "The closing time has passed." in text_of(client_for(plc_member), decision.get_absolute_url())


def test_pages_of_decisions_ask_the_same_queries_for_1_3_and_50(
    workgroup: Workgroup, decision: Decision, client_for: Any, plc_lead: Any
) -> None:
    browser, asked_for = client_for(plc_lead), []
    for number in (1, 3, 50):
        for extra in range(Position.objects.count(), number):
            district = seated(workgroup, DistrictFactory())
            person = office_holder(district, "principal", f"Principal {extra}")
            placed(workgroup, person)
            say(decision, person, "abstain")
            say(decision, person, "agree")
            asked(workgroup, plc_lead, question=f"Question {extra}")
        counts = []
        for url in (f"{workgroup.get_absolute_url()}decisions/", decision.get_absolute_url(), "/start/"):
            text_of(browser, url)
            with CaptureQueriesContext(connection) as found:
                text_of(browser, url)
            counts.append(len(found))
        asked_for.append(counts)
    assert asked_for[0] == asked_for[1] == asked_for[2], asked_for
