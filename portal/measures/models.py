"""Practical measures of a PLC, their readings by school and month, each change of them, and what was frozen."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.core.references import new_reference
from portal.districts.models import District, School
from portal.measures.states import MeasureState
from portal.network.models import Pathway
from portal.network.providers import circles_of

READING_ROLES = {"facilitator", "administrator"}


class Unit(models.TextChoices):
    """What a value counts."""

    PERCENT = "percent", "Percent"
    COUNT = "count", "Count"
    MINUTES = "minutes", "Minutes"
    SCORE = "score", "Score"
    OTHER = "other", "Other"


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"


class MeasureKind(models.TextChoices):
    """What the measure tells of the change that is tried."""

    OUTCOME = "outcome", "Outcome: what we want in the end"
    PROCESS = "process", "Process: whether we do what we meant to do"
    BALANCING = "balancing", "Balancing: whether something else gets worse"


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "MeasureQuerySet":
        """Those of the PLCs that a person is in now; for MDE's staff all."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection(READING_ROLES):
            return self.all()
        return self.filter(pathway__in=list(circles_of(user)))

    def open(self) -> "MeasureQuerySet":
        """Those whose readings are entered."""
        return self.filter(state=MeasureState.OPEN)


class Measure(models.Model):
    """A small number that a PLC reads again and again to see whether a change is an improvement."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=MeasureKind.choices, default=MeasureKind.OUTCOME)
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.PERCENT)
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.HIGHER)
    counted = models.TextField(max_length=2000, help_text="Where the number comes from and how it is counted.")
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    is_about_students = models.BooleanField(default=True, help_text="Then a value without n is not shown to others.")
    goal = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    goal_by = models.DateField(null=True, blank=True)
    baseline_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(6), MaxValueValidator(36)]
    )
    state = models.CharField(max_length=10, choices=MeasureState.choices, default=MeasureState.OPEN)
    why_closed = models.CharField(max_length=500, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the PLC finds it."""
        return reverse("measures:measure", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Readings are entered."""
        return self.state == MeasureState.OPEN


class Reading(models.Model):
    """The value of one school, or of a district as a whole, in one month: what stands now. Its past is in Revision.

    A value that was taken back is empty: the month counts as missing.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day.")
    value = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    n = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many students or cases.")
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["month", "district", "school"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "school", "month"],
                condition=models.Q(school__isnull=False),
                name="one_reading_per_school_and_month",
            ),
            models.UniqueConstraint(
                fields=["measure", "district", "month"],
                condition=models.Q(school__isnull=True),
                name="one_reading_per_district_and_month",
            ),
            # By its text: a backup is restored by a connection that knows none of Django's functions.
            models.CheckConstraint(condition=models.Q(month__endswith="-01"), name="month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.school or self.district}, {self.month:%Y-%m}"


class Revision(models.Model):
    """One writing of a reading: what stood before, what stands since, who, when and why. Rows are only ever added."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    old_value = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    old_n = models.PositiveIntegerField(null=True)
    old_note = models.CharField(max_length=300, blank=True)
    new_value = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    new_n = models.PositiveIntegerField(null=True)
    new_note = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["reading", "version"], name="one_revision_per_version")]

    def __str__(self) -> str:
        return f"{self.reading}, version {self.version}"


class Snapshot(models.Model):
    """A measure as it stood when something rested on it: definition, readings, and their hash. Only ever added."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="snapshots")
    about = models.CharField(max_length=100, help_text="What rests on it, by its reference.")
    definition = models.JSONField()
    readings = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-frozen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.measure}, frozen for {self.about}"
