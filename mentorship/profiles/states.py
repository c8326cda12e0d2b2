"""The states of an offer to mentor and of a request for a mentor."""

from django.db import models

from portal.core.states import Move


class OfferState(models.TextChoices):
    """Where a district's offer stands."""

    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"


class RequestState(models.TextChoices):
    """Where a district's request stands."""

    OPEN = "open", "Open"
    MATCHED = "matched", "Has a mentor"
    WITHDRAWN = "withdrawn", "Withdrawn"


F, R = OfferState, RequestState
PAUSE = Move("pause", (F.OPEN,), F.PAUSED)
RESUME = Move("resume", (F.PAUSED,), F.OPEN)
TAKE_UP = Move("take_up", (R.OPEN,), R.MATCHED)
OPEN_AGAIN = Move("open_again", (R.MATCHED, R.WITHDRAWN), R.OPEN)
WITHDRAW = Move("withdraw", (R.OPEN,), R.WITHDRAWN)
FINISH = Move("finish", (R.MATCHED,), R.WITHDRAWN)
