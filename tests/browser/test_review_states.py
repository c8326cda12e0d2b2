"""Reviews and conflicts of interest: every state of every page, clean at every width."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.intake import services as intake
from applications.reviews import services as reviews
from applications.reviews.models import Assignment
from portal.conflicts.services import declare_conflict
from tests.browser.look import Visit, press, see
from tests.factories.districts import DistrictFactory
from tests.factories.intake import RoundFactory, submitted


def test_reviews_of_a_round_are_clean(
    visit: Visit, facilitator: Any, csa_reviewer: Any, osi_coach: Any, lead: Any, district: Any
) -> None:
    call = RoundFactory()
    visit(csa_reviewer, "/reviews/", "reviews-empty")
    submitted(call, district, actor=lead, why="A sample sentence of some length. " * 30)
    page = visit(facilitator, f"/apply/{call.slug}/review/", "open-review")
    press(page, "Open the review")
    see(page, "open-review-errors")
    panel = intake.open_review(call, due_on=timezone.localdate() + timedelta(days=9), per_subject=2, actor=facilitator)
    visit(facilitator, f"/reviews/panels/{panel.key}/", "panel-empty")
    for person in (csa_reviewer, osi_coach):
        reviews.add_member(panel, person, actor=facilitator)
    visit(facilitator, f"/reviews/panels/{panel.key}/preview/", "panel-preview")
    reviews.assign_automatically(panel, actor=facilitator)
    visit(facilitator, f"/reviews/panels/{panel.key}/", "panel-assigned")
    visit(csa_reviewer, "/reviews/", "reviews-mine")
    review = Assignment.objects.get(reviewer=csa_reviewer)
    visit(csa_reviewer, review.get_absolute_url(), "review")
    for criterion in panel.criteria:
        reviews.save_score(review, criterion.key, level=2, actor=csa_reviewer)
    reviews.finish_review(review, actor=csa_reviewer)
    visit(csa_reviewer, "/reviews/", "reviews-done")
    visit(facilitator, f"/reviews/panels/{panel.key}/", "panel-scored")
    visit(facilitator, f"/apply/{call.slug}/decisions/", "decisions-scored")


def test_conflicts_are_clean(visit: Visit, csa_reviewer: Any, facilitator: Any) -> None:
    visit(csa_reviewer, "/conflicts/", "conflicts-empty")
    visit(facilitator, "/conflicts/all/", "conflicts-all-empty")
    for district in DistrictFactory.create_batch(3):
        declare_conflict(person=csa_reviewer, district=district, reason="Sample: a relative works there. " * 4)
    visit(csa_reviewer, "/conflicts/", "conflicts-mine")
    visit(facilitator, "/conflicts/all/", "conflicts-all")
