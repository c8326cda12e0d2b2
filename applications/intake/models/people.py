"""Who else of the district works on an application: co-writers, and the offices that sign it off."""

from django.db import models
from django.urls import reverse

from applications.intake.models.applications import Application
from portal.drafts.models import CoWriterBase, SignOffBase


class CoWriter(CoWriterBase):
    """A colleague of the district asked to help with one application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="co_writers")

    class Meta(CoWriterBase.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], condition=models.Q(ended_at=None), name="one_share_per_co_writer"
            )
        ]

    @property
    def end_url(self) -> str:
        """Where the help is ended."""
        return reverse("intake:end_co_writer", args=[self.application.reference, self.pk])


class SignOff(SignOffBase):
    """An office of the district agrees to the answers exactly as they stand."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sign_offs")

    class Meta(SignOffBase.Meta):
        pass

    @property
    def district_id(self) -> str:
        """An application is of one district, whose offices agree."""
        return self.application.district_id
