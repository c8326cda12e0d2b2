"""The states of a letter of commitment. Who signs next follows from the state."""

from django.db import models

from portal.core.states import Move


class LetterState(models.TextChoices):
    """Where a letter stands."""

    ISSUED = "issued", "Waiting for the superintendent"
    BOARD = "board", "Waiting for the board president"
    COUNTERSIGN = "countersign", "Waiting for the department"
    SIGNED = "signed", "Signed"
    DECLINED = "declined", "Declined"
    VOID = "void", "Void"
    REPLACED = "replaced", "Replaced by a newer version"
    WITHDRAWN = "withdrawn", "Withdrawn"


S = LetterState
WITH_DISTRICT = (S.ISSUED, S.BOARD)
OPEN = (*WITH_DISTRICT, S.COUNTERSIGN)
SIGN_FIRST = Move("sign_first", (S.ISSUED,), S.BOARD)
SIGN = Move("sign", WITH_DISTRICT, S.COUNTERSIGN)
COUNTERSIGN = Move("countersign", (S.COUNTERSIGN,), S.SIGNED)
DECLINE = Move("decline", WITH_DISTRICT, S.DECLINED)
VOID = Move("void", OPEN, S.VOID)
REPLACE = Move("replace", (*OPEN, S.SIGNED), S.REPLACED)
WITHDRAW = Move("withdraw", (S.SIGNED,), S.WITHDRAWN)
