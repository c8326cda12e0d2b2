"""Reports that a district owes on a waiver, and what they find."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.evaluations.states import IN_PUBLIC, OPEN, Outcome, ReportState
from applications.waivers.models import Hypothesis, Waiver
from applications.waivers.states import IN_FORCE, WaiverState
from portal.accounts.models import StateRole
from portal.core.models import StoredFile
from portal.measures.models import Snapshot


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by where they stand and by who may read them."""

    def open(self) -> "ReportQuerySet":
        """Not filed, or sent back."""
        return self.filter(state__in=OPEN)

    def owed(self) -> "ReportQuerySet":
        """Open, on a waiver that holds or ran to its end."""
        return self.open().filter(waiver__state__in=[*IN_FORCE, WaiverState.LAPSED])

    def overdue(self) -> "ReportQuerySet":
        """Owed after their day."""
        return self.owed().filter(due_on__lt=timezone.localdate())

    def visible_to(self, user: Any) -> "ReportQuerySet":
        """Of proposals that the reader may know: that a report is due is no secret."""
        return self.filter(waiver__in=Waiver.objects.visible_to(user).values("pk"))


class Report(models.Model):
    """A report on a waiver: on the way, or the final evaluation without which nothing is renewed."""

    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    is_final = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DUE)
    due_on = models.DateField()
    words = models.TextField(max_length=6000, blank=True, help_text="What was done, and what is seen.")
    advice = models.TextField(max_length=3000, blank=True, help_text="What the district would tell others.")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lacking = models.TextField(max_length=2000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["waiver", "number"], name="one_report_per_number"),
            models.UniqueConstraint(
                fields=["waiver"], condition=models.Q(is_final=True), name="one_final_report_per_waiver"
            ),
        ]

    def __str__(self) -> str:
        return "Final report" if self.is_final else f"Report {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("evaluations:report", args=[self.waiver.reference, self.number])

    @property
    def is_public(self) -> bool:
        """Its words are read by everybody."""
        return self.state in IN_PUBLIC

    @property
    def is_late(self) -> bool:
        """Open after its day."""
        return self.state in OPEN and self.due_on < timezone.localdate()

    def is_read_by(self, user: Any) -> bool:
        """Filed, or the reader's to write: what was sent back is read by its districts and by MDE."""
        if self.is_public:
            return True
        if not user.is_authenticated:
            return False
        is_own = Waiver.objects.of_districts_led_by(user).filter(pk=self.waiver_id).exists()
        return is_own or (self.state == ReportState.RETURNED and StateRole.FACILITATOR in user.state_roles)


class Finding(models.Model):
    """What a report says of one thing that should have moved; its measure is frozen as the report is filed."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="findings")
    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.PROTECT, related_name="findings")
    value = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    frozen = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "hypothesis"], name="one_finding_per_hypothesis")]

    def __str__(self) -> str:
        return f"{self.hypothesis}: {self.get_outcome_display()}"
