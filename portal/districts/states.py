"""The states of a membership of a district."""

from django.db import models

from portal.core.states import Move


class MembershipState(models.TextChoices):
    """Where a person's office in a district stands."""

    REQUESTED = "requested", "Requested"
    ACTIVE = "active", "In office"
    DECLINED = "declined", "Declined"
    ENDED = "ended", "Ended"


S = MembershipState
APPROVE = Move("approve", (S.REQUESTED,), S.ACTIVE)
DECLINE = Move("decline", (S.REQUESTED,), S.DECLINED)
WITHDRAW = Move("withdraw", (S.REQUESTED,), S.ENDED)
END = Move("end", (S.ACTIVE,), S.ENDED)
