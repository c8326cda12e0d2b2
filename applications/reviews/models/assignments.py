"""Who reviews what, and the scores."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.reviews import rubric
from applications.reviews.models.panels import STAFF, Subject
from applications.reviews.states import LIVE, AssignmentState, Confidence, OthersShown


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by where they stand and by who may read them."""

    def live(self) -> "AssignmentQuerySet":
        """To be written or done, of subjects that are still there."""
        return self.filter(state__in=LIVE, subject__withdrawn_at=None)

    def own(self, user: Any) -> "AssignmentQuerySet":
        """The person's own live ones, of districts that they are not tied to."""
        found = self.live().filter(reviewer=user)
        return found.filter(subject__in=Subject.objects.filter(assignments__in=found).free_for(user).values("pk"))

    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """One's own; those of others as the panel shows them; all for MDE's staff. Never what one is tied to."""
        if not user.is_authenticated:
            return self.none()
        subjects = Subject.objects.visible_to(user)
        found = self.filter(subject__in=subjects.values("pk"))
        if user.state_roles.intersection(STAFF):
            return found
        done = Assignment.objects.filter(reviewer=user, state=AssignmentState.DONE).values("subject")
        after_own = models.Q(subject__panel__others_shown=OthersShown.OWN, subject__in=done)
        others = models.Q(subject__panel__others_shown=OthersShown.ALWAYS) | after_own
        return found.live().filter(models.Q(reviewer=user) | others)


class Assignment(models.Model):
    """One reviewer's review of one subject."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_assignments")
    state = models.CharField(max_length=15, choices=AssignmentState.choices, default=AssignmentState.ASSIGNED)
    due_at = models.DateTimeField()
    assigned_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    recommendation = models.CharField(max_length=20, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, choices=Confidence.choices)
    note = models.TextField(blank=True, help_text="Private: read by the reviewer only.")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "reviewer"],
                condition=models.Q(state__in=["assigned", "done"]),
                name="one_live_assignment_per_subject_and_reviewer",
            )
        ]

    def __str__(self) -> str:
        return f"Review of {self.subject}"

    def get_absolute_url(self) -> str:
        """The page on which the review is written."""
        return reverse("reviews:review", args=[self.pk])

    def levels(self) -> dict[str, int]:
        """The points given so far, by criterion."""
        return {score.criterion: score.level for score in self.scores.all() if score.level is not None}

    def total(self) -> Decimal | None:
        """The weighted score in 0..100; None while a criterion is open."""
        return rubric.total(self.subject.panel.criteria, self.levels())


class Score(models.Model):
    """The points for one criterion, and what the applicant may read about it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=60)
    level = models.SmallIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True, help_text="For the applicant.")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "criterion"], name="one_score_per_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"
