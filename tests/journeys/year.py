"""The people and the round of 2018, as sample accounts, for the journeys that live through that year again."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from applications.intake import services as intake
from applications.intake.models import Application
from applications.reviews import services as reviews
from applications.reviews.models import Assignment
from portal.districts.models import District, Office
from tests.cast import office_holder
from tests.factories.accounts import UserFactory, state_officer
from tests.factories.districts import DistrictFactory
from tests.factories.intake import COMPLETE, PathwayFactory, RoundFactory

CENTRAL = ZoneInfo("America/Chicago")
APPLICANTS, PLACES, REVIEWERS = 18, 15, 6


def central(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of 2018 by the clock of US Central."""
    return datetime(2018, month, day, hour, minute, tzinfo=CENTRAL).astimezone(UTC)


class Year:
    """18 districts with their superintendents, six reviewers, a facilitator, and the round with its 15 places."""

    def __init__(self) -> None:
        self.facilitator = state_officer("facilitator", name="Facilitator of 2018")
        self.districts = [self._district(number) for number in range(1, APPLICANTS + 1)]
        self.heads = {
            each.pk: office_holder(each, Office.SUPERINTENDENT, f"Superintendent {number:02}")
            for number, each in enumerate(self.districts, start=1)
        }
        self.reviewers = [UserFactory(name=f"Reviewer {number}") for number in range(1, REVIEWERS + 1)]
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

    def _district(self, number: int) -> District:
        """Each at a place of its own, so that the map shows each."""
        return DistrictFactory(name=f"Sample District {number:02}", latitude=31 + number / 5, longitude=-89.5)

    def apply(self, district: District) -> Application:
        """The whole application of a district, by its superintendent."""
        head = self.heads[district.pk]
        application = intake.begin_application(self.call, district, actor=head)
        intake.save_answers(application, COMPLETE, versions={}, actor=head)
        intake.sign_off(application, office="superintendent", shown=application.answers_hash(), actor=head)
        return intake.submit_application(application, actor=head)

    def score_all(self) -> None:
        """Every review that is still to be written is written and done."""
        left = Assignment.objects.filter(state="assigned").select_related("subject__panel", "reviewer")
        for assignment in left:
            level = 1 + assignment.subject_id % 3
            for each in assignment.subject.panel.criteria:
                reviews.save_score(assignment, each.key, level=level, actor=assignment.reviewer)
            reviews.finish_review(assignment, actor=assignment.reviewer)

    def decide(self, application: Application, outcome: str) -> None:
        """A decision that stays pending."""
        intake.decide_application(application, outcome=outcome, reasons="Sample.", actor=self.facilitator)
