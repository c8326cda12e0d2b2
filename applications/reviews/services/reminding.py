"""Reminding reviewers whose reviews are late."""

from django.db import transaction
from django.utils import timezone

from applications.reviews import notifications
from applications.reviews.models import Assignment
from applications.reviews.queries import tied_to
from applications.reviews.states import AssignmentState
from portal.accounts.models import User


@transaction.atomic
def remind_late() -> int:
    """One mail to each reviewer with late reviews that they are free to write; how many reviewers. Run once a day."""
    late = Assignment.objects.live().filter(state=AssignmentState.ASSIGNED, due_at__lt=timezone.now())
    found = list(late.filter(subject__panel__closed_at=None).select_related("subject"))
    tied = tied_to({each.reviewer_id for each in found}, [each.subject for each in found])
    free = [each.reviewer_id for each in found if (each.reviewer_id, each.subject_id) not in tied]
    people = User.objects.filter(pk__in=free, is_active=True)
    for person in people:
        notifications.reviews_late(person, free.count(person.pk))
    return len(people)
