"""What of a meeting waits for a member."""

from collections.abc import Iterator
from typing import Any

from applications.commission.models import Sitting
from applications.commission.queries import agenda
from applications.commission.states import SittingState
from portal.accounts.models import StateRole
from portal.ui.providers import Waiting


def waiting_votes(user: Any) -> Iterator[Waiting]:
    """For a member: a meeting in session with motions on which they have not voted."""
    if StateRole.CSA_REVIEWER not in user.state_roles:
        return
    for sitting in Sitting.objects.filter(state=SittingState.OPEN).order_by("starts_at")[:3]:
        lines = [line for entry in agenda(sitting, user) for line in entry.lines]
        missing = sum(1 for line in lines if line.may.get("vote") and not line.own)
        if missing:
            yield Waiting(
                words=f"{sitting}: {missing} vote{'' if missing == 1 else 's'}",
                url=sitting.get_absolute_url(),
                note="The meeting is in session.",
                due=None,
                state=sitting.state,
                state_words=sitting.get_state_display().lower(),
            )
