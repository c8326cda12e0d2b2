"""The states of an identified school: what the state and the school do, from its designation to its exit."""

from django.db import models

from portal.core.states import Move


class SchoolState(models.TextChoices):
    """Where the work with an identified school stands."""

    IDENTIFIED = "identified", "Identified"
    GATHERED = "gathered", "Artifacts gathered"
    EXITED = "exited", "Exited"


S = SchoolState
GATHER = Move("gather", (S.IDENTIFIED,), S.GATHERED)
ASK_AGAIN = Move("ask_again", (S.GATHERED,), S.IDENTIFIED)
EXIT = Move("exit", (S.IDENTIFIED, S.GATHERED), S.EXITED)
OPEN = (S.IDENTIFIED, S.GATHERED)
