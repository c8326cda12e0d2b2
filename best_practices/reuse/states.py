"""The states of an adoption, from a plan to its end, and of what a reader says about a practice."""

from django.db import models

from portal.core.states import Move


class AdoptionState(models.TextChoices):
    """Where a school stands with a practice."""

    PLANNED = "planned", "Planned"
    STARTED = "started", "Started"
    FINISHED = "finished", "Finished"
    STOPPED = "stopped", "Stopped"


class FeedbackState(models.TextChoices):
    """Whether readers see what somebody says about a practice."""

    HELD = "held", "Waits for a moderator"
    SHOWN = "shown", "Shown"
    HIDDEN = "hidden", "Not shown"


A, F = AdoptionState, FeedbackState
OPEN_ADOPTIONS = (A.PLANNED, A.STARTED)
START = Move("start", (A.PLANNED,), A.STARTED)
FINISH = Move("finish", (A.STARTED,), A.FINISHED)
STOP = Move("stop", OPEN_ADOPTIONS, A.STOPPED)
RESUME = Move("resume", (A.FINISHED, A.STOPPED), A.STARTED)
SHOW = Move("show", (F.HELD, F.HIDDEN), F.SHOWN)
HIDE = Move("hide", (F.HELD, F.SHOWN), F.HIDDEN)
REWRITE = Move("rewrite", (F.HELD, F.SHOWN, F.HIDDEN), F.HELD)
