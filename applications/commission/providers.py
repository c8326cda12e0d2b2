"""What of a meeting waits for a member, and what its reviewers read beside a proposal."""

from collections.abc import Iterator
from typing import Any

from applications.commission.models import Sitting
from applications.commission.queries import agenda
from applications.commission.states import SittingState
from applications.reviews.models import Subject
from applications.reviews.providers import Material
from applications.waivers.models import Waiver
from applications.waivers.providers import sections_for
from applications.waivers.queries import evidence_of, precedents_of, provisions_of
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


def waiver_material(subject: Subject, user: Any) -> list[Material]:
    """Evidence, earlier decisions, documents, questions and comments of the proposal that is reviewed."""
    waiver = Waiver.objects.docketed().select_related("district", "pathway").filter(reference=subject.reference).first()
    if waiver is None:
        return []
    provisions = provisions_of(waiver)
    shows = {
        "waiver": waiver,
        "provisions": [(each, evidence_of(each, user)) for each in provisions],
        "precedents": precedents_of(waiver, provisions),
        "exhibits": list(waiver.exhibits.select_related("file")),
        "inquiries": list(waiver.inquiries.all()),
        "may_ask": user.has_perm("waivers.ask", waiver),
        "sections": sections_for(waiver, user),
    }
    return [Material("commission/material.html", shows)]
