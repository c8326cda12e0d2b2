"""The states of what a district says against an entry of its ledger."""

from django.db import models

from portal.core.states import Move


class ContestState(models.TextChoices):
    """Where a contest stands."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Taken back"


C = ContestState
ANSWER = Move("answer", (C.OPEN,), C.ANSWERED)
TAKE_BACK = Move("take_back", (C.OPEN,), C.WITHDRAWN)
