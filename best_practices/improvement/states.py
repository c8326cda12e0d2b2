"""The states of an identified school: what the state and the school do, from its designation to its exit."""

from django.db import models

from portal.core.states import Move


class SchoolState(models.TextChoices):
    """Where the work with an identified school stands."""

    IDENTIFIED = "identified", "Identified"
    GATHERED = "gathered", "Artifacts gathered"
    PLANNED = "planned", "Plan submitted"
    EXITED = "exited", "Exited"


S = SchoolState
GATHER = Move("gather", (S.IDENTIFIED,), S.GATHERED)
ASK_AGAIN = Move("ask_again", (S.GATHERED,), S.IDENTIFIED)
SUBMIT_PLAN = Move("submit_plan", (S.GATHERED,), S.PLANNED)
RETURN_PLAN = Move("return_plan", (S.PLANNED,), S.GATHERED)
EXIT = Move("exit", (S.IDENTIFIED, S.GATHERED, S.PLANNED), S.EXITED)
OPEN = (S.IDENTIFIED, S.GATHERED, S.PLANNED)
BEFORE_PLAN = (S.IDENTIFIED, S.GATHERED)
