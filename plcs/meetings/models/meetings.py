"""Meetings, singly or in a series; the topics of their agenda; who was there."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.meetings.models.inside import InsideQuerySet, ThroughMeetingQuerySet
from plcs.meetings.states import AgendaState, MeetingState
from plcs.workgroups.models import Workgroup
from portal.core.references import new_reference
from portal.districts.models import District


class Rhythm(models.TextChoices):
    """How often the meetings of a series come."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Every month, on the same day of the month"


class Presence(models.TextChoices):
    """Whether somebody was at a meeting."""

    PRESENT = "present", "Present"
    EXCUSED = "excused", "Excused"
    ABSENT = "absent", "Absent"


class Coming(models.TextChoices):
    """Whether somebody says that they come."""

    YES = "yes", "Yes, I come"
    MAYBE = "maybe", "Maybe"
    NO = "no", "No, I cannot come"


class MeetingQuerySet(InsideQuerySet):
    """Meetings by where they stand."""

    def coming(self) -> Self:
        """Planned, the next one first."""
        return self.filter(state=MeetingState.PLANNED).order_by("starts_at", "pk")


class Meeting(models.Model):
    """A meeting of a PLC. Those that were planned together share `series`; changing one changes no other."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=150)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    video_link = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    series = models.CharField(max_length=12, blank=True, db_index=True)
    agenda_closed = models.BooleanField(default=False, help_text="Nobody proposes topics any more.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was cancelled.")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveIntegerField(default=0, help_text="Grows with each change that calendars show.")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meetings:meeting", args=[self.workgroup.slug, self.reference])

    @property
    def has_begun(self) -> bool:
        """Whether its time has come."""
        return self.starts_at <= timezone.now()

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come."""
        return self.state == MeetingState.PLANNED


class AgendaItem(models.Model):
    """A topic that somebody proposed; the leads take, postpone or decline it. Rows are never removed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    title = models.CharField(max_length=150)
    why = models.CharField(max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(default=10, help_text="How long it takes.")
    state = models.CharField(max_length=10, choices=AgendaState.choices, default=AgendaState.PROPOSED)
    position = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was not taken.")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )

    objects = ThroughMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def workgroup(self) -> Workgroup:
        """The PLC it is about."""
        return self.meeting.workgroup


class Attendance(models.Model):
    """Whether a person was at a meeting, and for which district. Fixed once the minutes are approved."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["district__name", "user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_attendance_per_person_and_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_presence_display()}"


class RsvpQuerySet(models.QuerySet["Rsvp"]):
    """Answers by whether they still hold."""

    def in_force(self) -> "RsvpQuerySet":
        """Those given for the time at which the meeting is planned now."""
        return self.filter(starts_at=models.F("meeting__starts_at"))


class Rsvp(models.Model):
    """Whether a person comes to a meeting, as they say before it; it holds for the time for which it was given."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rsvps")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    coming = models.CharField(max_length=10, choices=Coming.choices)
    reason = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField(help_text="The time for which it was given.")
    given_at = models.DateTimeField(default=timezone.now)

    objects = RsvpQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_rsvp_per_person_and_meeting")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_coming_display()}"
