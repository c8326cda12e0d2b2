"""What districts say against entries of their ledgers. The figures themselves are computed and stand in no table."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import StateRole
from portal.core.dates import school_year_words
from portal.core.references import new_reference
from portal.districts.models import District, Membership
from portal.participation.states import ContestState

READING_ROLES = {StateRole.FACILITATOR, StateRole.ADMINISTRATOR}


class ContestQuerySet(models.QuerySet["Contest"]):
    """Contests by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "ContestQuerySet":
        """For people of a district its own; for MDE's staff all."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection(READING_ROLES):
            return self.all()
        return self.filter(district__in=Membership.objects.active().filter(user=user).values("district"))

    def open(self) -> "ContestQuerySet":
        """Those that wait for an answer."""
        return self.filter(state=ContestState.OPEN)


class Contest(models.Model):
    """A district says that an entry of its ledger is wrong or missing, and MDE answers. It changes no figure."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="The year in which the school year ends.")
    duty = models.CharField(max_length=12, help_text="One of the five, by its short name.")
    key = models.CharField(max_length=200, blank=True, help_text="The fact that is meant; empty: one is missing.")
    thing = models.CharField(max_length=200, help_text="What is meant, as it was called, or what is missing.")
    words = models.TextField(help_text="What is wrong. People of the district and of MDE read it.")
    state = models.CharField(max_length=10, choices=ContestState.choices, default=ContestState.OPEN)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "duty", "key", "thing"],
                condition=models.Q(state=ContestState.OPEN),
                name="one_open_contest_per_entry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thing}, {school_year_words(self.year)}"

    def get_absolute_url(self) -> str:
        """Where it stands beside the figure."""
        ledger = reverse("participation:ledger", args=[self.district_id, school_year_words(self.year)])
        return f"{ledger}#contest-{self.reference}"
