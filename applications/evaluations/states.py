"""The states of a report on a waiver, and what came of what should have moved."""

from django.db import models

from portal.core.states import Move


class ReportState(models.TextChoices):
    """Where a report stands. Filed, everybody reads it."""

    DUE = "due", "Due"
    FILED = "filed", "Filed"
    RETURNED = "returned", "Sent back to be completed"
    ACCEPTED = "accepted", "Accepted"


class Outcome(models.TextChoices):
    """What came of one thing that should have moved."""

    MET = "met", "Reached"
    PARTLY = "partly", "Moved, but not all the way"
    NOT_MET = "not_met", "Not reached"
    UNCLEAR = "unclear", "Cannot be said"


S = ReportState
FILE = Move("file", (S.DUE, S.RETURNED), S.FILED)
RETURN = Move("return", (S.FILED,), S.RETURNED)
ACCEPT = Move("accept", (S.FILED,), S.ACCEPTED)
OPEN = (S.DUE, S.RETURNED)
IN_PUBLIC = (S.FILED, S.ACCEPTED)
