"""The states of a workgroup, of a district's request for a seat, of a person's place, and of who is awaited."""

from django.db import models

from portal.core.states import Move


class WorkgroupState(models.TextChoices):
    """Where a workgroup stands."""

    OPEN = "open", "At work"
    CLOSED = "closed", "Closed"


class SeatRequestState(models.TextChoices):
    """Where a district's request for a seat stands. A seat itself is a pathway of the district's membership."""

    REQUESTED = "requested", "Requested"
    GRANTED = "granted", "Granted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class PlaceState(models.TextChoices):
    """Where a person's place in a workgroup stands."""

    ASKED = "asked", "Asked to join"
    ACTIVE = "active", "In the PLC"
    DECLINED = "declined", "Declined"
    ENDED = "ended", "Left"


class AwaitedState(models.TextChoices):
    """Where somebody stands who is invited and has not come in yet."""

    AWAITED = "awaited", "Gets a weekly mail"
    STOPPED = "stopped", "Stopped the mail"
    ARRIVED = "arrived", "Came in"
    TAKEN_BACK = "taken_back", "Taken back"
    LAPSED = "lapsed", "No longer invited"


W, S, P, A = WorkgroupState, SeatRequestState, PlaceState, AwaitedState
CLOSE = Move("close", (W.OPEN,), W.CLOSED)
REOPEN = Move("reopen", (W.CLOSED,), W.OPEN)
GRANT_SEAT = Move("grant_seat", (S.REQUESTED,), S.GRANTED)
DECLINE_SEAT = Move("decline_seat", (S.REQUESTED,), S.DECLINED)
WITHDRAW_SEAT = Move("withdraw_seat", (S.REQUESTED,), S.WITHDRAWN)
ADMIT = Move("admit", (P.ASKED,), P.ACTIVE)
DECLINE = Move("decline", (P.ASKED,), P.DECLINED)
END = Move("end", (P.ASKED, P.ACTIVE), P.ENDED)
STOP_MAIL = Move("stop_mail", (A.AWAITED,), A.STOPPED)
ARRIVE = Move("arrive", (A.AWAITED, A.STOPPED), A.ARRIVED)
TAKE_BACK = Move("take_back", (A.AWAITED, A.STOPPED), A.TAKEN_BACK)
LAPSE = Move("lapse", (A.AWAITED, A.STOPPED), A.LAPSED)
STILL_AWAITED = (A.AWAITED, A.STOPPED)
OPEN_PLACES = (P.ASKED, P.ACTIVE)
