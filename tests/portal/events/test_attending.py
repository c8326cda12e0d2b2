"""Attendance: by list, sheet, code and oneself; by district; in the ledger; certificates and rosters."""

import io
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from portal.core.dates import school_year
from portal.core.errors import NotAllowed
from portal.events import services
from portal.events.attendance import by_group, standing_of
from portal.events.links import venue_code
from portal.events.models import Attendance
from portal.events.providers import attendance_facts
from portal.events.services import Mark
from portal.participation.duties import Duty, Standing
from portal.participation.providers import facts_of
from tests.factories.accounts import UserFactory
from tests.factories.districts import DistrictFactory
from tests.factories.events import came, held, noted, planned, team_of

pytestmark = pytest.mark.django_db


def test_standing_of_a_district_is_the_best_of_its_people() -> None:
    assert standing_of(["absent", "excused", "present"]) == "present"
    assert standing_of(["absent", "excused"]) == "excused"
    assert standing_of(["absent"]) == "absent"
    assert standing_of([]) == ""
    assert by_group([("a", "absent"), ("b", "present"), ("a", "excused")]) == {"a": "excused", "b": "present"}


def sent(person: Any, standing: str, reason: str = "", *, shown: str = "") -> dict[str, str]:
    """The fields of a person in the list; `shown` is what stood there when the page was opened."""
    key = sha256(person.email.lower().encode()).hexdigest()[:16]
    return {f"standing_{key}": standing, f"reason_{key}": reason, f"shown_{key}": shown}


def test_list_leaves_who_was_noted_meanwhile_and_names_them(
    facilitator: Any, member: Any, lead: Any, client_for: Any
) -> None:
    event = planned(actor=facilitator)
    for person in (lead, member):
        came(event, person)
    services.note_attendance(
        event, marks=[Mark(member.email, member.name, "present", "", member.pk)], noted_by="self", actor=facilitator
    )
    form = sent(member, "absent") | sent(lead, "present")
    page = client_for(facilitator).post(f"{event.get_absolute_url()}people/", form, follow=True).content.decode()
    told = dict(Attendance.objects.values_list("email", "standing"))
    assert told == {member.email: "present", lead.email: "present"}
    assert f"left as it is: {member.name}." in page


def test_list_shows_who_is_expected_and_notes_the_sheet(
    facilitator: Any, member: Any, lead: Any, superintendent: Any, client_for: Any
) -> None:
    event = planned(actor=facilitator)
    for person in (lead, member):
        came(event, person)
    came(event, superintendent, "no", reason="Sample hearing.")
    browser, path = client_for(facilitator), f"{event.get_absolute_url()}people/"
    page = browser.get(path).content.decode()
    assert "“Sample hearing.”" in page
    first = (
        sent(lead, "present") | sent(member, "absent", "not kept") | sent(superintendent, "excused", "Sample hearing.")
    )
    browser.post(path, {**first, "from_sheet": "on"})
    told = {each.user: (each.standing, each.reason, each.noted_by) for each in Attendance.objects.all()}
    assert told == {
        lead: ("present", "", "sheet"),
        member: ("absent", "", "sheet"),
        superintendent: ("excused", "Sample hearing.", "sheet"),
    }
    assert "Sample District A" in browser.get(path).content.decode()
    browser.post(path, sent(lead, "", shown="present"))
    assert Attendance.objects.count() == 2
    assert client_for(lead).get(path).status_code == 403


def test_list_takes_people_who_were_not_on_it(facilitator: Any, member: Any, district: Any, client_for: Any) -> None:
    event, browser = held(actor=facilitator), client_for(facilitator)
    path = f"{event.get_absolute_url()}people/"
    assert browser.post(f"{path}add/", {"name": "Sample guest"}).status_code == 200
    browser.post(f"{path}add/", {"name": "Sample guest", "email": "guest@example.org", "district": district.pk})
    browser.post(f"{path}add/", {"name": "Sample teacher", "email": member.email.upper()})
    guest, teacher = Attendance.objects.order_by("name")
    assert (guest.user, guest.district, guest.standing) == (None, district, "present")
    assert (teacher.user, teacher.district) == (member, district)
    assert b"Sample guest" in browser.get(path).content


def test_note_attendance_is_for_those_who_run_the_event(
    facilitator: Any, lead: Any, member: Any, pathway: Any, circle: Any
) -> None:
    circle(member, lead=lead)
    event = held(actor=lead, audience="plc", pathway=pathway)
    mark = Mark(member.email, member.name, "present", "", member.pk)
    with pytest.raises(NotAllowed):
        services.note_attendance(event, marks=[mark], noted_by="list", actor=member)
    assert services.note_attendance(event, marks=[mark], noted_by="list", actor=lead) == 1
    assert services.note_attendance(event, marks=[mark], noted_by="list", actor=facilitator) == 0


def test_check_in_is_open_around_the_event(facilitator: Any, member: Any, lead: Any) -> None:
    event = planned(actor=facilitator)
    came(event, member)
    for moment in (event.starts_at - timedelta(minutes=31), event.ends_at + timedelta(minutes=1)):
        with time_machine.travel(moment, tick=False), pytest.raises(NotAllowed, match="Check-in is open"):
            services.check_in(event, actor=member)
    with time_machine.travel(event.starts_at, tick=False):
        assert services.check_in(event, actor=member).noted_by == "self"
        with pytest.raises(NotAllowed, match="scan the code"):
            services.check_in(event, actor=lead)
        with pytest.raises(NotAllowed, match="scan the code"):
            services.check_in(event, code=venue_code(event.pk + 1), actor=lead)
        assert services.check_in(event, code=venue_code(event.pk), actor=lead).noted_by == "code"
    assert Attendance.objects.filter(standing="present").count() == 2


def test_check_in_by_the_code_asks_to_sign_in_and_has_one_button(
    facilitator: Any, member: Any, visitor: Any, client_for: Any
) -> None:
    event = planned(actor=facilitator)
    browser = client_for(facilitator)
    assert b"poster.svg" in browser.get(f"{event.get_absolute_url()}poster/").content
    picture = browser.get(f"{event.get_absolute_url()}poster.svg")
    assert picture.content.startswith(b"<?xml") or picture.content.startswith(b"<svg")
    path = f"{event.get_absolute_url()}check-in/?code={venue_code(event.pk)}"
    asked = client_for(visitor).get(path)
    assert urlsplit(asked["Location"]).path == "/accounts/login/"
    assert "check-in" in asked["Location"]
    assert b"Check-in is open from" in client_for(member).get(path).content
    with time_machine.travel(event.starts_at, tick=False):
        page = client_for(member).get(path).content.decode()
        assert page.count("I am here") == 1
        assert not Attendance.objects.exists()
        other = client_for(member).get(f"{event.get_absolute_url()}check-in/?code=wrong").content.decode()
        assert "I am here" not in other
        client_for(member).post(f"{event.get_absolute_url()}check-in/", {"code": venue_code(event.pk)})
        assert b"You are checked in" in client_for(member).get(path).content
    assert Attendance.objects.get().noted_by == "code"


def test_check_in_of_a_team_counts_for_its_district(facilitator: Any, newcomer: Any, district: Any, lead: Any) -> None:
    event = planned(actor=facilitator, required_roles=["principal"])
    team_of(event, district, actor=lead, principal=newcomer.email)
    with time_machine.travel(event.starts_at, tick=False):
        assert services.check_in(event, actor=newcomer).district == district


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 16, tzinfo=UTC)


def test_ledger_counts_a_webinar_once_for_a_district(
    facilitator: Any, district: Any, rival_district: Any, lead: Any, member: Any, superintendent: Any, rival_lead: Any
) -> None:
    webinar = held(actor=facilitator, starts_at=at(2018, 10, 5))
    meeting = held(actor=facilitator, kind="convening", starts_at=at(2019, 3, 5), title="Sample convening")
    nothing = held(actor=facilitator, kind="other", starts_at=at(2019, 3, 6))
    for person in (lead, member, superintendent):
        noted(webinar, person, district, "present")
        noted(nothing, person, district, "present")
    noted(webinar, rival_lead, rival_district, "absent")
    off = planned(actor=facilitator, kind="call", title="Sample call that was cancelled")
    noted(off, lead, district, "present")
    services.cancel_event(off, reason="Sample.", actor=facilitator)
    assert list(attendance_facts([district.pk], [school_year(timezone.localdate(off.starts_at))])) == []
    noted(meeting, lead, district, "absent")
    noted(meeting, member, district, "excused", watched_at=timezone.now())
    facts = list(attendance_facts([district.pk, rival_district.pk], [2019]))
    told = {(fact.leaid, fact.duty, fact.standing, fact.note) for fact in facts}
    assert told == {
        (district.pk, Duty.WEBINARS, Standing.COUNTED, ""),
        (rival_district.pk, Duty.WEBINARS, Standing.ABSENT, ""),
        (district.pk, Duty.MEETINGS, Standing.EXCUSED, "Watched the recording."),
    }
    assert len(facts) == 3
    assert {fact.year for fact in facts} == {2019}
    assert list(attendance_facts([district.pk], [2018, 2020])) == []
    assert [fact for fact in facts_of([rival_district.pk], [2019]) if fact.key == f"event-{webinar.pk}"]


def test_ledger_asks_one_query_however_many_districts(facilitator: Any) -> None:
    event, counts, leaids = held(actor=facilitator, starts_at=at(2018, 10, 5)), [], []
    for more in (1, 2, 17):
        for each in DistrictFactory.create_batch(more):
            noted(event, UserFactory(), each, "present")
            leaids.append(each.pk)
        with CaptureQueriesContext(connection) as queries:
            assert len(list(attendance_facts(leaids, [2019]))) == len(leaids)
        counts.append(len(queries))
    assert counts == [1, 1, 1]


def test_list_takes_the_same_number_of_queries(facilitator: Any, client_for: Any) -> None:
    event, browser, counts = planned(actor=facilitator, capacity=30), client_for(facilitator), []
    for more in (1, 2, 47):
        for person in UserFactory.create_batch(more):
            came(event, person)
        for path in ("people/", "roster.csv"):
            browser.get(f"{event.get_absolute_url()}{path}")
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"{event.get_absolute_url()}{path}")
            counts.append((path, len(queries)))
    assert len(set(counts)) == 2, counts


def words_of(answer: Any) -> tuple[str, Any]:
    reader = PdfReader(io.BytesIO(answer.content))
    return "\n".join(page.extract_text() for page in reader.pages), reader.trailer["/Root"]


def test_certificate_is_a_tagged_pdf_for_those_who_were_there(
    facilitator: Any, lead: Any, member: Any, district: Any, client_for: Any
) -> None:
    event = held(actor=facilitator, hours=6)
    noted(event, lead, district, "present")
    noted(event, member, district, "excused")
    path = f"{event.get_absolute_url()}certificate.pdf"
    text, root = words_of(client_for(lead).get(path))
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("en")
    for words in ("Certificate of attendance", lead.name, "Sample District A", "Hours: 6"):
        assert words in text
    assert client_for(member).get(path).status_code == 403


def test_sheet_names_everybody_who_is_expected(facilitator: Any, lead: Any, client_for: Any) -> None:
    event = planned(actor=facilitator)
    came(event, lead)
    text, root = words_of(client_for(facilitator).get(f"{event.get_absolute_url()}sheet.pdf"))
    assert lead.name in text
    assert "( ) present" in text
    assert root["/MarkInfo"]["/Marked"]
    assert "video.example.org" not in text


def test_roster_is_safe_to_open_in_a_spreadsheet(facilitator: Any, district: Any, client_for: Any) -> None:
    event = planned(actor=facilitator)
    came(event, UserFactory(name="=HYPERLINK(1)"), "no", reason="@SUM(1)")
    told = client_for(facilitator).get(f"{event.get_absolute_url()}roster.csv").content.decode()
    assert "'=HYPERLINK(1)" in told
    assert "'@SUM(1)" in told
