"""The states of a thread, of a post, of a report, and of a monthly question."""

from django.db import models

from portal.core.states import Move


class ThreadState(models.TextChoices):
    """Where a thread stands."""

    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"
    LOCKED = "locked", "Locked"


class PostState(models.TextChoices):
    """Who reads a post: a held one its author and the leads, a hidden one nobody but the leads."""

    HELD = "held", "Held for the leads"
    SHOWN = "shown", "Shown"
    HIDDEN = "hidden", "Hidden"


class ReportState(models.TextChoices):
    """Where a report stands."""

    OPEN = "open", "Reported"
    UPHELD = "upheld", "Hidden"
    DISMISSED = "dismissed", "Stays"


class QuestionState(models.TextChoices):
    """Whether a question is asked each month. One whose asker left the PLC is on and waits for another lead."""

    ON = "on", "Asked each month"
    OFF = "off", "Not asked"


T, P, R, Q = ThreadState, PostState, ReportState, QuestionState
RESOLVE = Move("resolve", (T.OPEN,), T.RESOLVED)
LOCK = Move("lock", (T.OPEN, T.RESOLVED), T.LOCKED)
REOPEN = Move("reopen", (T.RESOLVED, T.LOCKED), T.OPEN)
HIDE = Move("hide", (P.HELD, P.SHOWN), P.HIDDEN)
SHOW = Move("show", (P.HELD, P.HIDDEN), P.SHOWN)
UPHOLD = Move("uphold", (R.OPEN,), R.UPHELD)
DISMISS = Move("dismiss", (R.OPEN,), R.DISMISSED)
TURN_ON = Move("turn_on", (Q.OFF,), Q.ON)
TURN_OFF = Move("turn_off", (Q.ON,), Q.OFF)
