"""Reminding reviewers whose reviews are late."""

from django.db import transaction
from django.utils import timezone

from applications.reviews import notifications
from applications.reviews.models import Assignment
from applications.reviews.states import AssignmentState
from portal.accounts.models import User
from portal.conflicts.queries import ties_between


@transaction.atomic
def remind_late() -> int:
    """One mail to each reviewer with late reviews that they are free to write; how many reviewers. Run once a day."""
    late = Assignment.objects.live().filter(state=AssignmentState.ASSIGNED, due_at__lt=timezone.now())
    pairs = list(late.filter(subject__panel__closed_at=None).values_list("reviewer", "subject__district"))
    ties = ties_between({person for person, _ in pairs}, {leaid for _, leaid in pairs})
    free = [person for person, leaid in pairs if (person, leaid) not in ties]
    people = User.objects.filter(pk__in=free, is_active=True)
    for person in people:
        notifications.reviews_late(person, free.count(person.pk))
    return len(people)
