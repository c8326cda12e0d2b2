"""What the docket keeps of a proposal: its published texts, the questions asked about it, the pauses of its clock."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.waivers.models.proposals import Waiver


class Notice(models.Model):
    """The text of a proposal as it was published, with its hash; only added. A change gives a new one.

    `body` has rows of heading, label and words. Comments are taken until the end of `comments_until`, US Central.
    """

    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    comments_until = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["waiver", "number"], name="one_notice_per_number")]

    def __str__(self) -> str:
        return f"Notice {self.number} of {self.waiver_id}"

    @property
    def takes_comments(self) -> bool:
        """Whether the comment period runs."""
        return timezone.localdate() <= self.comments_until


class Inquiry(models.Model):
    """A question about a proposal, asked and answered on the record; until the answer the clock stands still."""

    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="inquiries")
    words = models.TextField(max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return self.words[:80]


class Pause(models.Model):
    """Days that do not count, with the reason that everybody reads."""

    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=500)
    inquiry = models.OneToOneField(Inquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="pause")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["begun_at", "pk"]

    def __str__(self) -> str:
        return self.reason
