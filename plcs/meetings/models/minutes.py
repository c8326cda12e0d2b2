"""Minutes: sections with all their versions, agreement and wishes of those present, the sealed text, corrections."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.meetings.models.inside import ThroughMeetingQuerySet, ThroughMinutesQuerySet
from plcs.meetings.models.meetings import AgendaItem, Meeting, Presence
from plcs.meetings.states import AmendmentState, MinutesState
from plcs.workgroups.models import Workgroup

HELD_FOR = timedelta(minutes=15)
SILENCE = timedelta(days=7)


class Minutes(models.Model):
    """The minutes of a meeting. `round` counts how often those present were asked to agree."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=12, choices=MinutesState.choices, default=MinutesState.DRAFT)
    round = models.PositiveSmallIntegerField(default=0)
    put_at = models.DateTimeField(null=True, blank=True, help_text="When those present were last asked.")

    objects = ThroughMeetingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_absolute_url(self) -> str:
        """Their page."""
        return reverse("meetings:minutes", args=[self.workgroup.slug, self.meeting.reference])

    @property
    def workgroup(self) -> Workgroup:
        """The PLC they are of."""
        return self.meeting.workgroup

    @property
    def silent_until(self) -> datetime | None:
        """When they count as approved, where nobody present asks for a change."""
        return self.put_at + SILENCE if self.put_at else None

    def present(self) -> models.QuerySet[Any]:
        """Who was at the meeting."""
        return self.meeting.attendance.filter(presence=Presence.PRESENT).select_related("user")

    def open_amendments(self) -> models.QuerySet["Amendment"]:
        """Wishes that no lead has answered."""
        return Amendment.objects.filter(section__minutes=self, state=AmendmentState.ASKED)


class Section(models.Model):
    """A section: one for each topic of the agenda, and free ones. Held by one person at a time while it is written."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="sections")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="section")
    title = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0, help_text="How often it was saved.")
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_until = models.DateTimeField(null=True, blank=True)

    objects = ThroughMinutesQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def workgroup(self) -> Workgroup:
        """The PLC it is about."""
        return self.minutes.meeting.workgroup

    @property
    def holder(self) -> Any:
        """Who writes it now; nobody, once the time is over."""
        return self.held_by if self.held_until and self.held_until > timezone.now() else None


class SectionVersion(models.Model):
    """A section as it was saved once. Only ever added."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    restored_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="one_version_of_a_section_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.section}, version {self.number}"


class Agreement(models.Model):
    """Somebody who was present agrees with the minutes as they stood in that round. Only ever added."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="agreements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    agreed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minutes", "user", "round"], name="one_agreement_per_person_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.user} agrees"


class Amendment(models.Model):
    """Somebody who was present wants a section changed; a lead takes it in, or says why not."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="amendments")
    words = models.TextField()
    state = models.CharField(max_length=10, choices=AmendmentState.choices, default=AmendmentState.ASKED)
    answer = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"Wish for {self.section}"

    @property
    def workgroup(self) -> Workgroup:
        """The PLC it is about."""
        return self.section.workgroup


class SealedMinutes(models.Model):
    """Minutes as they were approved: their parts, their text and its SHA-256. Only ever added."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="sealed")
    content = models.JSONField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "sealed minutes"

    def __str__(self) -> str:
        return f"{self.minutes}, approved"


class Correction(models.Model):
    """A note that corrects approved minutes; the minutes stay as they are. Only ever added."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Correction of {self.minutes}"
