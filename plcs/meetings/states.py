"""The states of meetings, what is on their agenda, minutes, wishes to change them, actions and decisions."""

from django.db import models

from portal.core.states import Move


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class AgendaState(models.TextChoices):
    """Where a topic of an agenda stands."""

    PROPOSED = "proposed", "Proposed"
    TAKEN = "taken", "On the agenda"
    POSTPONED = "postponed", "Postponed"
    DECLINED = "declined", "Not taken"


class MinutesState(models.TextChoices):
    """Where minutes stand."""

    DRAFT = "draft", "Draft"
    IN_APPROVAL = "in_approval", "In approval"
    APPROVED = "approved", "Approved"


class AmendmentState(models.TextChoices):
    """Where a wish to change the minutes stands."""

    ASKED = "asked", "Asked for"
    ADOPTED = "adopted", "Taken in"
    REFUSED = "refused", "Not taken in"


class ActionState(models.TextChoices):
    """Where something that somebody does stands."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class DecisionState(models.TextChoices):
    """Where a decision stands."""

    ASKING = "asking", "Open"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


M, A, T, W = MeetingState, AgendaState, MinutesState, AmendmentState
HOLD = Move("hold", (M.PLANNED,), M.HELD)
CANCEL = Move("cancel", (M.PLANNED,), M.CANCELLED)
TAKE = Move("take", (A.PROPOSED,), A.TAKEN)
POSTPONE = Move("postpone", (A.PROPOSED, A.TAKEN), A.POSTPONED)
DECLINE = Move("decline", (A.PROPOSED,), A.DECLINED)
PUT = Move("put", (T.DRAFT,), T.IN_APPROVAL)
TAKE_BACK = Move("take_back", (T.IN_APPROVAL,), T.DRAFT)
APPROVE = Move("approve", (T.IN_APPROVAL,), T.APPROVED)
ADOPT = Move("adopt", (W.ASKED,), W.ADOPTED)
REFUSE = Move("refuse", (W.ASKED,), W.REFUSED)
FINISH = Move("finish", (ActionState.OPEN,), ActionState.DONE)
DROP = Move("drop", (ActionState.OPEN,), ActionState.DROPPED)
GO_ON = Move("go_on", (ActionState.DONE, ActionState.DROPPED), ActionState.OPEN)
CLOSE = Move("close", (DecisionState.ASKING,), DecisionState.CLOSED)
WITHDRAW = Move("withdraw", (DecisionState.ASKING,), DecisionState.WITHDRAWN)
