"""Who else of the district works on an application: co-writers, and the offices that sign it off."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.intake.models.applications import Application
from portal.districts.models import Office


class Share(models.TextChoices):
    """What a co-writer may do."""

    VIEW = "view", "Read"
    COMMENT = "comment", "Read and comment"
    EDIT = "edit", "Read, comment and write"


class CoWriter(models.Model):
    """A colleague of the district asked to help with one application, for as long as they are in the district."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="co_writers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    share = models.CharField(max_length=10, choices=Share.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], condition=models.Q(ended_at=None), name="one_share_per_co_writer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_share_display().lower()}"


class SignOff(models.Model):
    """An office agrees to the answers exactly as they stand. A later change of any answer makes it void."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sign_offs")
    office = models.CharField(max_length=20, choices=Office.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    answers_hash = models.CharField(max_length=64, help_text="SHA-256 of the answers that were shown.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Signed off by {self.person}, {self.get_office_display()}"
