"""MDE checks whether a proposal is complete: it goes back with what is lacking, or on the docket."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.waivers import notifications
from applications.waivers.models import DocketYear, Waiver
from applications.waivers.services.writing import locked
from applications.waivers.states import DOCKET, SEND_BACK
from portal.conflicts.services import check_free
from portal.core.states import advance


@transaction.atomic
def send_back(waiver: Waiver, *, lacking: str, actor: Any) -> Waiver:
    """Say what is lacking; the district completes it and hands it in again."""
    fresh = locked(waiver, "check", actor)
    check_free(actor, fresh.district_id)
    advance(fresh, SEND_BACK, actor=actor, lacking=lacking)
    fresh.lacking = lacking
    fresh.save(update_fields=["lacking"])
    notifications.waiver_sent_back(fresh)
    return fresh


@transaction.atomic
def docket_waiver(waiver: Waiver, *, actor: Any) -> Waiver:
    """It is complete: it gets its number, everybody reads it, and the clock runs."""
    fresh = locked(waiver, "check", actor)
    check_free(actor, fresh.district_id)
    advance(fresh, DOCKET, actor=actor)
    now = timezone.now()
    fresh.docket, fresh.docketed_at = _next_number(timezone.localdate(now).year), now
    fresh.save(update_fields=["docket", "docketed_at"])
    notifications.waiver_docketed(fresh)
    return fresh


def _next_number(year: int) -> str:
    """The next number of the year; two who ask at once wait for each other on the year's row."""
    DocketYear.objects.get_or_create(year=year)
    counted = DocketYear.objects.select_for_update().get(year=year)
    counted.last += 1
    counted.save(update_fields=["last"])
    return f"W{year}-{counted.last:04}"
