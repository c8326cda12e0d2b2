"""Events and their series; who comes, alone or as a district's team; who was there; what is kept and said of it."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.core.models import StoredFile
from portal.districts.models import District
from portal.districts.policies import offices_of
from portal.events.states import TAKING, EventState, PlaceState
from portal.events.vocabulary import ROLE_WORDS, ROLES, Audience, Duty, Kind, NotedBy, Reply, Standing
from portal.network.models import Pathway
from portal.network.providers import CircleRole, circles_of

RUNNING_ROLES = {"facilitator", "administrator"}
CHECK_IN_OPENS = timedelta(minutes=30)


def new_code() -> str:
    """The secret part of a calendar's address: 256 bits."""
    return secrets.token_urlsafe(32)


class Series(models.Model):
    """Events that were planned together, such as a monthly webinar. Each is an event of its own."""

    title = models.CharField(max_length=150)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class EventQuerySet(models.QuerySet["Event"]):
    """Events by who may know them and by when they are."""

    def visible_to(self, user: Any) -> "EventQuerySet":
        """Drafts for those who run them; else public ones for all, the network's and a PLC's for their people."""
        shown = models.Q(audience=Audience.PUBLIC)
        if not user.is_authenticated:
            return self.filter(shown).exclude(state=EventState.DRAFT)
        if user.state_roles.intersection(RUNNING_ROLES):
            return self.all()
        circles = circles_of(user)
        if user.state_roles or offices_of(user):
            shown |= models.Q(audience=Audience.NETWORK)
        shown |= models.Q(audience=Audience.PLC, pathway__in=list(circles))
        led = [pathway for pathway, role in circles.items() if role == CircleRole.LEAD]
        return self.filter((shown & ~models.Q(state=EventState.DRAFT)) | models.Q(pathway__in=led))

    def published(self) -> "EventQuerySet":
        """Neither drafts nor cancelled."""
        return self.filter(state=EventState.PUBLISHED)

    def coming(self) -> "EventQuerySet":
        """Not over yet, the next first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def over(self) -> "EventQuerySet":
        """Those that are over, the last first."""
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")


class Event(models.Model):
    """Something that is held: when, where, for whom, with how many places."""

    slug = models.SlugField(max_length=80, unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    pathway = models.ForeignKey(Pathway, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)
    is_all_day = models.BooleanField(default=False, help_text="Days only: no time of day is said.")
    when_words = models.CharField(max_length=120, blank=True, help_text="Said in place of days that are not known.")
    place = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=100, blank=True)
    video_link = models.URLField(max_length=500, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="Without it there is no limit.")
    required_roles = models.JSONField(default=list, blank=True, help_text="Who makes a team; empty: persons register.")
    one_may_hold_two = models.BooleanField(default=False, help_text="One person may hold two roles of a team.")
    duty = models.CharField(max_length=10, choices=Duty.choices, blank=True, default=Duty.NONE)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True, help_text="On the certificate.")
    source = models.CharField(max_length=250, blank=True, help_text="Where a past event is on record.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was cancelled; everybody reads it.")
    sequence = models.PositiveIntegerField(default=0, help_text="How often calendars were told a change.")
    changed_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(audience="plc") | models.Q(pathway__isnull=False), name="plc_event_has_a_pathway"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("events:event", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """Neither a draft nor cancelled."""
        return self.state == EventState.PUBLISHED

    @property
    def has_begun(self) -> bool:
        """Its start has come."""
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Its end has come."""
        return self.ends_at <= timezone.now()

    @property
    def is_for_teams(self) -> bool:
        """Districts register a team; persons do not register alone."""
        return bool(self.required_roles)

    @property
    def roles(self) -> list[tuple[str, str]]:
        """The roles of a team with their words, in the order set."""
        return [(role, ROLE_WORDS[role]) for role in self.required_roles if role in ROLE_WORDS]

    @property
    def last_day(self) -> Any:
        """The day on which it ends; an event until midnight ends on the day before."""
        return timezone.localdate(self.ends_at - timedelta(microseconds=1))

    def takes_check_ins(self, now: datetime) -> bool:
        """Within the window: from half an hour before the start to the end."""
        return self.is_published and self.starts_at - CHECK_IN_OPENS <= now <= self.ends_at


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Answers by the place they have."""

    def taking(self) -> "RegistrationQuerySet":
        """Those whose places are not free: registered, or held by an offer."""
        return self.filter(state__in=TAKING)

    def waiting(self) -> "RegistrationQuerySet":
        """The waiting list, in its order."""
        return self.filter(state=PlaceState.WAITING).order_by("position", "pk")

    def of_person(self, user: Any) -> "RegistrationQuerySet":
        """A person's own answers, and those of teams in which the person has a seat."""
        if not user.is_authenticated:
            return self.none()
        own, seated = models.Q(user=user.pk, is_team=False), models.Q(seats__user=user.pk)
        return self.filter(pk__in=self.model.objects.filter(own | seated).values("pk"))


class Registration(models.Model):
    """The answer of a person, or of a district's team as a whole, and the places it has. One line for both."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    is_team = models.BooleanField(default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="event_registrations"
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="event_registrations"
    )
    reply = models.CharField(max_length=5, choices=Reply.choices, default=Reply.YES)
    reason = models.CharField(max_length=300, blank=True, help_text="Those who run the event read it.")
    state = models.CharField(max_length=10, choices=PlaceState.choices, default=PlaceState.OPEN)
    places = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(null=True, blank=True, help_text="In the line; given once, never reused.")
    offered_until = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], condition=models.Q(is_team=False), name="one_answer_per_person"
            ),
            models.UniqueConstraint(
                fields=["event", "district"], condition=models.Q(is_team=True), name="one_team_per_district"
            ),
            models.CheckConstraint(
                condition=models.Q(is_team=True, user=None, district__isnull=False)
                | models.Q(is_team=False, user__isnull=False),
                name="a_person_or_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district if self.is_team else self.user}: {self.event}"


class TeamSeat(models.Model):
    """Who holds a role in a district's team."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=30, choices=ROLES)
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="team_seats"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["registration", "role"], name="one_person_per_role")]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display().lower()}"


class Attendance(models.Model):
    """Whether a person was at an event, and for which district it counts."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="attendances")
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="attendances"
    )
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    reason = models.CharField(max_length=300, blank=True, help_text="Why excused.")
    noted_by = models.CharField(max_length=10, choices=NotedBy.choices, default=NotedBy.LIST)
    noted_at = models.DateTimeField(default=timezone.now)
    watched_at = models.DateTimeField(null=True, blank=True, help_text="When the person said they saw the recording.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="one_attendance_per_address")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_standing_display().lower()}"


class Material(models.Model):
    """A recording, slides or another file of an event: a file, or a link."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(max_length=500, blank=True)
    posted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["posted_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Opinion(models.Model):
    """What a person said of an event afterwards. Those who run it read it without the name."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="opinions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(help_text="1 to 5; 5 is the best.")
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_opinion_per_person")]

    def __str__(self) -> str:
        return f"{self.score} of 5: {self.event}"


class CalendarLink(models.Model):
    """The secret address under which a person subscribes to a calendar: their own, or a PLC's."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links")
    pathway = models.ForeignKey(Pathway, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=64, unique=True, default=new_code)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "pathway"], name="one_calendar_per_plc"),
            models.UniqueConstraint(fields=["user"], condition=models.Q(pathway=None), name="one_own_calendar"),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
