"""The phases of a round, which follow its dates, and the states of an application."""

from django.db import models

from portal.core.states import Move


class RoundPhase(models.TextChoices):
    """Where a round stands by its dates."""

    ANNOUNCED = "announced", "Announced"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    DECIDED = "decided", "Decided"


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


S = ApplicationState
SUBMIT = Move("submit", (S.DRAFT,), S.SUBMITTED)
REVIEW = Move("review", (S.SUBMITTED,), S.IN_REVIEW)
ACCEPT = Move("accept", (S.SUBMITTED, S.IN_REVIEW), S.ACCEPTED)
DECLINE = Move("decline", (S.SUBMITTED, S.IN_REVIEW), S.DECLINED)
WITHDRAW = Move("withdraw", (S.DRAFT, S.SUBMITTED, S.IN_REVIEW), S.WITHDRAWN)
