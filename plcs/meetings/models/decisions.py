"""Decisions: a question, the positions of people for their districts, the outcome."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.meetings.models.inside import InsideQuerySet
from plcs.meetings.states import DecisionState
from plcs.workgroups.models import Workgroup
from portal.core.references import new_reference
from portal.districts.models import District


class Stance(models.TextChoices):
    """What somebody says to a question."""

    AGREE = "agree", "Agree"
    RESERVED = "reserved", "Agree with reservations"
    DISAGREE = "disagree", "Disagree"
    ABSTAIN = "abstain", "Abstain"


class Decision(models.Model):
    """A question that the PLC answers by a day, district by district."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="decisions")
    question = models.CharField(max_length=300)
    background = models.TextField(blank=True)
    closes_at = models.DateTimeField()
    quorum = models.PositiveSmallIntegerField(default=1, help_text="How many seated districts must take a position.")
    state = models.CharField(max_length=10, choices=DecisionState.choices, default=DecisionState.ASKING)
    outcome = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was withdrawn.")
    result = models.JSONField(null=True, blank=True, help_text="The positions and the quorum as they stood at the end.")
    review_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meetings:decision", args=[self.workgroup.slug, self.reference])

    @property
    def takes_positions(self) -> bool:
        """Whether people may still say something."""
        return self.state == DecisionState.ASKING and timezone.now() < self.closes_at


class Position(models.Model):
    """What a person says now, for a district."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="positions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    reason = models.TextField(blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["district__name", "-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "user"], name="one_position_per_person_and_decision")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_stance_display()}"


class GivenPosition(models.Model):
    """Each position as it was taken, earlier ones too. Only ever added."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="given")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_stance_display()}"
