"""Who else of the district works on a proposal: co-writers, and the superintendents that agree to it."""

from django.db import models
from django.urls import reverse

from applications.waivers.models.proposals import Waiver
from portal.districts.models import District
from portal.drafts.models import CoWriterBase, Share, SignOffBase

SHARES = [(Share.VIEW.value, "Read"), (Share.EDIT.value, "Read and write")]


class CoWriter(CoWriterBase):
    """A colleague of the district asked to help with one proposal. It has no messages, so nobody only comments."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="co_writers")
    share = models.CharField(max_length=10, choices=SHARES)

    class Meta(CoWriterBase.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["waiver", "person"], condition=models.Q(ended_at=None), name="one_share_per_waiver_co_writer"
            )
        ]

    @property
    def end_url(self) -> str:
        """Where the help is ended."""
        return reverse("waivers:end_co_writer", args=[self.waiver.reference, self.pk])


class SignOff(SignOffBase):
    """An office of a proposing district agrees to the proposal exactly as it stands."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="sign_offs")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")

    class Meta(SignOffBase.Meta):
        pass
