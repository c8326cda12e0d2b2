"""The states of a matching run and of a mentorship."""

from django.db import models

from portal.core.states import Move


class RunState(models.TextChoices):
    """Where a run stands. A released one is kept for ever as it was."""

    DRAFT = "draft", "Draft"
    RELEASED = "released", "Released"
    DISCARDED = "discarded", "Discarded"


class MatchState(models.TextChoices):
    """Where a pair stands."""

    PROPOSED = "proposed", "Proposed"
    ACTIVE = "active", "Under way"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "Not answered in time"
    ENDED = "ended", "Ended"


N, M = RunState, MatchState
RELEASE = Move("release", (N.DRAFT,), N.RELEASED)
DISCARD = Move("discard", (N.DRAFT,), N.DISCARDED)
START = Move("start", (M.PROPOSED,), M.ACTIVE)
DECLINE = Move("decline", (M.PROPOSED,), M.DECLINED)
LAPSE = Move("lapse", (M.PROPOSED,), M.LAPSED)
END = Move("end", (M.ACTIVE,), M.ENDED)
TAKING_ROOM = (M.PROPOSED, M.ACTIVE)
