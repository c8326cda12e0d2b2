"""Decisions, which stay with MDE until all of a round are released together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.intake.models.applications import Application
from applications.intake.states import Outcome
from portal.conflicts.queries import tied_districts


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by whether the districts know of them."""

    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """For MDE all, but nothing pending of a district they may not judge; for a district what was released."""
        if not user.is_authenticated:
            return self.none()
        reach = self.filter(application__in=Application.objects.visible_to(user))
        if user.state_roles.intersection({"facilitator", "administrator"}):
            pending = reach.pending().values_list("application__district", flat=True).distinct()
            tied = tied_districts(user.pk, set(pending))
            return reach.exclude(released_at=None, application__district__in=tied)
        return reach.released()

    def pending(self) -> "DecisionQuerySet":
        """Set, but not told."""
        return self.filter(released_at=None)

    def released(self) -> "DecisionQuerySet":
        """Told to the district."""
        return self.filter(released_at__isnull=False)

    def taking_a_place(self) -> "DecisionQuerySet":
        """Acceptances, told or not, of districts that have not given their place up."""
        return self.filter(outcome=Outcome.ACCEPT).exclude(application__state="withdrawn")


class Decision(models.Model):
    """What MDE decides on one application, with its reasons. The district reads it once it is released."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reasons = models.TextField(help_text="The district reads these words.")
    criteria = models.JSONField(default=dict, help_text="Words for the district, by criterion of the rubric.")
    place = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Its place on the waiting list.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="waitlist", place__isnull=False)
                | (~models.Q(outcome="waitlist") & models.Q(place=None)),
                name="only_the_waiting_list_has_places",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.application}"
