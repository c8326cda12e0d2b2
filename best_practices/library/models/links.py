"""Links in published practices that no longer answer."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from best_practices.library.links import MOST_SIGNS
from best_practices.library.models.pages import PracticePage

DAYS_UNTIL_BROKEN = 2


class BrokenLink(models.Model):
    """A link of a published practice that did not answer when it was last asked; forgotten when it answers again."""

    page = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="broken_links")
    url = models.CharField(max_length=MOST_SIGNS)
    what = models.CharField(max_length=200, help_text="What is wrong with it, in words.")
    since = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)
    seen_on = models.JSONField(default=list, help_text="The first days on which it did not answer.")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its authors were told.")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints = [models.UniqueConstraint(fields=["page", "url"], name="one_row_per_link_of_a_practice")]

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        """It failed on two different days: once may be a bad night."""
        return len(self.seen_on) >= DAYS_UNTIL_BROKEN

    def note(self, what: str) -> None:
        """It failed again, now."""
        today = timezone.localdate().isoformat()
        self.what, self.last_seen = what, timezone.now()
        if today not in self.seen_on and not self.is_broken:
            self.seen_on = [*self.seen_on, today]
