"""Proposals to vary accreditation standards: provisions, hypotheses, answers."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.waivers.record import FORM
from applications.waivers.states import GRANTING, IN_FORCE, OPEN_TO_WRITERS, Disposition, WaiverState
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.drafts.models import WrittenAnswer
from portal.drafts.questions import Section
from portal.measures.models import Measure, Snapshot
from portal.network.models import Pathway
from portal.standards.models import StandardVersion

READING_ROLES = {"facilitator", "csa_reviewer", "administrator"}
UNTITLED = "Proposal without a name"


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """Proposals by where they stand and by who may read them."""

    def docketed(self) -> "WaiverQuerySet":
        """Those that everybody reads: they have a docket number, withdrawn or not."""
        return self.exclude(docket=None)

    def of_districts_led_by(self, user: Any) -> "WaiverQuerySet":
        """Those of the districts in which the person holds a leading office."""
        led = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        return self.filter(district__in=led.values("district"))

    def visible_to(self, user: Any) -> "WaiverQuerySet":
        """On the docket for all; before that for who leads the district, and handed in ones for MDE."""
        reach = models.Q(docket__isnull=False)
        if user.is_authenticated:
            reach |= models.Q(pk__in=self.model.objects.of_districts_led_by(user).values("pk"))
            if user.state_roles.intersection(READING_ROLES):
                reach |= models.Q(submitted_at__isnull=False)
        return self.filter(reach)


class Waiver(models.Model):
    """A district's proposal to vary one or more standards, within the PLC that it is in."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="waivers")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=WaiverState.choices, default=WaiverState.DRAFT)
    title = models.CharField(max_length=200, blank=True, help_text="Its name in lists.")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    lacking = models.TextField(max_length=2000, blank=True, help_text="What the check found lacking.")
    docket = models.CharField(max_length=12, unique=True, null=True, blank=True, help_text="Its number in public.")
    docketed_at = models.DateTimeField(null=True, blank=True, help_text="The clock runs from here.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was withdrawn; everybody reads it.")
    recommended_on = models.DateField(null=True, blank=True, help_text="When the Commission recommended.")
    board_on = models.DateField(null=True, blank=True, help_text="When the State Board decided.")
    board_words = models.CharField(max_length=1000, blank=True, help_text="What the Board said; everybody reads it.")

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.docket} {self.title}" if self.docket else self.title or UNTITLED

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("waivers:waiver", args=[self.reference])

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the form."""
        return FORM

    @property
    def is_open_to_writers(self) -> bool:
        """A draft, or sent back."""
        return self.state in OPEN_TO_WRITERS

    def values(self) -> dict[str, Any]:
        """The answers by question; one query."""
        return {answer.question: answer.value for answer in self.answers.all()}


class DocketYear(models.Model):
    """How many docket numbers a year has given out; its row is locked while one is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


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


class Hypothesis(models.Model):
    """What should move if a provision works: by which measure, from where to where, by when."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="hypotheses")
    words = models.CharField(max_length=300)
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
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
                condition=models.Q(measure__isnull=False) | ~models.Q(other_measure=""), name="hypothesis_is_measured"
            ),
            models.CheckConstraint(condition=~models.Q(baseline=models.F("target")), name="target_is_not_the_baseline"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def measured_by(self) -> str:
        """The measure in words."""
        return str(self.measure) if self.measure else self.other_measure


class Answer(WrittenAnswer):
    """The answer to one question of a proposal."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["waiver", "question"], name="one_answer_per_waiver_question")]

    def __str__(self) -> str:
        return f"{self.question} of {self.waiver_id}"

    @property
    def file_url(self) -> str:
        """Where the file of this answer is read."""
        return reverse("waivers:answer_file", args=[self.waiver.reference, self.question])
