"""What of reviews waits for a person."""

from collections.abc import Iterator
from typing import Any

from applications.reviews.models import Assignment
from applications.reviews.states import AssignmentState
from portal.conflicts.queries import tied_districts
from portal.ui.providers import Waiting


def waiting_reviews(user: Any) -> Iterator[Waiting]:
    """The reviews that the person has still to write, with the day they are due."""
    open_ones = Assignment.objects.filter(state=AssignmentState.ASSIGNED, subject__panel__closed_at=None)
    own = open_ones.filter(reviewer=user, subject__withdrawn_at=None).select_related("subject")[:200]
    tied = tied_districts(user.pk, {assignment.subject.district_id for assignment in own})
    for assignment in own:
        if assignment.subject.district_id in tied:
            continue
        yield Waiting(
            words=str(assignment),
            url=assignment.get_absolute_url(),
            note="Score it by the rubric.",
            due=assignment.due_at,
            state=assignment.state,
            state_words="to review",
        )
