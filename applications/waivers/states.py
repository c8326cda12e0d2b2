"""The states of a proposal to vary accreditation standards, as far as they are built."""

from django.db import models

from portal.core.states import Move


class WaiverState(models.TextChoices):
    """Where a proposal stands. From “On the docket” on everybody reads it."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Handed in, being checked"
    RETURNED = "returned", "Sent back to be completed"
    COMPLETE = "complete", "On the docket"
    WITHDRAWN = "withdrawn", "Withdrawn"


S = WaiverState
OPEN_TO_WRITERS = (S.DRAFT, S.RETURNED)
SUBMIT = Move("submit", OPEN_TO_WRITERS, S.SUBMITTED)
SEND_BACK = Move("send_back", (S.SUBMITTED,), S.RETURNED)
DOCKET = Move("docket", (S.SUBMITTED,), S.COMPLETE)
WITHDRAW = Move("withdraw", (S.DRAFT, S.SUBMITTED, S.RETURNED, S.COMPLETE), S.WITHDRAWN)
