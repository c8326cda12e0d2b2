"""Attendance from a video service's file: noted once a person has confirmed whom the portal takes for whom."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.events.models import Attendance
from tests.factories.events import came, held, planned

REPORT = """Meeting ID,Topic,Start Time,End Time,Duration (Minutes)
123 456,Sample webinar,10/05/2018 10:00:00 AM,10/05/2018 12:00:00 PM,120

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Lead teacher A (iPad),LEAD.TEACHER.A@example.org,10:00,10:40,40,Yes
Lead teacher A,lead.teacher.a@example.org,10:45,12:00,75,Yes
"A, Innovation lead",,10:00,12:00,120,Yes
Innovation lead A,,10:00,12:00,118,Yes
Superintendent A,superintendent.a@example.org,10:00,10:20,20,No
"Sample guest, Jr.",guest@example.org,10:00,12:00,119,Yes
"""


@pytest.mark.django_db
def test_file_is_noted_only_as_a_person_confirms(
    facilitator: Any, member: Any, lead: Any, superintendent: Any, client_for: Any
) -> None:
    event, browser = planned(actor=facilitator), client_for(facilitator)
    for person in (member, lead, superintendent):
        came(event, person)
    path = f"{event.get_absolute_url()}people/file/"
    page = browser.post(path, {"upload": SimpleUploadedFile("report.csv", REPORT.encode())})
    assert not Attendance.objects.exists()
    tree = BeautifulSoup(page.content, "html.parser")
    chosen = {each["name"]: each.find("option", selected=True)["value"] for each in tree.find_all("select")}
    assert chosen == {"who_0": "", "who_1": lead.email, "who_2": member.email, "who_3": "", "who_4": ""}
    sent = {**chosen, "lines": tree.find("input", {"name": "lines"})["value"]}
    assert browser.post(path, {**sent, "who_0": "nobody@example.org"}).status_code == 200
    assert browser.post(path, {**sent, "lines": "wrong"}).status_code == 409
    assert not Attendance.objects.exists()
    browser.post(path, {**sent, "who_0": lead.email, "who_3": "guest@example.org"})
    told = {each.email: (each.standing, each.noted_by) for each in Attendance.objects.all()}
    assert told == dict.fromkeys([lead.email, member.email, "guest@example.org"], ("present", "file"))


@pytest.mark.django_db
def test_file_that_cannot_be_read_is_refused_in_a_sentence(facilitator: Any, client_for: Any) -> None:
    event, browser = held(actor=facilitator), client_for(facilitator)
    path = f"{event.get_absolute_url()}people/file/"
    assert b"report of participants" in browser.get(path).content
    for name, content in (("a.csv", b"no table"), ("a.pdf", b"%PDF"), ("a.csv", b"Name,Duration\n")):
        page = browser.post(path, {"upload": SimpleUploadedFile(name, content)})
        assert b'class="wrong"' in page.content


ROSTER = """Course,Sample institute
First Name,Last Name,Email Address,Attended
Lead teacher,A,LEAD.TEACHER.A@example.org,Yes
Inovation,lead A,,Yes
Superintendent,A,superintendent.a@example.org,No
Sample,guest,guest@example.org,x
"""


@pytest.mark.django_db
def test_roster_proposes_those_who_attended_and_read_again_changes_nothing(
    facilitator: Any, member: Any, lead: Any, superintendent: Any, client_for: Any
) -> None:
    event, browser = planned(actor=facilitator), client_for(facilitator)
    for person in (member, lead, superintendent):
        came(event, person)
    path = f"{event.get_absolute_url()}people/file/"
    sent: dict[str, Any] = {}
    noted = []
    for known in ("", "guest@example.org"):
        page = browser.post(path, {"upload": SimpleUploadedFile("roster.csv", ROSTER.encode())})
        tree = BeautifulSoup(page.content, "html.parser")
        asked = {each["name"]: each for each in tree.find_all("select")}
        chosen = {name: each.find("option", selected=True)["value"] for name, each in asked.items()}
        assert chosen == {"who_0": "", "who_1": member.email, "who_2": known, "who_3": ""}
        assert lead.email in str(asked["who_0"].find("optgroup", label="Perhaps"))
        sent = {**chosen, "who_0": lead.email, "who_2": "guest@example.org"}
        browser.post(path, {**sent, "lines": tree.find("input", {"name": "lines"})["value"]})
        noted.append(list(Attendance.objects.order_by("email").values()))
    assert [each["email"] for each in noted[0]] == sorted(["guest@example.org", lead.email, member.email])
    assert noted[0] == noted[1]
