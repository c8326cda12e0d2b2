"""Files of a PLC, each with its versions."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.meetings.models.inside import InsideQuerySet
from plcs.workgroups.models import Workgroup
from portal.core.models import StoredFile


class PlcFile(models.Model):
    """A file that its people go on working at: what it is; the bytes are in its versions."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="files")
    title = models.CharField(max_length=150)
    added_at = models.DateTimeField(default=timezone.now)

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meetings:file", args=[self.workgroup.slug, self.pk])


class FileVersion(models.Model):
    """The bytes of a file at one time. Only ever added."""

    file = models.ForeignKey(PlcFile, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True, help_text="What is new in it.")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_version_of_a_file_per_number")]

    def __str__(self) -> str:
        return f"{self.file}, version {self.number}"
