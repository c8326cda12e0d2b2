"""Pages of events in their states: whole and clean."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.events import services
from portal.events.links import reply_code, venue_code
from tests.browser.look import Visit, press, see
from tests.factories.events import came, drafted, held, noted, planned, team_of

LONG = "Sample convening of the network on ninth grade, dual credit and everything that goes with both of them"


def test_list_and_planning_are_clean(visit: Visit, facilitator: Any, member: Any) -> None:
    visit(None, "/events/", "events-empty")
    draft = drafted(actor=facilitator, title=LONG, kind="convening")
    page = visit(facilitator, "/events/new/", "event-new")
    press(page, "Keep it as a draft")
    see(page, "event-new-errors")
    page = visit(facilitator, draft.get_absolute_url(), "event-draft")
    press(page, "Publish it")
    see(page, "event-published")
    held(actor=facilitator, title="Sample webinar of last month", days=30)
    visit(None, "/events/", "events")
    visit(None, "/events/?past", "events-past")
    visit(None, draft.get_absolute_url(), "event-visitor")
    came(draft, member)
    visit(facilitator, f"{draft.get_absolute_url()}edit/", "event-edit")
    page = visit(facilitator, f"{draft.get_absolute_url()}cancel/", "event-cancel")
    press(page, "Cancel the event")
    see(page, "event-cancel-errors")
    services.cancel_event(draft, reason="Sample: a storm is coming.", actor=facilitator)
    visit(member, draft.get_absolute_url(), "event-cancelled")


def test_answers_and_waiting_are_clean(visit: Visit, facilitator: Any, member: Any, lead: Any, newcomer: Any) -> None:
    event = planned(actor=facilitator, title=LONG, capacity=1)
    address = event.get_absolute_url()
    page = visit(member, address, "event-open")
    press(page, "Send my answer")
    see(page, "event-answer-errors")
    came(event, member)
    visit(member, address, "event-registered")
    came(event, lead)
    visit(lead, address, "event-waiting")
    came(event, member, "no", reason="Sample: a board meeting on that day.")
    visit(lead, address, "event-offered")
    visit(member, address, "event-not-coming")
    page = visit(None, f"/events/reply/{reply_code(event.pk, newcomer.pk)}/", "event-reply")
    press(page, "Send my answer")
    see(page, "event-reply-errors")
    came(event, newcomer, "maybe")
    visit(None, f"/events/reply/{reply_code(event.pk, newcomer.pk)}/", "event-reply-used")
    visit(facilitator, f"{address}people/", "event-people")
    visit(lead, "/events/mine/", "events-mine")
    services.renew_calendar(pathway=None, actor=lead)
    visit(lead, "/events/mine/", "events-mine-address")
    visit(lead, "/start/", "start-with-an-offer")


def test_teams_are_clean(visit: Visit, facilitator: Any, district: Any, lead: Any, member: Any) -> None:
    roles = ["principal", "counselor", "lead_teacher", "federal_programs"]
    event = planned(actor=facilitator, title=LONG, kind="convening", required_roles=roles, capacity=40)
    address = event.get_absolute_url()
    visit(None, address, "event-teams-visitor")
    visit(member, address, "event-teams-member")
    page = visit(lead, f"{address}team/{district.pk}/", "event-team")
    page.get_by_label("Principal: name").fill("Sample principal")
    press(page, "Keep the team")
    see(page, "event-team-errors")
    team_of(event, district, actor=lead, counselor="")
    visit(lead, f"{address}team/{district.pk}/", "event-team-incomplete")
    team_of(event, district, actor=lead)
    visit(lead, address, "event-team-registered")
    team_of(event, district, actor=lead, lead_teacher=member.email)
    visit(member, address, "event-seated")
    came(event, member, "no", reason="Sample: a board meeting.")
    visit(member, address, "event-seat-declined")
    visit(lead, "/start/", "start-with-a-seat")
    visit(facilitator, f"{address}people/", "event-people-teams")


def test_attendance_and_afterwards_are_clean(
    visit: Visit, facilitator: Any, district: Any, lead: Any, member: Any
) -> None:
    event = planned(actor=facilitator, title=LONG, starts_at=timezone.now() + timedelta(minutes=10))
    address = event.get_absolute_url()
    came(event, lead)
    visit(member, f"{address}check-in/", "check-in-not-listed")
    visit(facilitator, f"{address}poster/", "check-in-poster")
    page = visit(member, f"{address}check-in/?code={venue_code(event.pk)}", "check-in")
    press(page, "I am here")
    see(page, "checked-in")
    past = held(actor=facilitator, title=LONG)
    noted(past, lead, district, "present")
    noted(past, member, district, "excused", reason="Sample.")
    page = visit(facilitator, f"{past.get_absolute_url()}files/", "event-files-none")
    press(page, "Post it")
    see(page, "event-files-errors")
    services.post_material(past, title="Recording", link="https://video.example.org/r", actor=facilitator)
    visit(facilitator, f"{past.get_absolute_url()}files/", "event-files")
    page = visit(member, past.get_absolute_url(), "event-excused")
    press(page, "I watched the recording")
    see(page, "event-watched")
    page = visit(lead, f"{past.get_absolute_url()}opinion/", "event-opinion")
    press(page, "Send it")
    see(page, "event-opinion-errors")
    services.give_opinion(past, score=4, words="Sample words.", actor=lead)
    visit(lead, past.get_absolute_url(), "event-attended")
    page = visit(facilitator, f"{past.get_absolute_url()}people/file/", "event-file")
    report = f"Name,User Email,Duration (Minutes)\n{lead.name},{lead.email},100\nSample guest,,20\n".encode()
    page.get_by_label("The report or the roster").set_input_files(
        {"name": "report.csv", "mimeType": "text/csv", "buffer": report}
    )
    press(page, "Read the file")
    see(page, "event-file-matched")
    page = visit(facilitator, f"{past.get_absolute_url()}people/", "event-people-after")
    page.get_by_label(re.compile("Attendance of")).first.select_option("absent")
    press(page, "Note the attendance")
    see(page, "event-people-noted")
