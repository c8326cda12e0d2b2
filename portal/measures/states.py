"""The states of a measure: open, and closed when the PLC reads it no more."""

from django.db import models

from portal.core.states import Move


class MeasureState(models.TextChoices):
    """Whether readings are entered."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


M = MeasureState
CLOSE = Move("close", (M.OPEN,), M.CLOSED)
REOPEN = Move("reopen", (M.CLOSED,), M.OPEN)
