"""The answers of a draft."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class WrittenAnswer(models.Model):
    """The answer to one question. `version` rises with each change, so that nobody overwrites another unseen.

    `saved_from` is the open page on which it saved itself: what that page goes on to send was written over its own
    words, also where the answer to an earlier saving was lost on the line.

    A table of answers that can be files says in `file_url` where each is read.
    """

    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_from = models.CharField(max_length=32, blank=True, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
