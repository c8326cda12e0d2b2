"""A lead runs a meeting from the agenda to approved minutes, in a browser; and every state of the pages is clean."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Locator, expect

from plcs.meetings import services
from plcs.meetings.models import Decision, Meeting, Minutes
from plcs.workgroups.models import Workgroup
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.meetings import held, planned, put, written
from tests.plcs.conftest import plc_lead, plc_member, workgroup

__all__ = ["plc_lead", "plc_member", "workgroup"]


def set_moment(hand: Hand, target: Locator, at: datetime) -> None:
    """A day and an hour, typed as the browser's language has them."""
    if hand.keyboard:
        hand.write(target, "")
        hand.page.keyboard.type(f"{at:%m%d%Y}")
        hand.page.keyboard.press("ArrowRight")
        hand.page.keyboard.type(f"{at:%I%M%p}")
    else:
        target.fill(f"{at:%Y-%m-%dT%H:%M}")
    assert target.input_value() == f"{at:%Y-%m-%dT%H:%M}"


def begins(hand: Hand, words: str) -> Locator:
    """The button whose name begins so, and goes on with what it is about."""
    return hand.page.get_by_role("main").get_by_role("button", name=re.compile(f"^{words}"))


def plan(hand: Hand, workgroup: Workgroup) -> None:
    """From the page of the PLC; it began ten minutes ago."""
    begin = timezone.localtime() - timedelta(minutes=10)
    hand.page.goto(workgroup.get_absolute_url())
    hand.press(hand.link("Plan a meeting"))
    hand.write(hand.field("What is the meeting called?"), "March (sample)")
    set_moment(hand, hand.field("It begins"), begin)
    set_moment(hand, hand.field("It ends"), begin + timedelta(minutes=40))
    hand.write(hand.page.get_by_role("textbox", name="Place"), "Sample room")
    hand.press(hand.button("Plan it"))
    hand.sees("Nothing is on the agenda yet.")


def set_agenda(hand: Hand) -> None:
    """A topic is proposed, taken, and the agenda closed."""
    hand.write(hand.field("Topic"), "Plans of grade 9 (sample)")
    hand.write(hand.field("What should come of it?"), "One form for all")
    hand.press(hand.button("Propose it"))
    hand.press(begins(hand, "Take it"))
    hand.sees("10 minutes in all.")
    hand.press(hand.button("Close the agenda"))
    hand.sees("The agenda is closed.")


def hold(hand: Hand) -> None:
    """The meeting begins, who is there is noted, and a section is written."""
    hand.press(hand.button("Begin: it takes place"))
    for name in ("Innovation lead A", "Innovation lead B"):
        group = hand.page.get_by_role("group").filter(has_text=name)
        hand.choose(group.get_by_label("Present", exact=True))
    hand.press(hand.button("Note it"))
    hand.press(begins(hand, "Write"))
    hand.write(hand.field("What was said and decided"), "All use one form from March on.")
    hand.press(hand.button("Save and finish"))
    hand.sees("All use one form from March on.")


def approve(hand: Hand, other: Hand) -> None:
    """The lead asks those present; both agree, the second from the start page."""
    hand.press(hand.link("Put them to approval"))
    hand.sees("Innovation lead B")
    hand.press(hand.button("Put them to approval"))
    hand.press(hand.button("I agree"))
    hand.sees("Agreed: 1 of 2.")
    other.page.goto("/start/")
    other.press(other.link("Agree with the minutes of March (sample)"))
    other.press(other.button("I agree"))
    expect(other.page.get_by_text("All agree: the minutes are approved.")).to_be_visible()
    hand.page.reload()
    hand.sees(Minutes.objects.get().sealed.text_hash)
    expect(begins(hand, "Write")).to_have_count(0)


@pytest.mark.parametrize("way", WAYS)
def test_lead_runs_a_meeting_from_the_agenda_to_approved_minutes(
    way: str, new_page: Any, workgroup: Workgroup, plc_lead: Any, plc_member: Any
) -> None:
    scripts = way != "no-scripts"
    hand = Hand(new_page(plc_lead, scripts=scripts), keyboard=way == "keyboard")
    other = Hand(new_page(plc_member, width=320, scripts=scripts), keyboard=way == "keyboard")
    plan(hand, workgroup)
    set_agenda(hand)
    hold(hand)
    approve(hand, other)
    hand.press(hand.link("Add a note that corrects them"))
    hand.write(hand.field("What is corrected?"), "It was room 2.")
    hand.press(hand.button("Add the note"))
    hand.sees("It was room 2.")
    assert Minutes.objects.get().state == "approved"


def test_meetings_and_agendas_are_clean_in_every_state(
    visit: Visit, workgroup: Workgroup, plc_lead: Any, plc_member: Any
) -> None:
    base = workgroup.get_absolute_url()
    visit(plc_member, f"{base}meetings/", "meetings-empty")
    page = visit(plc_lead, f"{base}meetings/plan/", "meeting-plan")
    press(page, "Plan it")
    see(page, "meeting-plan-errors")
    soon = timezone.now() + timedelta(days=4)
    first = planned(workgroup, actor=plc_lead, starts_at=soon, rhythm="weekly", count=3, title="Sample PLC meeting")
    visit(plc_member, first.get_absolute_url(), "meeting-open-agenda")
    topics = ["Numbers of February from all sample schools", "A visit", "A form", "Declined topic"]
    items = [
        services.propose_topic(first, title=title, why="A sample reason to talk of it.", minutes=15, actor=plc_member)
        for title in topics
    ]
    for item in items[:2]:
        services.take_topic(item, actor=plc_lead)
    services.decline_topic(items[3], reason="Sample: for the next year.", actor=plc_lead)
    visit(plc_lead, first.get_absolute_url(), "meeting-lead")
    visit(plc_lead, f"{first.get_absolute_url()}change/", "meeting-change")
    visit(plc_lead, f"{first.get_absolute_url()}agenda/{items[2].pk}/decline/", "topic-decline")
    page = visit(plc_lead, f"{first.get_absolute_url()}cancel/", "meeting-cancel")
    press(page, "Cancel the meeting")
    see(page, "meeting-cancel-errors")
    visit(plc_member, f"{base}meetings/", "meetings")
    visit(plc_member, base, "plc-with-meetings")
    services.cancel_meeting(first, reason="Sample storm", actor=plc_lead)
    visit(plc_member, first.get_absolute_url(), "meeting-cancelled")
    visit(plc_member, f"{base}meetings/series/{first.series}/", "series-empty")


def test_minutes_are_clean_in_every_state(visit: Visit, workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    meeting = planned(workgroup, actor=plc_lead, rhythm="weekly", count=2, title="Sample PLC meeting")
    minutes = held(workgroup, actor=plc_lead, meeting=meeting, topics=("Numbers (sample)", "A form (sample)"))
    url = minutes.get_absolute_url()
    section, other = minutes.sections.all()
    visit(plc_lead, f"{meeting.get_absolute_url()}attendance/", "attendance")
    visit(plc_lead, f"{url}put/", "minutes-put-empty")
    visit(plc_lead, f"{url}sections/", "section-add")
    visit(plc_member, f"{url}sections/{other.pk}/versions/", "versions-none")
    services.take_section(section, actor=plc_member)
    visit(plc_lead, url, "minutes-draft-held")
    page = visit(plc_lead, f"{url}sections/{section.pk}/", "write-held-by-another")
    page.get_by_label("What was said and decided").fill("Words of the lead (sample).")
    press(page, "Save and finish")
    see(page, "write-refused")
    services.leave_section(section, actor=plc_member)
    written(section, "We met at nine (sample).", actor=plc_member)
    press(page, "Save and finish")
    see(page, "write-clash")
    written(section, "We met at ten (sample).", actor=plc_member)
    visit(plc_lead, f"{url}sections/{section.pk}/versions/", "versions")
    asked = put(minutes, actor=plc_lead, text="We met at eleven (sample).\n\nAll agreed.")
    visit(plc_member, url, "minutes-in-approval")
    visit(plc_member, "/start/", "start-with-minutes")
    page = visit(plc_member, f"{url}sections/{section.pk}/amend/", "amend")
    press(page, "Ask for it")
    see(page, "amend-errors")
    wish = services.ask_amendment(section, words="It was ten (sample).", actor=plc_member)
    visit(plc_lead, url, "minutes-with-a-wish")
    page = visit(plc_lead, f"{url}changes/{wish.pk}/answer/", "amendment-answer")
    services.answer_amendment(wish, adopted=False, answer="It was eleven (sample).", actor=plc_lead)
    for person in (plc_lead, plc_member):
        services.agree_to_minutes(asked, shown=1, actor=person)
    visit(plc_lead, f"{url}correct/", "minutes-correct")
    services.correct_minutes(Minutes.objects.get(), words="It was room 2 (sample).", actor=plc_lead)
    visit(plc_lead, url, "minutes-approved")
    visit(plc_member, f"{workgroup.get_absolute_url()}meetings/series/{meeting.series}/", "series")
    assert Meeting.objects.filter(state="held").count() == 1


def test_actions_decisions_and_files_are_clean_in_every_state(
    visit: Visit, workgroup: Workgroup, plc_lead: Any, plc_member: Any, tmp_path: Path
) -> None:
    base = workgroup.get_absolute_url()
    visit(plc_member, f"{base}actions/", "actions-empty")
    visit(plc_lead, f"{base}actions/note/", "action-note")
    due = timezone.localdate() - timedelta(days=2)
    facts = {"words": "Send round the form (sample)", "owner": plc_member, "due_on": due}
    action = services.make_action(workgroup, **facts, actor=plc_lead)
    page = visit(plc_member, action.get_absolute_url(), "action")
    press(page, "Drop it")
    see(page, "action-errors")
    visit(plc_member, f"{action.get_absolute_url()}change/", "action-change")
    visit(plc_member, f"{base}actions/", "actions")
    visit(plc_member, f"{base}decisions/", "decisions-empty")
    visit(plc_lead, f"{base}decisions/ask/", "decision-ask")
    question = {"question": "We share our plans (sample)", "background": "Sample reasons.", "quorum": 2}
    soon = timezone.now() + timedelta(days=3)
    decision = services.ask_decision(workgroup, **question, closes_at=soon, actor=plc_lead)
    page = visit(plc_member, decision.get_absolute_url(), "decision-open")
    page.get_by_label("Disagree", exact=True).check()
    press(page, "Take this position")
    see(page, "decision-errors")
    services.take_position(decision, stance="disagree", reason="Too early (sample).", actor=plc_member)
    services.take_position(decision, stance="reserved", reason="In May (sample).", actor=plc_member)
    visit(plc_lead, decision.get_absolute_url(), "decision-with-positions")
    visit(plc_lead, f"{decision.get_absolute_url()}close/", "decision-close")
    visit(plc_lead, f"{decision.get_absolute_url()}withdraw/", "decision-withdraw")
    services.take_position(decision, stance="agree", reason="", actor=plc_lead)
    services.close_decision(decision, outcome="We share them (sample).", review_on=timezone.localdate(), actor=plc_lead)
    visit(plc_lead, decision.get_absolute_url(), "decision-closed")
    visit(plc_lead, f"{decision.get_absolute_url()}review/", "decision-review")
    visit(plc_lead, "/start/", "start-of-a-lead")
    visit(plc_member, f"{base}files/", "files-empty")
    page = visit(plc_lead, f"{base}files/add/", "file-add")
    press(page, "Add it")
    see(page, "file-add-errors")
    upload = SimpleUploadedFile("plan.csv", b"a,b\n1,2\n")
    file = services.add_file(workgroup, title="Plan (sample)", upload=upload, words="First (sample)", actor=plc_lead)
    visit(plc_member, file.get_absolute_url(), "file")
    visit(plc_lead, f"{file.get_absolute_url()}add/", "file-add-version")
    visit(plc_member, base, "plc-full")
    assert Decision.objects.get().state == "closed"
