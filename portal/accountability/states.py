"""The states of an import: nothing of its file is in the portal's tables before it is confirmed."""

from django.db import models

from portal.core.states import Move


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", "Uploaded"
    CHECKING = "checking", "Being checked"
    READY = "ready", "Ready to confirm"
    CONFIRMED = "confirmed", "Confirmed"
    DISCARDED = "discarded", "Discarded"
    FAILED = "failed", "Could not be read"


S = ImportState
START_CHECK = Move("start_check", (S.UPLOADED, S.CHECKING), S.CHECKING)
FINISH_CHECK = Move("finish_check", (S.CHECKING,), S.READY)
FAIL_CHECK = Move("fail_check", (S.CHECKING,), S.FAILED)
CONFIRM = Move("confirm", (S.READY,), S.CONFIRMED)
DISCARD = Move("discard", (S.UPLOADED, S.CHECKING, S.READY), S.DISCARDED)
