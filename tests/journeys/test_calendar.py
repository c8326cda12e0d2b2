"""The calendar of 2018 lived through again: 18 districts, 15 places, six reviewers, 15 members on the map."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

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
from portal.districts.models import Membership, Office
from portal.network.models import NetworkMembership
from tests.cast import office_holder
from tests.factories.accounts import UserFactory, state_officer
from tests.factories.districts import DistrictFactory
from tests.factories.intake import COMPLETE, PathwayFactory, RoundFactory, countersigned, signed_by
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
CENTRAL = ZoneInfo("America/Chicago")
APPLICANTS, PLACES, REVIEWERS = 18, 15, 6


def central(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2018, month, day, hour, minute, tzinfo=CENTRAL).astimezone(UTC)


class Year:
    """The people of 2018, as sample accounts, and the round."""

    def __init__(self) -> None:
        self.facilitator = state_officer("facilitator", name="Facilitator of 2018")
        self.districts = DistrictFactory.create_batch(APPLICANTS)
        self.heads = {
            each.pk: office_holder(each, Office.SUPERINTENDENT, f"Superintendent {number:02}")
            for number, each in enumerate(self.districts)
        }
        self.reviewers = [UserFactory(name=f"Reviewer {number}") for number in range(REVIEWERS)]
        PathwayFactory()
        self.call = RoundFactory(
            slug="2018",
            title="Round of 2018",
            opens_at=central(1, 16, 8),
            closes_at=central(2, 26, 23, 59),
            decisions_on=central(3, 9).date(),
            letters_due_at=central(3, 21, 23, 59),
            starts_on=central(3, 26).date(),
            ends_on=datetime(2019, 9, 30, tzinfo=CENTRAL).date(),
            capacity=PLACES,
            sign_off_offices=["superintendent"],
        )

    def apply(self, district: Any) -> Application:
        head = self.heads[district.pk]
        application = intake.begin_application(self.call, district, actor=head)
        intake.save_answers(application, COMPLETE, versions={}, actor=head)
        intake.sign_off(application, office="superintendent", shown=application.answers_hash(), actor=head)
        return intake.submit_application(application, actor=head)

    def review(self) -> set[tuple[int, str]]:
        """Everybody reviews what is theirs; the planted conflicts, as pairs of reviewer and district."""
        day = central(3, 7).date()
        panel = intake.open_review(self.call, due_on=day, per_subject=3, actor=self.facilitator)
        for person in self.reviewers:
            reviews.add_member(panel, person, actor=self.facilitator)
        first, second, third = self.reviewers[:3]
        MembershipFactory(user=first, district=self.districts[0], office="other")
        declare_conflict(person=second, district=self.districts[1], reason="Sample: worked there.")
        declare_conflict(person=third, district=self.districts[2], reason="Sample: family.")
        reviews.assign_automatically(panel, actor=self.facilitator)
        for assignment in Assignment.objects.select_related("subject__panel", "reviewer"):
            level = 1 + assignment.subject_id % 3
            for each in panel.criteria:
                reviews.save_score(assignment, each.key, level=level, actor=assignment.reviewer)
            reviews.finish_review(assignment, actor=assignment.reviewer)
        reviews.close_panel(panel, actor=self.facilitator)
        return {
            (first.pk, self.districts[0].pk),
            (second.pk, self.districts[1].pk),
            (third.pk, self.districts[2].pk),
        }


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
        planted = year.review()
        assert Assignment.objects.count() == APPLICANTS * 3
        pairs = set(Assignment.objects.values_list("reviewer", "subject__district"))
        assert not planted & pairs
        clock.move_to(central(3, 8))
        for number, application in enumerate(applications):
            outcome = "accept" if number < PLACES else "waitlist"
            intake.decide_application(application, outcome=outcome, reasons="Sample.", actor=year.facilitator)
        with pytest.raises(NotAllowed, match="All 15 places"):
            intake.decide_application(applications[-1], outcome="accept", reasons="Sample.", actor=year.facilitator)
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
    heard = {message.to[0] for message in mail.outbox if "is accepted into the network" in message.subject}
    assert len(heard) == PLACES


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
