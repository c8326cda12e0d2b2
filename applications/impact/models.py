"""Recommendations to keep, amend or repeal a standard, and the text in which each was put forward."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.impact.paragraphs import Edit
from applications.impact.states import OPEN, PUBLIC, Proposes, RecommendationState
from portal.accounts.models import StateRole
from portal.core.references import new_reference
from portal.standards.models import StandardVersion

DRAFTING_ROLES = {StateRole.FACILITATOR, StateRole.CSA_REVIEWER}
LONGEST_REASONS, LONGEST_TEXT = 8000, 20_000


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations by who may read them and whether they are open."""

    def put_forward(self) -> "RecommendationQuerySet":
        """Those that everybody reads."""
        return self.filter(state__in=PUBLIC)

    def visible_to(self, user: Any) -> "RecommendationQuerySet":
        """For facilitators and members of the Commission all; for everybody else those that were put forward."""
        if user.is_authenticated and user.state_roles.intersection(DRAFTING_ROLES):
            return self.all()
        return self.put_forward()

    def open(self) -> "RecommendationQuerySet":
        """Drafts, and what the Commission has not decided."""
        return self.filter(state__in=OPEN)


class Content(models.Model):
    """What a draft says, and who saved it. `edits` has what is proposed for a paragraph by its number."""

    proposes = models.CharField(max_length=8, choices=Proposes.choices, default=Proposes.KEEP)
    reasons = models.TextField(max_length=LONGEST_REASONS, blank=True)
    edits = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Rises with each change of the draft.")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def edits_by_number(self) -> Mapping[int, Edit]:
        """What is proposed, by the number of the paragraph."""
        return {int(number): Edit(**said) for number, said in self.edits.items()}


class Recommendation(Content):
    """What the Commission might recommend to the State Board about one version of a standard.

    `figures` are those of the matrix as it was begun.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    standard = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="recommendations")
    state = models.CharField(max_length=12, choices=RecommendationState.choices, default=RecommendationState.DRAFT)
    figures = models.JSONField()
    counted_on = models.DateField(default=timezone.localdate)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    met_on = models.DateField(null=True, blank=True, help_text="The meeting at which the Commission decided.")
    words = models.CharField(max_length=1000, blank=True, help_text="What the Commission said; everybody reads it.")
    sent_on = models.DateField(null=True, blank=True, help_text="When it was sent to the State Board.")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard"], condition=models.Q(state__in=OPEN), name="one_open_recommendation_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.standard.standard.number} {self.standard.topic}: {self.get_proposes_display().lower()}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("impact:recommendation", args=[self.reference])

    @property
    def is_draft(self) -> bool:
        """It can still be changed."""
        return self.state == RecommendationState.DRAFT


class Earlier(Content):
    """What a draft said before somebody saved it anew; only added."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="earlier")

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "version"], name="one_earlier_per_version")]

    def __str__(self) -> str:
        return f"Version {self.version} of {self.recommendation_id}"


class Wording(models.Model):
    """The text of a recommendation as it was put forward, with its hash; only added."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="wording")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    put_forward_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_forward_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Text of {self.recommendation_id}"
