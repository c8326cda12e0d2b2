"""Where an assignment stands, and what reviewers of a panel see of each other's scores."""

from django.db import models

from portal.core.states import Move


class AssignmentState(models.TextChoices):
    """Where one reviewer's review of one subject stands."""

    ASSIGNED = "assigned", "Assigned"
    DONE = "done", "Done"
    ABSTAINED = "abstained", "Abstained"
    NOT_MY_FIELD = "not_my_field", "Not my field"
    RELEASED = "released", "Released"


class OthersShown(models.TextChoices):
    """When a reviewer sees the scores of the others."""

    NEVER = "never", "Never"
    OWN = "own", "After the own review is done"
    ALWAYS = "always", "Always"


class Confidence(models.IntegerChoices):
    """How sure a reviewer is of what they recommend."""

    LOW = 1, "Not sure"
    MIDDLE = 2, "Rather sure"
    HIGH = 3, "Sure"


S = AssignmentState
LIVE = (S.ASSIGNED, S.DONE)
FINISH = Move("finish", (S.ASSIGNED,), S.DONE)
ABSTAIN = Move("abstain", (S.ASSIGNED,), S.ABSTAINED)
DECLINE_FIELD = Move("decline_field", (S.ASSIGNED,), S.NOT_MY_FIELD)
RELEASE = Move("release", LIVE, S.RELEASED)
