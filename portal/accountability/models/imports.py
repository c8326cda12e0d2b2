"""An import of a published file: what was uploaded, what was found in it, what it would change."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.accountability.states import ImportState
from portal.core.models import StoredFile


class Kind(models.TextChoices):
    """What a file holds."""

    DISTRICTS = "districts", "Districts"
    SCHOOLS = "schools", "Schools"
    RESULTS = "results", "Test results (MAAP)"
    GRADES = "grades", "Letter grades"
    COMPONENTS = "components", "Accountability components"
    DESIGNATIONS = "designations", "Designations of schools"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports by where they stand."""

    def visible_to(self, user: Any) -> "ImportRunQuerySet":
        """All for those who may import, none for others."""
        return self if user.has_perm("accountability.import_data") else self.none()

    def confirmed(self) -> "ImportRunQuerySet":
        """Those whose rows are in the portal."""
        return self.filter(state=ImportState.CONFIRMED)


class ImportRun(models.Model):
    """One file on its way in: uploaded, checked without writing, then confirmed in one transaction or discarded."""

    kind = models.CharField(max_length=14, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Where the file does not say it itself.")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Percent of the check that is done.")
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list, blank=True)
    diff = models.JSONField(default=list, blank=True, help_text="The first of what would change.")
    diff_total = models.PositiveIntegerField(default=0)
    computed = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True, help_text="How the file was read, in sentences.")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of everything that would change.")
    error = models.CharField(max_length=400, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file.name}"

    def get_absolute_url(self) -> str:
        """The import's page."""
        return reverse("accountability:import", args=[self.pk])
