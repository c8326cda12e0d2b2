"""Who writes a version, also from other districts."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from best_practices.library.models.practices import Version
from portal.districts.models import District


class Author(models.Model):
    """A person who writes a version, for a district; asked by address, and an author once they have accepted."""

    draft = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="authors")
    email = models.EmailField(max_length=254)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "email"], condition=models.Q(ended_at=None), name="one_author_per_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.email)
