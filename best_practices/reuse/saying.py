"""What people say of practices: what readers see, what its author sees, and what waits for a moderator."""

from collections.abc import Iterator
from typing import Any

from best_practices.library.models import Practice
from best_practices.reuse.models import Feedback
from portal.conflicts.queries import tied_districts
from portal.worklist.providers import Work

MOST_SHOWN = 50


def shown_of(practice: Practice) -> list[Feedback]:
    """What everybody reads, newest first."""
    return list(Feedback.objects.shown().filter(practice=practice).select_related("district")[:MOST_SHOWN])


def own_of(practice: Practice, user: Any) -> Feedback | None:
    """What the reader said, whether it is shown or not."""
    if not user.is_authenticated:
        return None
    return Feedback.objects.filter(practice=practice, author=user).first()


def waiting_for_moderator(user: Any) -> list[Feedback]:
    """What waits for a moderator, without what this one may not judge."""
    found = list(
        Feedback.objects.held().exclude(author=user).select_related("practice__page", "district", "practice__district")
    )
    leaids = {leaid for each in found for leaid in (each.district_id, each.practice.district_id) if leaid}
    tied = tied_districts(user.pk, leaids)
    return [each for each in found if not tied & {each.district_id, each.practice.district_id}]


def feedback_work(user: Any) -> Iterator[Work]:
    """The same, as the work list shows it."""
    if not user.has_perm("reuse.read_held"):
        return
    for each in waiting_for_moderator(user):
        yield Work(
            key=f"feedback-{each.pk}",
            kind="Words on a practice",
            title=f"{each.district}: {each.practice}",
            url="/adoptions/feedback/",
            state=each.state,
            state_words=each.get_state_display(),
            since=each.written_at,
            leaid=each.district_id,
        )
