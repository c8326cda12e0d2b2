"""How soon a person wants to hear of a topic, where that is not the topic's own pace."""

from django.conf import settings
from django.db import models

from portal.core.pacing import Pace


class Preference(models.Model):
    """One person's choice for one topic."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60)
    pace = models.CharField(max_length=10, choices=Pace.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_pace_per_person_and_topic")]

    def __str__(self) -> str:
        return f"{self.user}: {self.topic} {self.get_pace_display().lower()}"
