"""Writing a review: each criterion by itself, then done; or abstain, or not my field."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.reviews.models import Assignment, Score
from applications.reviews.services.panels import check_free_of, check_open
from applications.reviews.states import ABSTAIN, DECLINE_FIELD, FINISH, AssignmentState
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance


def _own(assignment: Assignment, actor: Any) -> Assignment:
    """The row, locked, for its reviewer as long as they are free to judge."""
    if assignment.reviewer_id != actor.pk:
        raise NotAllowed("Only its reviewer writes this review.")
    fresh = Assignment.objects.select_for_update(of=("self",)).select_related("subject__panel").get(pk=assignment.pk)
    check_free_of(fresh.subject, actor)
    return fresh


def _check_open(own: Assignment) -> None:
    check_open(own.subject.panel)
    if own.state != AssignmentState.ASSIGNED or own.subject.withdrawn_at:
        raise NotAllowed("This review can no longer be changed.")


def _writable(assignment: Assignment, actor: Any) -> Assignment:
    own = _own(assignment, actor)
    _check_open(own)
    return own


@transaction.atomic
def save_score(assignment: Assignment, criterion: str, *, level: int | None, comment: str = "", actor: Any) -> Score:
    """Keep the points for one criterion and the comment for the applicant.

    A page that was saving itself as its reader pressed Done comes late with what is kept already: that is no fault.
    """
    own = _own(assignment, actor)
    if own.state == AssignmentState.DONE:
        kept = own.scores.filter(criterion=criterion, level=level, comment=comment).first()
        if kept is not None:
            return kept
    _check_open(own)
    levels = {each.key: {points for points, _ in each.levels} for each in own.subject.panel.criteria}
    if criterion not in levels or (level is not None and level not in levels[criterion]):
        raise NotAllowed("The rubric has no such level.")
    values = {"level": level, "comment": comment, "saved_at": timezone.now()}
    return Score.objects.update_or_create(assignment=own, criterion=criterion, defaults=values)[0]


@transaction.atomic
def save_note(assignment: Assignment, note: str, *, actor: Any) -> None:
    """Keep the reviewer's private note."""
    fresh = _writable(assignment, actor)
    fresh.note = note
    fresh.save(update_fields=["note"])


@transaction.atomic
def save_recommendation(assignment: Assignment, *, recommendation: str, confidence: int | None, actor: Any) -> None:
    """Keep what the reviewer recommends, and how sure they are."""
    fresh = _writable(assignment, actor)
    if recommendation and recommendation not in dict(fresh.subject.panel.verdicts):
        raise NotAllowed("This panel recommends nothing of the kind.")
    fresh.recommendation, fresh.confidence = recommendation, confidence
    fresh.save(update_fields=["recommendation", "confidence"])


@transaction.atomic
def finish_review(assignment: Assignment, *, actor: Any) -> Assignment:
    """The review is done: every criterion has its points."""
    fresh = _writable(assignment, actor)
    if fresh.total() is None:
        given = fresh.levels()
        left = next(each for each in fresh.subject.panel.criteria if each.key not in given)
        raise NotAllowed(f"Please choose a level first: “{left.name}”.")
    if fresh.subject.panel.verdicts and not (fresh.recommendation and fresh.confidence):
        raise NotAllowed("Please say what you recommend, and how sure you are.")
    return _end(fresh, FINISH, actor)


@transaction.atomic
def abstain(assignment: Assignment, *, actor: Any) -> Assignment:
    """The reviewer would rather not judge this one."""
    return _end(_writable(assignment, actor), ABSTAIN, actor)


@transaction.atomic
def decline_field(assignment: Assignment, *, actor: Any) -> Assignment:
    """The reviewer does not know enough of the matter."""
    return _end(_writable(assignment, actor), DECLINE_FIELD, actor)


def _end(assignment: Assignment, move: Move, actor: Any) -> Assignment:
    advance(assignment, move, actor=actor)
    assignment.finished_at = timezone.now()
    assignment.save(update_fields=["finished_at"])
    return assignment
