"""The states of a letter of commitment."""

from django.db import models

from portal.core.states import Move


class LetterState(models.TextChoices):
    """Where a letter stands."""

    ISSUED = "issued", "Waiting for the superintendent"
    SIGNED = "signed", "Signed"
    DECLINED = "declined", "Declined"
    VOID = "void", "Void"


S = LetterState
SIGN = Move("sign", (S.ISSUED,), S.SIGNED)
DECLINE = Move("decline", (S.ISSUED,), S.DECLINED)
VOID = Move("void", (S.ISSUED,), S.VOID)
