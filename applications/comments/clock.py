"""How long comments wait to be read, over all proposals."""

from datetime import timedelta

from django.utils import timezone

from applications.comments.models import Comment
from applications.waivers.states import PENDING
from portal.worklist.clock import Clock, Run, clock_of

OVER = timedelta(days=365)


def clock_of_service() -> Clock:
    """Days from a comment to the decision on it, over the last year; what waits on a proposal that is over is left out.

    One query.
    """
    now = timezone.now()
    found = Comment.objects.filter(written_at__gte=now - OVER)
    found = found.exclude(moderated_at=None) | found.filter(waiver__state__in=PENDING)
    return clock_of((Run(*times) for times in found.values_list("written_at", "moderated_at")), now)
