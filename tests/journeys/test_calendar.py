"""The calendar of 2018 lived through again: 18 districts, 15 places, six reviewers, 15 members on the map."""

from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.intake import services as intake
from applications.intake.models import Application
from applications.letters import services as letters
from applications.letters.models import Letter
from applications.letters.services import PaperSignature
from applications.reviews import services as reviews
from applications.reviews.models import Assignment
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import Membership
from portal.network.models import NetworkMembership
from tests.cast import office_holder
from tests.factories.intake import countersigned, signed_by
from tests.factories.people import MembershipFactory
from tests.journeys.year import APPLICANTS, PLACES, Year, central

pytestmark = pytest.mark.django_db


def review(year: Year) -> set[tuple[int, str]]:
    """Everybody reviews what is theirs; the planted conflicts, as pairs of reviewer and district."""
    day = central(3, 7).date()
    panel = intake.open_review(year.call, due_on=day, per_subject=3, actor=year.facilitator)
    for person in year.reviewers:
        reviews.add_member(panel, person, actor=year.facilitator)
    first, second, third = year.reviewers[:3]
    MembershipFactory(user=first, district=year.districts[0], office="other")
    declare_conflict(person=second, district=year.districts[1], reason="Sample: worked there.")
    declare_conflict(person=third, district=year.districts[2], reason="Sample: family.")
    reviews.assign_automatically(panel, actor=year.facilitator)
    year.score_all()
    reviews.close_panel(panel, actor=year.facilitator)
    return {(person.pk, year.districts[number].pk) for number, person in enumerate((first, second, third))}


def test_calendar_of_2018_ends_with_fifteen_members_on_the_map(
    client_for: Any, client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with time_machine.travel(central(1, 10), tick=False) as clock, django_capture_on_commit_callbacks(execute=True):
        year = Year()
        call = client.get("/apply/2018/").content.decode()
        assert "This round opens on" in call
        assert "January 16, 2018" in call
        with pytest.raises(NotAllowed, match="not open yet"):
            year.apply(year.districts[0])
        clock.move_to(central(2, 20))
        applications = [year.apply(district) for district in year.districts[:-1]]
        clock.move_to(central(2, 26, 23, 58))
        applications.append(year.apply(year.districts[-1]))
        clock.move_to(central(2, 27, 9))
        planted = review(year)
        assert Assignment.objects.count() == APPLICANTS * 3
        pairs = set(Assignment.objects.values_list("reviewer", "subject__district"))
        assert not planted & pairs
        clock.move_to(central(3, 8))
        for number, application in enumerate(applications):
            year.decide(application, "accept" if number < PLACES else "waitlist")
        with pytest.raises(NotAllowed, match="All 15 places"):
            year.decide(applications[-1], "accept")
        assert not Letter.objects.exists()
        clock.move_to(central(3, 9, 10))
        told = intake.release_decisions(year.call, shown=intake.fingerprint(year.call), actor=year.facilitator)
        assert len(told) == APPLICANTS
        sign_all(year, clock)
        members = set(NetworkMembership.objects.current().values_list("district", flat=True))
        assert len(members) == PLACES
        declined = {year.districts[3].pk, year.districts[4].pk}
        drawn = {year.districts[15].pk, year.districts[16].pk}
        assert members == {each.pk for each in year.districts[:PLACES]} - declined | drawn
        clock.move_to(central(3, 26, 9))
        page = client.get("/districts/?role=member").content.decode()
        assert all((each.name in page) is (each.pk in members) for each in year.districts)
        last = Application.objects.get(district=year.districts[17])
        assert intake.close_waiting_list(year.call, actor=year.facilitator) == 1
        last.refresh_from_db()
        assert last.state == "declined"
    told = OutgoingMail.objects.filter(subject__contains="is accepted into the network")
    heard = {message.to[0] for message in mail.outbox if "is accepted into the network" in message.subject}
    assert len(set(told.values_list("to", flat=True))) == PLACES
    # All mail leaves at the end here. By then one superintendent was replaced, who may not be told any more.
    assert set(told.filter(state="dropped").values_list("to", flat=True)) == {"superintendent.07@example.org"}
    assert len(heard) == PLACES - 1


def sign_all(year: Year, clock: Any) -> None:
    """Two decline, one signs on paper, one superintendent is replaced, all others sign; the department countersigns."""
    for number in (3, 4):
        letter = Letter.objects.get(district=year.districts[number])
        letters.decline_letter(letter, reason="Sample: the board said no.", actor=year.heads[letter.district_id])
    assert Letter.objects.open().count() == PLACES
    on_paper = Letter.objects.get(district=year.districts[5])
    sheet = SimpleUploadedFile("sheet.pdf", b"%PDF-1.7 sample %%EOF")
    signature = PaperSignature("superintendent", "Sample name", timezone.localdate())
    letters.record_paper(on_paper, signatures=[signature], scan=sheet, actor=year.facilitator)
    replaced = year.districts[6]
    Membership.objects.filter(district=replaced).update(state="ended", ended_at=timezone.now())
    former, year.heads[replaced.pk] = year.heads[replaced.pk], office_holder(replaced, "superintendent", "Successor")
    with pytest.raises(NotAllowed):
        signed_by(Letter.objects.get(district=replaced), former)
    clock.move_to(central(3, 21, 23, 58))
    for letter in Letter.objects.with_district():
        signed_by(letter, year.heads[letter.district_id])
    clock.move_to(central(3, 22))
    for letter in Letter.objects.open():
        countersigned(letter, facilitator=year.facilitator)
