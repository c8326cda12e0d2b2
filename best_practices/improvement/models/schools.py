"""Schools that the state identified, and the artifacts that are looked at before an interview.

The artifacts are those of the review of schools at risk as Mississippi held it in 2017: the last feedback report, the
last action plan, the monthly updates to the local board, and the plan of the year.
"""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from best_practices.improvement.states import OPEN, SchoolState
from best_practices.reuse.models import of_schools_read_by
from portal.accountability.models import DesignationType
from portal.core.models import StoredFile
from portal.districts.models import Office, School

ORDER = ["school__district__name", "school__name", "-identified_at"]
SILENT_DAYS = 30
WRITING_OFFICES = (Office.SUPERINTENDENT, Office.INNOVATION_LEAD, Office.PRINCIPAL)


class IdentifiedSchoolQuerySet(models.QuerySet["IdentifiedSchool"]):
    """Identified schools by where they stand and by who may read of their work."""

    def visible_to(self, user: Any) -> "IdentifiedSchoolQuerySet":
        """For people of a district those of its schools; for MDE and its coaches all."""
        return self.filter(of_schools_read_by(user))

    def open(self) -> "IdentifiedSchoolQuerySet":
        """Not exited."""
        return self.filter(state__in=OPEN)

    def with_last_support(self) -> "IdentifiedSchoolQuerySet":
        """Each with `last_support`, the day of the last technical assistance, if there was any."""
        ordered = self.order_by(*ORDER)  # what is grouped has no order of its own
        return ordered.annotate(last_support=models.Max("supports__on"))

    def silent(self) -> "IdentifiedSchoolQuerySet":
        """Open, begun more than thirty days ago, and without technical assistance for as long."""
        day = timezone.localdate() - timedelta(days=SILENT_DAYS)
        heard = Support.objects.filter(on__gte=day).values("identified")
        return self.open().filter(identified_at__date__lt=day).exclude(pk__in=heard)


class IdentifiedSchool(models.Model):
    """One school from its designation to its exit. Identified again later, it begins anew beside this.

    `reasons` are the designations on which it rests: rows of designation, year and the file that says so.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="identified")
    state = models.CharField(max_length=12, choices=SchoolState.choices, default=SchoolState.IDENTIFIED)
    reasons = models.JSONField(default=list)
    kinds = models.CharField(max_length=40, help_text="Its designations, each between bars: |CSI|SAR|.")
    year = models.PositiveSmallIntegerField(help_text="The newest year of its designations.")
    artifacts_due_on = models.DateField()
    asked_again = models.TextField(max_length=1000, blank=True, help_text="What has to be given once more.")
    identified_at = models.DateTimeField(default=timezone.now)
    identified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    exited_on = models.DateField(null=True, blank=True)
    exit_reason = models.TextField(max_length=1000, blank=True, help_text="By which rule, with its numbers.")

    last_support: date | None  # given by `with_last_support`

    objects = IdentifiedSchoolQuerySet.as_manager()

    class Meta:
        ordering = ORDER
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(state__in=OPEN), name="one_open_identification_per_school"
            )
        ]

    def __str__(self) -> str:
        return str(self.school)

    def get_absolute_url(self) -> str:
        """Where its people find it."""
        return reverse("improvement:school", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it has not exited."""
        return self.state in OPEN

    @property
    def why(self) -> list[dict[str, Any]]:
        """Its reasons, each with the designation in full."""
        return [{**each, "words": DesignationType(each["designation"]).label} for each in self.reasons]

    @property
    def designations(self) -> str:
        """The designations in short, each once: CSI, SAR."""
        return ", ".join(dict.fromkeys(each["designation"] for each in self.reasons))


class ArtifactType(models.Model):
    """A kind of artifact, and the folder that holds it; without a required one no interview is confirmed."""

    name = models.CharField(max_length=120, unique=True)
    hint = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Artifact(models.Model):
    """A document that a school gave. A later one of the same title is its next version; earlier ones stay."""

    identified = models.ForeignKey(IdentifiedSchool, on_delete=models.PROTECT, related_name="artifacts")
    folder = models.ForeignKey(ArtifactType, on_delete=models.PROTECT, related_name="artifacts")
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=1000, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["folder", "title", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["identified", "folder", "title", "version"], name="one_artifact_per_version"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Excuse(models.Model):
    """A required artifact that is not asked for, with the reason that its school reads."""

    identified = models.ForeignKey(IdentifiedSchool, on_delete=models.PROTECT, related_name="excuses")
    folder = models.ForeignKey(ArtifactType, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["identified", "folder"], name="one_excuse_per_folder")]

    def __str__(self) -> str:
        return f"{self.folder} is not asked for"


class SupportKind(models.TextChoices):
    """How the state helped."""

    VISIT = "visit", "Visit to the school"
    TRAINING = "training", "Training"
    CALL = "call", "Call or video"
    RESOURCES = "resources", "Resources shared"


class Support(models.Model):
    """Technical assistance to a school: what was done on a day, and how long it took. Its district reads it."""

    identified = models.ForeignKey(IdentifiedSchool, on_delete=models.PROTECT, related_name="supports")
    kind = models.CharField(max_length=10, choices=SupportKind.choices)
    on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    words = models.TextField(max_length=2000)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on:%B} {self.on.day}, {self.on.year}"


class SupportRequest(models.Model):
    """A school asks the state for help, and a coach answers; both stay on the school's page."""

    identified = models.ForeignKey(IdentifiedSchool, on_delete=models.PROTECT, related_name="requests")
    words = models.TextField(max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.identified}: support asked for"
