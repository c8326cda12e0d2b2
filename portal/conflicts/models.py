"""Conflicts of interest that people declare themselves; derived ones are never stored."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.districts.models import District


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    """Declarations by whether they hold and by who may read them."""

    def open(self) -> "DeclarationQuerySet":
        """Those that hold now."""
        return self.filter(ended_at=None)

    def visible_to(self, user: Any) -> "DeclarationQuerySet":
        """One's own, and all for MDE's staff."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection({"facilitator", "administrator"}):
            return self
        return self.filter(person=user)


class Declaration(models.Model):
    """A person says that they are not free to judge a district. Rows are ended, never removed."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, help_text="Read by the person and by MDE's staff only.")
    declared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "district"],
                condition=models.Q(ended_at=None),
                name="one_open_declaration_per_person_and_district",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} and {self.district}"
