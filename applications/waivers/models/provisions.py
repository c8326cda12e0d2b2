"""What a proposal would vary: provisions, each with a standard, and what should move by each."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from applications.waivers.models.proposals import Waiver
from applications.waivers.states import GRANTING, IN_FORCE, Disposition
from portal.accountability.models import Component
from portal.core.models import StoredFile
from portal.measures.models import Measure, Snapshot
from portal.standards.models import StandardVersion

WRITTEN = ("goal", "obstacle", "alternative", "safeguards", "affected", "begins_on", "ends_on")
SHOWN_BY = ("words", "other_measure", "baseline", "target", "n", "by")


class ProvisionQuerySet(models.QuerySet["Provision"]):
    """Provisions by whether they hold."""

    def decided(self) -> "ProvisionQuerySet":
        """Those that the State Board let a district vary, whether or not they hold today."""
        return self.filter(waiver__board_on__isnull=False, disposition__in=GRANTING).exclude(waiver__state="denied")

    def in_force(self, on: date | None = None) -> "ProvisionQuerySet":
        """Those that a district may vary on a day, today if none is named."""
        day = on or timezone.localdate()
        held = self.decided().filter(waiver__state__in=IN_FORCE)
        return held.filter(begins_on__lte=day, ends_on__gte=day)


class Provision(models.Model):
    """One standard that is to be varied: why it is in the way, what takes its place, how students are kept safe.

    It rests on the version of the standard that stood when it was handed in; a later one changes nothing of it.
    """

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="provisions")
    standard = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="provisions")
    goal = models.TextField(max_length=1500)
    obstacle = models.TextField(max_length=1500)
    alternative = models.TextField(max_length=1500)
    safeguards = models.TextField(max_length=1500)
    affected = models.TextField(max_length=1500)
    begins_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    disposition = models.CharField(max_length=12, choices=Disposition.choices, blank=True)
    conditions = models.TextField(max_length=2000, blank=True, help_text="Everybody reads them.")

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("begins_on")), name="provision_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.standard.standard.number} {self.standard.topic}"

    @property
    def cited(self) -> str:
        """Its standard, whichever version of it stands as it is handed in."""
        return f"{self.standard.standard.edition.code} {self.standard.standard.number}"

    def content(self) -> dict[str, Any]:
        """What the district says in it, with what should move."""
        said = {name: str(getattr(self, name)) for name in WRITTEN}
        return {**said, "standard": self.cited, "hypotheses": [each.content() for each in self.hypotheses.all()]}


class Hypothesis(models.Model):
    """What should move if a provision works: by which measure, from where to where, by when."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="hypotheses")
    words = models.CharField(max_length=300)
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    component = models.ForeignKey(
        Component,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where it is a component of the state’s ratings.",
    )
    frozen = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="As it was handed in."
    )
    other_measure = models.CharField(max_length=200, blank=True, help_text="Where it is no measure of the PLC.")
    baseline = models.DecimalField(max_digits=10, decimal_places=2)
    target = models.DecimalField(max_digits=10, decimal_places=2)
    n = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(1_000_000)])
    by = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure__isnull=False)
                | models.Q(component__isnull=False)
                | ~models.Q(other_measure=""),
                name="hypothesis_is_measured",
            ),
            models.CheckConstraint(condition=~models.Q(baseline=models.F("target")), name="target_is_not_the_baseline"),
        ]

    def __str__(self) -> str:
        return self.words

    def content(self) -> dict[str, Any]:
        """What the district says should move."""
        said = {name: str(getattr(self, name)) for name in SHOWN_BY}
        return {**said, "measure": self.measure_id, "component": self.component_id}

    @property
    def measured_by(self) -> str:
        """The measure in words."""
        if self.measure:
            return str(self.measure)
        return f"{self.component.name} (component of the rating)" if self.component else self.other_measure


class Exhibit(models.Model):
    """A document of a proposal, kept by the hash of its content, with what it supports."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="exhibits")
    provision = models.ForeignKey(Provision, null=True, blank=True, on_delete=models.SET_NULL, related_name="exhibits")
    title = models.CharField(max_length=200)
    supports = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def content(self) -> list[str]:
        """The document by its hash, with what the district says of it."""
        return [self.title, self.supports, self.provision.cited if self.provision else "", self.file.sha256]
