"""Who has claimed which piece of work, and which views of lists a person keeps."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

PLACES = {"moderation": "/moderation/", "applications": "/applications/", "letters": "/letters/"}


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims by whether they hold."""

    def open(self) -> "ClaimQuerySet":
        """Those that hold now."""
        return self.filter(released_at=None)


class Claim(models.Model):
    """A person says: I do this. One person at a time; what was released stays as history."""

    key = models.CharField(max_length=80, help_text="The key of the work.")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-claimed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(released_at=None), name="one_claim_per_work")
        ]

    def __str__(self) -> str:
        return f"{self.title}, claimed by {self.claimed_by}"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views of one person."""

    def visible_to(self, user: Any) -> "SavedViewQuerySet":
        """One's own."""
        return self.filter(owner=user.pk) if user.is_authenticated else self.none()


class SavedView(models.Model):
    """A list with its filters and order, kept under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=20, choices=[(place, place) for place in PLACES])
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "place", "name"], name="one_saved_view_per_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list as it was kept."""
        return f"{PLACES[self.place]}?{self.query}"
