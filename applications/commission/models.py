"""Meetings of the Commission on School Accreditation: agenda, motions, votes."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from applications.commission.states import Choice, SittingState
from applications.waivers.models import Provision, Waiver
from applications.waivers.states import Disposition
from portal.accounts.models import StateRole, User


class Sitting(models.Model):
    """A meeting of the Commission; six a year, or at call."""

    state = models.CharField(max_length=10, choices=SittingState.choices, default=SittingState.PLANNED)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    minutes = models.TextField(max_length=20_000, blank=True, help_text="Everybody reads them once it is closed.")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        day = timezone.localtime(self.starts_at).date()
        return f"Meeting of {date_format(day, 'F j, Y')}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("commission:sitting", args=[self.pk])

    @property
    def is_planned(self) -> bool:
        """The agenda can still be changed."""
        return self.state == SittingState.PLANNED

    @property
    def is_open(self) -> bool:
        """Members move and vote."""
        return self.state == SittingState.OPEN

    @property
    def is_closed(self) -> bool:
        """Votes are final."""
        return self.state == SittingState.CLOSED


class Item(models.Model):
    """A proposal on the agenda of a meeting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="items")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "waiver"], name="one_item_per_waiver_and_sitting")]

    def __str__(self) -> str:
        return f"{self.waiver} at the {self.sitting}"


class Packet(models.Model):
    """What the members read before a meeting, as it stood: its proposals with their record. Rows are only added.

    `body` has for each proposal its reference, title, districts (LEAIDs) and rows of heading, label and words.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="packets")
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="one_packet_per_number")]

    def __str__(self) -> str:
        return f"Packet {self.number} of the {self.sitting}"


class MotionQuerySet(models.QuerySet["Motion"]):
    """Motions by whether they stand."""

    def standing(self) -> "MotionQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class Motion(models.Model):
    """A member moves what to recommend for one provision; another seconds it. The tally is kept at the close."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="motions")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="motions")
    disposition = models.CharField(max_length=12, choices=Disposition.choices)
    conditions = models.TextField(max_length=2000, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    tally = models.JSONField(null=True, blank=True, help_text="As it was counted when the meeting closed.")
    is_carried = models.BooleanField(null=True, blank=True)

    objects = MotionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "provision"],
                condition=models.Q(taken_back_at=None),
                name="one_standing_motion_per_provision",
            ),
            models.CheckConstraint(
                condition=models.Q(seconded_by=None) | ~models.Q(seconded_by=models.F("moved_by")),
                name="nobody_seconds_their_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_disposition_display()}: {self.provision}"


class Vote(models.Model):
    """How a member voted on a motion: one row for each member, changed until the meeting closes."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    cast_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["motion", "member"], name="one_vote_per_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.choice}"


def members() -> models.QuerySet[User]:
    """The members of the Commission now."""
    return User.objects.holding(StateRole.CSA_REVIEWER)
