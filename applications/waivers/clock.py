"""The clock of proposals: the days since the docket, without the pauses, of one and of all of them."""

from dataclasses import dataclass

from django.utils import timezone

from applications.waivers.models import Pause, Waiver
from applications.waivers.states import Kind, WaiverState
from portal.worklist.clock import Clock, Run, clock_of, days_of


@dataclass(frozen=True)
class Standing:
    """Where the clock of one proposal stands: days that count, its pauses, the one that runs."""

    days: float
    pauses: list[Pause]
    is_running: bool

    @property
    def pause(self) -> Pause | None:
        """The pause that runs."""
        return next((each for each in self.pauses if each.ended_at is None), None)


def standing_of(waiver: Waiver) -> Standing | None:
    """The clock of a proposal on the docket; one query. None before that."""
    if waiver.docketed_at is None:
        return None
    pauses = list(waiver.pauses.all())
    is_over = waiver.decided_at is not None or waiver.state == WaiverState.WITHDRAWN
    run = _run(waiver, pauses)
    running = not is_over and all(each.ended_at for each in pauses)
    return Standing(days_of(run, timezone.now()), pauses, running)


def _run(waiver: Waiver, pauses: list[Pause]) -> Run:
    begun = waiver.docketed_at or waiver.begun_at
    return Run(begun, waiver.decided_at, [(each.begun_at, each.ended_at) for each in pauses])


def clock_of_service() -> Clock:
    """How long proposals take from the docket to the State Board's decision, over all; two queries."""
    found = Waiver.objects.docketed().exclude(state=WaiverState.WITHDRAWN).exclude(kind=Kind.CHANGE)
    return clock_of((_run(each, list(each.pauses.all())) for each in found.prefetch_related("pauses")), timezone.now())
