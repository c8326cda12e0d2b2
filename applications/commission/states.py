"""The states of a meeting of the Commission, and how a member votes."""

from django.db import models

from portal.core.states import Move


class SittingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "In session"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class Choice(models.TextChoices):
    """How a member votes."""

    YES = "yes", "Yes"
    NO = "no", "No"
    ABSTAIN = "abstain", "Abstain"


S = SittingState
OPEN = Move("open", (S.PLANNED,), S.OPEN)
CLOSE = Move("close", (S.OPEN,), S.CLOSED)
CANCEL = Move("cancel", (S.PLANNED,), S.CANCELLED)
