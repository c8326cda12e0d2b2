"""Matching runs, the pairs that they propose, what two districts agree on, the log of their contacts, the end."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from mentorship.matching.states import TAKING_ROOM, MatchState, RunState
from mentorship.profiles.models import Offer, Request, is_staff, own_districts
from mentorship.profiles.vocabulary import Format
from portal.core.references import new_reference
from portal.districts.models import District
from portal.measures.models import Measure

ANSWER_WITHIN, MEET_WITHIN, SILENT_AFTER = timedelta(days=10), timedelta(days=21), timedelta(days=30)


class RunQuerySet(models.QuerySet["Run"]):
    """Runs by who may read them."""

    def visible_to(self, user: Any) -> "RunQuerySet":
        """For MDE's staff all; what a district may know of a run stands on its own page."""
        return self.all() if is_staff(user) else self.none()


class Run(models.Model):
    """One matching over a pool: what went in, what was decided, what came out. Rows are never removed.

    `pool` and `result` are written together, in one transaction, with the hash of both.
    """

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    seed = models.CharField(max_length=40, help_text="Decides among equals, by the published rule.")
    weights = models.JSONField(help_text="What each part of the fit counts.")
    pinned = models.JSONField(default=list, help_text="Pairs of LEAIDs (mentor, request) that must be.")
    forbidden = models.JSONField(default=list, help_text="Pairs of LEAIDs (mentor, request) that must not be.")
    pool = models.JSONField(help_text="Offers and requests as they were.")
    result = models.JSONField()
    sha256 = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1, help_text="Counts how often it was solved.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Matching run {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("matching:run", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """It may still be changed, released or discarded."""
        return self.state == RunState.DRAFT


class MatchQuerySet(models.QuerySet["Match"]):
    """Pairs by where they stand and who may read them."""

    def taking_room(self) -> "MatchQuerySet":
        """Those that take one of the mentor's places."""
        return self.filter(state__in=TAKING_ROOM)

    def active(self) -> "MatchQuerySet":
        """Those under way."""
        return self.filter(state=MatchState.ACTIVE)

    def visible_to(self, user: Any) -> "MatchQuerySet":
        """Those of one's own districts, on either side; all for MDE."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        own = own_districts(user)
        return self.filter(models.Q(mentor__in=own) | models.Q(district__in=own))


class Match(models.Model):
    """A mentor district and a district that asked: proposed by a run, answered by both, agreed on, ended."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="matches")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="matches")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="matches")
    mentor = models.ForeignKey(District, on_delete=models.PROTECT, related_name="mentorships_given")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="mentorships_received")
    state = models.CharField(max_length=10, choices=MatchState.choices, default=MatchState.PROPOSED)
    why = models.JSONField(help_text="The fit, its parts and the drive, as the run found them.")
    answer_by = models.DateTimeField()
    mentor_said_yes_at = models.DateTimeField(null=True, blank=True)
    district_said_yes_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was declined, or ended.")
    goals = models.TextField(max_length=2000, blank=True)
    goes_back = models.TextField(max_length=1000, blank=True, help_text="What the mentor learns in turn.")
    first_meeting_by = models.DateField(null=True, blank=True)
    measures = models.ManyToManyField(Measure, blank=True, related_name="+", help_text="By which they see what moved.")
    proposed_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(state__in=["proposed", "active"]),
                name="one_standing_mentor_per_request",
            ),
            models.CheckConstraint(condition=~models.Q(mentor=models.F("district")), name="nobody_mentors_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} mentors {self.district}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("matching:match", args=[self.reference])

    @property
    def is_proposed(self) -> bool:
        """It waits for answers."""
        return self.state == MatchState.PROPOSED

    @property
    def is_active(self) -> bool:
        """It is under way."""
        return self.state == MatchState.ACTIVE


class Contact(models.Model):
    """One contact of the two districts, as one of them noted it. What was noted is corrected by a new version."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="contacts")
    held_on = models.DateField()
    format = models.CharField(max_length=10, choices=Format.choices)
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(1440)])
    words = models.CharField(max_length=500, blank=True, help_text="What it was about.")
    next_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True, blank=True, help_text="When it was struck out as wrong.")
    together = models.CharField(max_length=12, blank=True, help_text="The same for all that met together.")
    message_id = models.CharField(max_length=64, blank=True, help_text="Of the mail that it came by.")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"], condition=~models.Q(message_id=""), name="one_contact_per_mail"
            )
        ]

    def __str__(self) -> str:
        return f"{self.match}, {self.held_on}"


class Side(models.TextChoices):
    """Which of the two districts speaks."""

    MENTOR = "mentor", "The mentor district"
    DISTRICT = "district", "The mentored district"


class Helped(models.IntegerChoices):
    """How much it helped."""

    NOT = 1, "Not at all"
    LITTLE = 2, "A little"
    MUCH = 3, "Much"
    VERY = 4, "Very much"


class EndSurvey(models.Model):
    """What one side says when a mentorship has ended. MDE reads it, the other side does not."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="surveys")
    side = models.CharField(max_length=8, choices=Side.choices)
    helped = models.PositiveSmallIntegerField(choices=Helped.choices)
    would_again = models.BooleanField(help_text="Would take part again.")
    words = models.TextField(max_length=1000, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["match", "side"], name="one_survey_per_side")]

    def __str__(self) -> str:
        return f"{self.match}: {self.get_side_display()}"


class Weighting(models.Model):
    """The weights of the fit that MDE begins a run with, from a day on. Rows are only added; the newest counts."""

    values = models.JSONField()
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Weights of {self.set_at:%Y-%m-%d}"
