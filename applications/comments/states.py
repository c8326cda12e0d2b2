"""The states of a public comment, why one is not shown, and on whose behalf people comment."""

from django.db import models

from portal.core.states import Move


class CommentState(models.TextChoices):
    """Where a comment stands. Everybody reads it while it is shown, and at no other time."""

    WAITING = "waiting", "Waits to be read"
    PUBLISHED = "published", "Shown"
    DECLINED = "declined", "Not shown"


class Reason(models.TextChoices):
    """Why a comment is not shown; the list is fixed, and everybody reads the reason."""

    NAMES = "names", "it names a student or a person"
    INSULT = "insult", "it insults somebody"
    ADVERTISING = "advertising", "it advertises something"
    OFF_TOPIC = "off_topic", "it is not about this proposal"
    REPEATED = "repeated", "the same person said it already, word for word"


class Voice(models.TextChoices):
    """On whose behalf somebody comments."""

    PARENT = "parent", "As a parent"
    STUDENT = "student", "As a student"
    STAFF = "staff", "As a teacher or staff"
    RESIDENT = "resident", "As another resident"
    ORGANIZATION = "organization", "For an organization"
    OTHER = "other", "Other"


S = CommentState
PUBLISH = Move("publish", (S.WAITING,), S.PUBLISHED)
DECLINE = Move("decline", (S.WAITING,), S.DECLINED)
TAKE_DOWN = Move("take_down", (S.PUBLISHED,), S.DECLINED)
PUT_BACK = Move("put_back", (S.DECLINED,), S.PUBLISHED)
