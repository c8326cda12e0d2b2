"""MDE checks whether a proposal is complete: it goes back with what is lacking, or on the docket."""

from typing import Any

from django.db import transaction

from applications.waivers import notifications
from applications.waivers.models import Waiver
from applications.waivers.services.docketing import docket_new, take_up
from applications.waivers.services.writing import check_free_of, locked
from applications.waivers.states import SEND_BACK, Kind
from portal.core.states import advance


@transaction.atomic
def send_back(waiver: Waiver, *, lacking: str, actor: Any) -> Waiver:
    """Say what is lacking; the district completes it and hands it in again."""
    fresh = locked(waiver, "check", actor)
    check_free_of(fresh, actor)
    advance(fresh, SEND_BACK, actor=actor, lacking=lacking)
    fresh.lacking = lacking
    fresh.save(update_fields=["lacking"])
    notifications.waiver_sent_back(fresh)
    return fresh


@transaction.atomic
def docket_waiver(waiver: Waiver, *, actor: Any) -> Waiver:
    """It is complete: everybody reads it, under a number of its own or in place of the text that it changes."""
    fresh = locked(waiver, "check", actor)
    check_free_of(fresh, actor)
    return take_up(fresh, actor=actor) if fresh.kind == Kind.CHANGE else docket_new(fresh, actor=actor)
