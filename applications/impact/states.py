"""The states of a recommendation to change the standards, what it may recommend, and how a provision turned out."""

from django.db import models

from portal.core.states import Move


class RecommendationState(models.TextChoices):
    """Where a recommendation stands. From “Before the Commission” on everybody reads it."""

    DRAFT = "draft", "Draft"
    PUT_FORWARD = "put_forward", "Before the Commission"
    ADOPTED = "adopted", "Adopted by the Commission"
    SET_ASIDE = "set_aside", "Set aside by the Commission"
    SENT = "sent", "Sent to the State Board"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Proposes(models.TextChoices):
    """What should become of a standard."""

    KEEP = "keep", "Keep it as it is"
    AMEND = "amend", "Amend it"
    REPEAL = "repeal", "Repeal it"


S = RecommendationState
PUT_FORWARD = Move("put_forward", (S.DRAFT,), S.PUT_FORWARD)
WITHDRAW = Move("withdraw", (S.DRAFT,), S.WITHDRAWN)
ADOPT = Move("adopt", (S.PUT_FORWARD,), S.ADOPTED)
SET_ASIDE = Move("set_aside", (S.PUT_FORWARD,), S.SET_ASIDE)
SEND = Move("send", (S.ADOPTED,), S.SENT)
OPEN = (S.DRAFT, S.PUT_FORWARD)
PUBLIC = (S.PUT_FORWARD, S.ADOPTED, S.SET_ASIDE, S.SENT)
