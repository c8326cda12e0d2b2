"""Planning events: drafts, publishing, changing, cancelling, series; who may know and who may run them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.events import services
from portal.events.icalendar import CENTRAL
from portal.events.models import Event
from tests.factories.events import FACTS, came, drafted, planned

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Sample webinar",
    "kind": "webinar",
    "audience": "network",
    "starts_at": "2030-02-12T10:00",
    "ends_at": "2030-02-12T11:00",
    "duty": "by_kind",
}


def known_to(user: Any) -> set[str]:
    return {event.title for event in Event.objects.visible_to(user)}


def test_events_are_known_to_their_people(
    facilitator: Any, lead: Any, newcomer: Any, member: Any, osi_coach: Any, pathway: Any, circle: Any
) -> None:
    circle(member)
    planned(actor=facilitator, title="public")
    planned(actor=facilitator, title="network", audience="network")
    planned(actor=facilitator, title="plc", audience="plc", pathway=pathway)
    drafted(actor=facilitator, title="draft")
    assert known_to(AnonymousUser()) == known_to(newcomer) == {"public"}
    assert known_to(lead) == known_to(osi_coach) == {"public", "network"}
    assert known_to(member) == {"public", "network", "plc"}
    assert known_to(facilitator) == {"public", "network", "plc", "draft"}
    circle()
    assert known_to(member) == {"public", "network"}


def test_plan_by_who_leads_a_plc_is_for_that_plc_only(
    facilitator: Any, lead: Any, member: Any, pathway: Any, circle: Any, client_for: Any
) -> None:
    circle(member, lead=lead)
    event = drafted(actor=lead, audience="plc", pathway=pathway, kind="plc_meeting")
    assert known_to(lead) == {"Sample event"}
    assert known_to(member) == set()
    services.publish_event(event, actor=lead)
    with pytest.raises(NotAllowed):
        drafted(actor=lead)
    with pytest.raises(NotAllowed):
        services.edit_event(event, facts={"pathway": None, "audience": "public"}, actor=lead)
    with pytest.raises(NotAllowed):
        services.edit_event(planned(actor=facilitator), facts={"title": "Other"}, actor=lead)
    assert client_for(lead).get("/events/new/").status_code == 200
    assert client_for(member).get("/events/new/").status_code == 403
    assert client_for(member).get(f"{event.get_absolute_url()}edit/").status_code == 403


def test_plan_by_form_keeps_a_draft_and_counts_by_its_kind(facilitator: Any, client_for: Any) -> None:
    answer = client_for(facilitator).post("/events/new/", FORM, follow=True)
    event = Event.objects.get()
    assert b"A draft." in answer.content
    assert (event.state, event.duty, event.sequence) == ("draft", "webinars", 0)
    assert timezone.localtime(event.starts_at).hour == 10


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"ends_at": "2030-02-12T09:00"}, "an end after the beginning"),
        ({"audience": "plc"}, "choose the PLC"),
        ({"title": ""}, "This field is required"),
        ({"starts_at": "2030-03-10T02:30"}, "2030-03-10"),
        ({"capacity": "0"}, "greater than or equal to 1"),
    ],
)
def test_plan_says_what_is_wrong_and_loses_nothing(facilitator: Any, client_for: Any, sent: Any, told: str) -> None:
    page = client_for(facilitator).post("/events/new/", {**FORM, "summary": "kept words", **sent}).content.decode()
    assert told in page
    assert "kept words" in page
    assert not Event.objects.exists()


def test_series_is_one_event_a_month_at_the_same_time_of_day(facilitator: Any, client_for: Any) -> None:
    client_for(facilitator).post(
        "/events/new/", {**FORM, "starts_at": "2030-01-08T10:00", "ends_at": "2030-01-08T11:00", "count": "12"}
    )
    starts = [timezone.localtime(event.starts_at) for event in Event.objects.all()]
    assert len(starts) == 12
    assert {(at.weekday(), at.hour, (at.day - 1) // 7) for at in starts} == {(1, 10, 1)}
    assert [at.month for at in starts] == list(range(1, 13))
    assert {at.utcoffset() for at in starts} == {timedelta(hours=-6), timedelta(hours=-5)}
    first, second = Event.objects.all()[:2]
    services.edit_event(second, facts={"title": "Another title"}, actor=facilitator)
    first.refresh_from_db()
    assert first.title == "Sample webinar"
    assert first.series == second.series


def test_series_has_its_limits(facilitator: Any) -> None:
    start = datetime(2030, 1, 8, 10, tzinfo=CENTRAL)
    facts = {**FACTS, "title": "Sample", "starts_at": start, "ends_at": start + timedelta(hours=1)}
    with pytest.raises(NotAllowed):
        services.create_series(facts=facts, count=25, actor=facilitator)


def test_edit_tells_those_who_come_and_calendars(facilitator: Any, member: Any, lead: Any, client_for: Any) -> None:
    event = planned(actor=facilitator, capacity=10)
    came(event, member)
    came(event, lead, "no", reason="Sample.")
    sequence = event.sequence
    services.edit_event(event, facts={"summary": "Said better."}, actor=facilitator)
    assert not OutgoingMail.objects.filter(subject__startswith="Changed").exists()
    services.edit_event(event, facts={"room": "Room 2"}, actor=facilitator)
    assert [mail.to for mail in OutgoingMail.objects.filter(subject__startswith="Changed")] == [member.email]
    assert Event.objects.get().sequence == sequence + 1
    page = client_for(facilitator).get(f"{event.get_absolute_url()}edit/").content.decode()
    assert "1 person gets a mail" in page


def test_edit_turns_nobody_away(facilitator: Any, member: Any, lead: Any, client_for: Any) -> None:
    event = planned(actor=facilitator, capacity=2)
    came(event, member)
    came(event, lead)
    with pytest.raises(NotAllowed, match="2 places are taken"):
        services.edit_event(event, facts={"capacity": 1}, actor=facilitator)
    with pytest.raises(NotAllowed, match="registered already"):
        services.edit_event(event, facts={"required_roles": ["principal"]}, actor=facilitator)


def test_edit_by_form_shows_the_refusal_and_keeps_the_rest(facilitator: Any, member: Any, client_for: Any) -> None:
    event = planned(actor=facilitator, capacity=2, title="Before")
    came(event, member)
    browser, path = client_for(facilitator), f"{event.get_absolute_url()}edit/"
    sent = {**FORM, "audience": "public", "duty": "none", "title": "After", "capacity": "3"}
    assert browser.post(path, {**sent, "required_roles": ["principal"]}).status_code == 200
    assert browser.post(path, sent).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.capacity, event.duty) == ("After", 3, "")


def test_cancel_says_why_to_those_who_come(facilitator: Any, member: Any, client_for: Any) -> None:
    event, browser = planned(actor=facilitator), client_for(facilitator)
    came(event, member)
    path = f"{event.get_absolute_url()}cancel/"
    assert b"1 person gets a mail" in browser.get(path).content
    assert browser.post(path, {"reason": ""}).status_code == 200
    assert browser.post(path, {"reason": "Sample storm."}).status_code == 302
    mail = OutgoingMail.objects.get(subject__startswith="Cancelled")
    assert (mail.to, "Sample storm." in mail.text) == (member.email, True)
    assert b"Sample storm." in client_for(member).get(event.get_absolute_url()).content
    assert ModelLogEntry.objects.filter(action="events.cancel").count() == 1
    with pytest.raises(NotAllowed):
        services.cancel_event(event, reason="Again.", actor=facilitator)
    with pytest.raises(NotAllowed, match="cancelled"):
        came(event, member, "no", reason="Sample.")
    with pytest.raises(NotAllowed, match="cancelled"):
        services.edit_event(event, facts={"title": "Other"}, actor=facilitator)


def test_publish_by_a_button_lets_its_people_answer(facilitator: Any, member: Any, client_for: Any) -> None:
    event = drafted(actor=facilitator, audience="network")
    assert client_for(member).get(event.get_absolute_url()).status_code == 404
    client_for(facilitator).post(f"{event.get_absolute_url()}publish/")
    assert b"Do you come?" in client_for(member).get(event.get_absolute_url()).content


def test_video_link_is_for_those_who_have_a_place(facilitator: Any, member: Any, lead: Any, client_for: Any) -> None:
    event, link = planned(actor=facilitator, capacity=1), b"video.example.org"
    came(event, member)
    came(event, lead)
    path = event.get_absolute_url()
    assert link in client_for(member).get(path).content
    assert link in client_for(facilitator).get(path).content
    for other in (lead, AnonymousUser()):
        assert link not in client_for(other).get(path).content
        assert link not in client_for(other).get(f"{path}event.ics").content.replace(b"\r\n ", b"")
    assert b"Video link: https://video" in client_for(member).get(f"{path}event.ics").content.replace(b"\r\n ", b"")
    came(event, member, "no", reason="Sample.")
    assert link not in client_for(member).get(path).content


@pytest.mark.parametrize("path", ["/events/", "/events/?past", "/events/mine/"])
def test_lists_take_the_same_number_of_queries(path: str, facilitator: Any, member: Any, client_for: Any) -> None:
    browser, counts = client_for(member), []
    for more in (1, 2, 17):
        for _ in range(more):
            came(planned(actor=facilitator, title="Sample coming"), member)
            planned(actor=facilitator, title="Sample past", days=-3)
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_lists_show_what_comes_and_what_was_by_kind(facilitator: Any, client_for: Any) -> None:
    browser = client_for(AnonymousUser())
    assert b"Nothing is planned now" in browser.get("/events/").content
    assert b"No past event" in browser.get("/events/?past").content
    planned(actor=facilitator, title="Sample coming")
    planned(actor=facilitator, title="Sample past", days=-3, kind="call")
    page = browser.get("/events/").content
    assert (b"Sample coming" in page, b"Sample past" in page) == (True, False)
    assert b"Sample past" in browser.get("/events/?past&kind=call").content
    assert b"Nothing of this kind" in browser.get("/events/?kind=institute").content
    assert browser.get("/events/nowhere/").status_code == 404


def test_lead_of_a_plc_plans_for_its_people_and_nothing_that_counts(
    lead: Any, facilitator: Any, pathway: Any, circle: Any
) -> None:
    circle(lead=lead)
    begin = timezone.now() + timedelta(days=9)
    facts = {"title": "Sample", "kind": "convening", "starts_at": begin, "ends_at": begin + timedelta(hours=1)}
    own = {**facts, "audience": "plc", "pathway": pathway}
    assert services.create_event(facts=own, actor=lead).duty == ""
    for audience in ("public", "network"):
        with pytest.raises(NotAllowed, match="MDE plans"):
            services.create_event(facts={**own, "audience": audience}, actor=lead)
    of_mde = services.create_event(facts={**own, "audience": "public"}, actor=facilitator)
    counted = services.create_event(facts=own, actor=facilitator)
    assert counted.duty == "meetings"
    for event in (of_mde, counted):
        assert not lead.has_perm("events.run", event)
        with pytest.raises(NotAllowed):
            services.cancel_event(event, reason="Sample", actor=lead)


def test_moment_of_a_year_that_nobody_plans_for_is_refused(facilitator: Any, client_for: Any) -> None:
    sent = {"title": "Sample", "kind": "other", "audience": "public", "starts_at": "9999-12-31T20:00"}
    page = client_for(facilitator).post("/events/new/", {**sent, "ends_at": "9999-12-31T21:00"}).content.decode()
    assert "Please choose a year from 2000 to 2100." in page
