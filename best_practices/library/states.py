"""The states of a practice, which readers see, and of its versions, which are written and moderated."""

from django.db import models

from portal.core.states import Move


class PracticeState(models.TextChoices):
    """Where a practice stands for its readers."""

    UNPUBLISHED = "unpublished", "Not published"
    PUBLISHED = "published", "Published"
    DUE = "due", "Due for review"
    WITHDRAWN = "withdrawn", "Withdrawn"


class VersionState(models.TextChoices):
    """Where one version of a practice stands between its authors and the moderators."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_ASKED = "changes_asked", "Changes asked"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Not published"
    MERGED = "merged", "Merged with another practice"
    DROPPED = "dropped", "Taken back"


V, P = VersionState, PracticeState
OPEN_VERSIONS = (V.DRAFT, V.IN_REVIEW, V.CHANGES_ASKED)
WRITABLE = (V.DRAFT, V.CHANGES_ASKED)
SUBMIT = Move("submit", WRITABLE, V.IN_REVIEW)
ASK_CHANGES = Move("ask_changes", (V.IN_REVIEW,), V.CHANGES_ASKED)
PUBLISH = Move("publish", (V.IN_REVIEW,), V.PUBLISHED)
DECLINE = Move("decline", (V.IN_REVIEW,), V.DECLINED)
APPEAL = Move("appeal", (V.DECLINED,), V.IN_REVIEW)
MERGE = Move("merge", (V.IN_REVIEW,), V.MERGED)
DROP = Move("drop", OPEN_VERSIONS, V.DROPPED)
OPEN = Move("open", (P.UNPUBLISHED, P.PUBLISHED, P.DUE), P.PUBLISHED)
FALL_DUE = Move("fall_due", (P.PUBLISHED,), P.DUE)
CONFIRM = Move("confirm", (P.PUBLISHED, P.DUE), P.PUBLISHED)
WITHDRAW = Move("withdraw", (P.PUBLISHED, P.DUE), P.WITHDRAWN)
