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
    MORE_INFORMATION = "more_information", "More information asked"
    ACCEPTED = "accepted", "Accepted"
    WAITLISTED = "waitlisted", "On the waiting list"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Outcome(models.TextChoices):
    """What a decision says; pending until all decisions of a round are released."""

    ACCEPT = "accept", "Accept"
    WAITLIST = "waitlist", "Put on the waiting list"
    DECLINE = "decline", "Do not accept"


S = ApplicationState
WITH_MDE = (S.SUBMITTED, S.IN_REVIEW)
UNDECIDED = (S.SUBMITTED, S.IN_REVIEW, S.MORE_INFORMATION)
SUBMIT = Move("submit", (S.DRAFT,), S.SUBMITTED)
REVIEW = Move("review", (S.SUBMITTED,), S.IN_REVIEW)
ENTER_STAGE = Move("enter_stage", WITH_MDE, S.IN_REVIEW)
ASK = Move("ask", WITH_MDE, S.MORE_INFORMATION)
ANSWER = Move("answer", (S.MORE_INFORMATION,), S.IN_REVIEW)
GO_ON = Move("go_on", (S.MORE_INFORMATION,), S.IN_REVIEW)
ACCEPT = Move("accept", WITH_MDE, S.ACCEPTED)
WAITLIST = Move("waitlist", WITH_MDE, S.WAITLISTED)
DECLINE = Move("decline", WITH_MDE, S.DECLINED)
DRAW_UP = Move("draw_up", (S.WAITLISTED,), S.ACCEPTED)
CLOSE_LIST = Move("close_list", (S.WAITLISTED,), S.DECLINED)
GIVE_UP = Move("give_up", (S.ACCEPTED,), S.WITHDRAWN)
WITHDRAW = Move("withdraw", (S.DRAFT, *UNDECIDED, S.WAITLISTED), S.WITHDRAWN)
