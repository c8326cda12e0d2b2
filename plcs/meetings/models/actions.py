"""Actions: what somebody does, by when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.meetings.models.inside import InsideQuerySet
from plcs.meetings.models.meetings import Meeting
from plcs.meetings.states import ActionState
from plcs.workgroups.models import Workgroup
from portal.core.references import new_reference


class ActionQuerySet(InsideQuerySet):
    """Actions by where they stand."""

    def open(self) -> Self:
        """Still to do."""
        return self.filter(state=ActionState.OPEN)

    def overdue(self, today: date) -> Self:
        """Still to do, and the day has passed."""
        return self.open().filter(due_on__lt=today)


class Action(models.Model):
    """Something that one person of the PLC does by a day."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plc_actions")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    note = models.CharField(max_length=300, blank=True, help_text="What came of it, or why it was dropped.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meetings:action", args=[self.workgroup.slug, self.reference])

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is still to do."""
        return self.state == ActionState.OPEN and self.due_on < timezone.localdate()
