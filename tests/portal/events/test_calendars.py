"""Calendars: files by RFC 5545, and the secret addresses of a person and of a PLC.

The reader here is not the package that writes: it unfolds, splits and checks by the rules of RFC 5545 itself, and lets
dateutil, which knows nothing of the package either, work out the time zone.
"""

import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil import tz
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.errors import NotAllowed
from portal.events import recurring, services
from portal.events.icalendar import CENTRAL
from portal.events.models import CalendarLink, Event
from tests.factories.events import came, drafted, planned, team_of

pytestmark = pytest.mark.django_db
NAME = re.compile(r"[A-Z][A-Z0-9-]*")
PARAMETER = re.compile(r';([A-Z-]+)=("[^"]*"|[^";:,]*)')
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "URL", "DESCRIPTION"}


def read(content: bytes) -> list[dict[str, tuple[dict[str, str], str]]]:
    """The events of a calendar; an AssertionError where a rule of RFC 5545 is broken."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "lines are folded at 75 octets"
    lines = content.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    open_parts, events = [], []
    for line in lines:
        name = NAME.match(line)[0]
        parameters = dict(PARAMETER.findall(line.partition(":")[0]))
        value = line[len(name) + sum(len(a) + len(b) + 2 for a, b in parameters.items()) :].removeprefix(":")
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in ONCE or name not in events[-1], f"{name} stands twice"
            events[-1][name] = (parameters, value)
    assert not open_parts
    assert [line for line in lines if line.startswith("VERSION:")] == ["VERSION:2.0"]
    assert len([line for line in lines if line.startswith("PRODID:")]) == 1
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"][1])
    assert len({event["UID"][1] for event in events}) == len(events)
    return events


def moment(content: bytes, told: tuple[dict[str, str], str]) -> datetime:
    """A moment of a calendar, by the time zone that stands in it, as dateutil reads that."""
    unfolded = content.decode().replace("\r\n ", "").replace("\r\n", "\n")
    zone = tz.tzical(io.StringIO(unfolded)).get(told[0]["TZID"])
    return datetime.strptime(told[1], "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


def plain(value: str) -> str:
    """A text without its escapes."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def file_of(client: Any, path: str) -> bytes:
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def test_files_are_read_by_another_reader(facilitator: Any, client_for: Any) -> None:
    title = "Sämple; with, signs \\ and a long, long title that must be folded somewhere in the midst of it"
    event = planned(
        actor=facilitator, title=title, description="First line\nSecond: line;\nBEGIN:VEVENT", summary="é" * 90
    )
    content = file_of(client_for(AnonymousUser()), f"{event.get_absolute_url()}event.ics")
    (told,) = read(content)
    assert plain(told["SUMMARY"][1]) == title
    assert "First line\nSecond: line;\nBEGIN:VEVENT" in plain(told["DESCRIPTION"][1])
    assert told["UID"][1] == f"{event.uid}@innovation-lab-network"
    assert (moment(content, told["DTSTART"]), moment(content, told["DTEND"])) == (
        event.starts_at.replace(microsecond=0),
        event.ends_at.replace(microsecond=0),
    )


def test_reader_finds_what_is_wrong(facilitator: Any, client_for: Any) -> None:
    event = planned(actor=facilitator)
    content = file_of(client_for(AnonymousUser()), f"{event.get_absolute_url()}event.ics")
    spoiled = [
        content.replace(b"\r\n", b"\n"),
        content.replace(b"END:VEVENT\r\n", b""),
        content.replace(b"VERSION:2.0\r\n", b""),
        re.sub(rb"UID:.*?\r\n(?! )", b"", content, flags=re.S),
        content.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 80),
    ]
    for wrong in spoiled:
        with pytest.raises(AssertionError):
            read(wrong)


def test_times_are_right_on_both_sides_of_a_change_of_clocks(facilitator: Any, client_for: Any) -> None:
    starts = recurring.monthly(datetime(2030, 1, 8, 9, tzinfo=CENTRAL), 12)
    for start in starts:
        planned(actor=facilitator, starts_at=start)
    content = file_of(client_for(AnonymousUser()), "/events/calendar.ics")
    found = [told["DTSTART"] for told in read(content)]
    assert {told[1][-7:] for told in found} == {"T090000"}
    assert sorted(moment(content, told) for told in found) == [start.astimezone(UTC) for start in starts]
    assert {moment(content, told).hour for told in found} == {14, 15}
    assert recurring.same_weekday(date(2030, 1, 31), 1).isoformat() == "2030-02-28"


def test_days_without_a_time_of_day_end_on_the_day_after(facilitator: Any, client_for: Any) -> None:
    start = datetime(2030, 4, 19, tzinfo=CENTRAL)
    event = planned(actor=facilitator, starts_at=start)
    Event.objects.filter(pk=event.pk).update(is_all_day=True, ends_at=start + timedelta(days=3))
    (told,) = read(file_of(client_for(AnonymousUser()), f"{event.get_absolute_url()}event.ics"))
    assert told["DTSTART"] == ({"VALUE": "DATE"}, "20300419")
    assert told["DTEND"] == ({"VALUE": "DATE"}, "20300422")


def test_changes_and_cancellations_keep_the_uid(facilitator: Any, member: Any, client_for: Any) -> None:
    event, browser = planned(actor=facilitator), client_for(AnonymousUser())
    path = f"{event.get_absolute_url()}event.ics"
    (first,) = read(file_of(browser, path))
    services.edit_event(event, facts={"place": "Sample school"}, actor=facilitator)
    (second,) = read(file_of(browser, path))
    services.cancel_event(event, reason="Sample storm.", actor=facilitator)
    (third,) = read(file_of(browser, path))
    assert first["UID"] == second["UID"] == third["UID"]
    assert int(first["SEQUENCE"][1]) < int(second["SEQUENCE"][1]) < int(third["SEQUENCE"][1])
    assert [each["STATUS"][1] for each in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "Sample storm." in third["DESCRIPTION"][1]


def test_public_calendar_holds_public_events_only(facilitator: Any, client_for: Any) -> None:
    planned(actor=facilitator, title="public")
    planned(actor=facilitator, title="network", audience="network")
    drafted(actor=facilitator, title="draft")
    for reader in (AnonymousUser(), facilitator):
        content = file_of(client_for(reader), "/events/calendar.ics")
        assert [told["SUMMARY"][1] for told in read(content)] == ["public"]
        assert b"video.example.org" not in content.replace(b"\r\n ", b"")


def titles(client: Any, link: CalendarLink) -> list[str]:
    return sorted(told["SUMMARY"][1] for told in read(file_of(client, f"/events/calendars/{link.code}.ics")))


def test_own_calendar_holds_what_the_person_comes_to(
    facilitator: Any, member: Any, lead: Any, district: Any, client_for: Any
) -> None:
    mine, other, no = (planned(actor=facilitator, title=title, audience="network") for title in ("mine", "other", "no"))
    team = planned(actor=facilitator, title="team", required_roles=["lead_teacher"])
    came(mine, member)
    came(other, lead)
    came(no, member, "no", reason="Sample.")
    team_of(team, district, actor=lead, lead_teacher=member.email)
    link, nobody = services.renew_calendar(pathway=None, actor=member), client_for(AnonymousUser())
    assert titles(nobody, link) == ["mine", "team"]
    content = file_of(nobody, f"/events/calendars/{link.code}.ics").replace(b"\r\n ", b"")
    assert content.count(b"Video link: https://video.example.org/sample") == 2
    services.cancel_event(mine, reason="Sample.", actor=facilitator)
    assert titles(nobody, link) == ["Cancelled: mine", "team"]


def test_own_calendar_shows_nothing_more_of_what_the_person_may_not_know(
    facilitator: Any, member: Any, client_for: Any
) -> None:
    came(planned(actor=facilitator, title="network", audience="network"), member)
    came(planned(actor=facilitator, title="public"), member)
    link, nobody = services.renew_calendar(pathway=None, actor=member), client_for(AnonymousUser())
    assert titles(nobody, link) == ["network", "public"]
    member.memberships.update(state="ended")
    assert titles(nobody, link) == ["public"]


def test_calendar_of_a_plc_shows_nothing_more_to_who_left_it(
    facilitator: Any, member: Any, lead: Any, pathway: Any, circle: Any, client_for: Any
) -> None:
    circle(member, lead=lead)
    planned(actor=facilitator, title="plc", audience="plc", pathway=pathway)
    planned(actor=facilitator, title="another", audience="network")
    planned(actor=facilitator, title="open day", pathway=pathway)
    link, nobody = services.renew_calendar(pathway=pathway, actor=member), client_for(AnonymousUser())
    assert titles(nobody, link) == ["open day", "plc"]
    circle(lead)
    assert titles(nobody, link) == []
    with pytest.raises(NotAllowed):
        services.renew_calendar(pathway=pathway, actor=member)


def test_calendar_ends_with_a_new_address_or_a_closed_account(member: Any, client_for: Any) -> None:
    nobody = client_for(AnonymousUser())
    first = services.renew_calendar(pathway=None, actor=member).code
    second = services.renew_calendar(pathway=None, actor=member).code
    assert first != second
    assert nobody.get(f"/events/calendars/{first}.ics").status_code == 404
    assert nobody.get(f"/events/calendars/{second}.ics").status_code == 200
    member.is_active = False
    member.save()
    assert nobody.get(f"/events/calendars/{second}.ics").status_code == 404


def test_addresses_are_made_by_a_button(
    facilitator: Any, member: Any, pathway: Any, circle: Any, client_for: Any
) -> None:
    circle(member)
    browser = client_for(member)
    page = browser.get("/events/mine/").content.decode()
    assert page.count("Make an address") == 2
    assert not CalendarLink.objects.exists()
    browser.post("/events/mine/calendar/", {"calendar": ""})
    browser.post("/events/mine/calendar/", {"calendar": str(pathway.pk)})
    page = browser.get("/events/mine/").content.decode()
    assert page.count("Make a new address") == 2
    for link in CalendarLink.objects.all():
        assert f"/events/calendars/{link.code}.ics" in page
        assert f'href="/events/calendars/{link.code}' not in page


def test_calendars_take_the_same_number_of_queries(facilitator: Any, member: Any, client_for: Any) -> None:
    link, nobody, counts = services.renew_calendar(pathway=None, actor=member), client_for(AnonymousUser()), []
    for more in (1, 2, 47):
        for _ in range(more):
            came(planned(actor=facilitator), member)
        with CaptureQueriesContext(connection) as queries:
            assert nobody.get(f"/events/calendars/{link.code}.ics").status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
