"""What of proposals waits for a district and for MDE's check, and what the page of a standard says of them."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from applications.waivers.models import Waiver
from applications.waivers.states import WaiverState
from portal.accounts.policies import is_mde_staff
from portal.districts.models import WRITING_OFFICES
from portal.districts.policies import holds_office, offices_of
from portal.standards.models import Standard
from portal.standards.providers import Panel
from portal.ui.providers import Waiting
from portal.worklist.providers import Work

NOTES = {
    WaiverState.DRAFT: "A draft; it is not handed in yet.",
    WaiverState.RETURNED: "Sent back: something is lacking.",
    WaiverState.SUBMITTED: "MDE checks whether it is complete.",
}
MOST = 100


def waiting_waivers(user: Any) -> Iterator[Waiting]:
    """Drafts and what was sent back wait for who writes for the district; what is handed in for MDE."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    if not led:
        return
    found = Waiver.objects.filter(district__in=led, state__in=list(NOTES)).select_related("district", "pathway")
    for waiver in found[:MOST]:
        yield Waiting(
            words=f"Waiver: {waiver}",
            url=waiver.get_absolute_url(),
            note=NOTES[WaiverState(waiver.state)],
            state=waiver.state,
            state_words=waiver.get_state_display().lower(),
            on_others=waiver.state == WaiverState.SUBMITTED,
        )


def waiver_work(user: Any) -> Iterator[Work]:
    """For MDE: what was handed in and is not checked yet."""
    if not is_mde_staff(user):
        return
    for waiver in Waiver.objects.filter(state=WaiverState.SUBMITTED).select_related("district")[:MOST]:
        yield Work(
            key=f"waiver-{waiver.reference}",
            kind="Waiver",
            title=f"{waiver.district}: {waiver}",
            url=waiver.get_absolute_url(),
            state=waiver.state,
            state_words=waiver.get_state_display(),
            since=waiver.submitted_at or waiver.begun_at,
            leaid=waiver.district_id,
        )


def proposals_panel(standard: Standard, user: Any) -> Panel | None:
    """What on the docket would vary a standard, whichever version of it; the same for every reader. One query."""
    found = Waiver.objects.docketed().filter(provisions__standard__standard=standard).distinct()
    told = [f"{each}, {each.district}: {each.get_state_display().lower()}" for each in found.select_related("district")]
    if not told:
        return None
    url = f"{reverse('waivers:docket')}?q={standard.number}"
    return Panel("Proposals to vary it", tuple(told[:5]), url, "See them on the docket")
