"""The states of a district's membership of the network."""

from django.db import models

from portal.core.states import Move


class NetworkMembershipState(models.TextChoices):
    """Where a district's membership stands."""

    ACTIVE = "active", "Member"
    LAPSED = "lapsed", "Term over"
    LEFT = "left", "Left"


S = NetworkMembershipState
RENEW = Move("renew", (S.ACTIVE, S.LAPSED), S.ACTIVE)
LAPSE = Move("lapse", (S.ACTIVE,), S.LAPSED)
LEAVE = Move("leave", (S.ACTIVE,), S.LEFT)
