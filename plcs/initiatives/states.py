"""The states of an initiative and of its PDSA cycles."""

from django.db import models

from portal.core.states import Move


class InitiativeState(models.TextChoices):
    """Where the work of a district stands."""

    ACTIVE = "active", "Under way"
    FINISHED = "finished", "Finished"
    STOPPED = "stopped", "Stopped"


class CycleState(models.TextChoices):
    """Where one Plan-Do-Study-Act cycle stands."""

    PLANNED = "planned", "Planned"
    RUNNING = "running", "Being tried"
    CONCLUDED = "concluded", "Studied"
    DROPPED = "dropped", "Dropped"


W, C = InitiativeState, CycleState
FINISH = Move("finish", (W.ACTIVE,), W.FINISHED)
STOP = Move("stop", (W.ACTIVE,), W.STOPPED)
GO_ON = Move("go_on", (W.FINISHED, W.STOPPED), W.ACTIVE)
RUN = Move("run", (C.PLANNED,), C.RUNNING)
CONCLUDE = Move("conclude", (C.RUNNING,), C.CONCLUDED)
DROP = Move("drop", (C.PLANNED, C.RUNNING), C.DROPPED)
