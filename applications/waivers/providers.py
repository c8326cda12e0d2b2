"""What of proposals waits for a district and for MDE's check, and what the page of a standard says of them.

What stands above adds to a proposal here: sections of its page, gates before a step, and what happens once it is
published.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse

from applications.waivers.models import Partner, Waiver, WaiverQuerySet
from applications.waivers.states import Result, WaiverState
from portal.accounts.policies import is_mde_staff
from portal.districts.models import WRITING_OFFICES
from portal.districts.policies import holds_office, offices_of
from portal.drafts.models import Share
from portal.standards.models import Standard
from portal.standards.providers import Panel
from portal.ui.providers import Waiting
from portal.worklist.providers import Work

NOTES = {
    WaiverState.DRAFT: "A draft; it is not handed in yet.",
    WaiverState.RETURNED: "Sent back: something is lacking.",
    WaiverState.SUBMITTED: "MDE checks whether it is complete.",
}
WITH_YOU = "Your district proposes it together with"
MOST = 100


@dataclass(frozen=True)
class PageSection:
    """A section of a proposal's page: its template, what it shows, and its place."""

    template: str
    shows: dict[str, Any] = field(default_factory=dict)
    position: int = 50


SectionSource = Callable[[Waiver, Any], PageSection | None]
RecordSource = Callable[[Waiver], list[tuple[str, str, str]]]
ResultSource = Callable[[Collection[int]], Mapping[int, str]]
Gate = Callable[[Waiver], list[str]]
Hearer = Callable[[Waiver, Any], None]
_sections: list[SectionSource] = []
_records: list[RecordSource] = []
_results: list[ResultSource] = []
_gates: list[tuple[str, Gate]] = []
_hearers: list[Hearer] = []
_deciders: list[Hearer] = []


def add_section(source: SectionSource) -> None:
    """Called once by an app in `ready()`: a proposal that its reader may know, to a section of its page, or None."""
    _sections.append(source)


def sections_for(waiver: Waiver, user: Any) -> list[PageSection]:
    """The sections that this reader sees, in order."""
    found = [section for source in list(_sections) if (section := source(waiver, user)) is not None]
    return sorted(found, key=lambda section: section.position)


def add_record(source: RecordSource) -> None:
    """Called once by an app in `ready()`: what everybody may read beside a proposal, as heading, label and words."""
    _records.append(source)


def record_of(waiver: Waiver) -> list[tuple[str, str, str]]:
    """What stands above adds to the record of a proposal, for paper and packets."""
    return [row for source in list(_records) for row in source(waiver)]


def results_with(source: ResultSource) -> None:
    """Called once by an app in `ready()`: provisions, by their keys, to what the reports that everybody reads say.

    The answer holds met, partly, not_met or unclear for those that have a report; in a constant number of queries.
    """
    _results.append(source)


def results_of(provisions: Collection[int]) -> dict[int, str]:
    """How provisions turned out, as far as anybody has reported."""
    asked = set(provisions)
    told = [item for source in list(_results) for item in source(asked).items()]
    return {key: Result(result).value for key, result in told if key in asked}


def add_gate(verb: str, gate: Gate) -> None:
    """Called once by an app in `ready()`: what stands in the way of a step of a proposal, in sentences.

    The steps are `submit`, `schedule` and `grant`.
    """
    _gates.append((verb, gate))


def objections(verb: str, waiver: Waiver) -> list[str]:
    """What stands in the way of a step now."""
    return [words for step, gate in list(_gates) if step == verb for words in gate(waiver)]


def hear_decided(hearer: Hearer) -> None:
    """Called once by an app in `ready()`: a proposal was decided or withdrawn, in the same transaction."""
    _deciders.append(hearer)


def tell_decided(waiver: Waiver, actor: Any) -> None:
    """Tell all that hear of it."""
    for hearer in list(_deciders):
        hearer(waiver, actor)


def hear_published(hearer: Hearer) -> None:
    """Called once by an app in `ready()`: a text of a proposal was published by somebody, in the same transaction."""
    _hearers.append(hearer)


def tell_published(waiver: Waiver, actor: Any) -> None:
    """Tell all that hear of it."""
    for hearer in list(_hearers):
        hearer(waiver, actor)


def waiting_waivers(user: Any) -> Iterator[Waiting]:
    """Drafts and what was sent back wait for who leads a proposing district, or helps; what is handed in for MDE."""
    offices = offices_of(user)
    if not offices:
        return
    for waiver in _written_by(user).filter(state__in=list(NOTES)).select_related("district", "pathway")[:MOST]:
        yield Waiting(
            words=f"Waiver: {waiver}",
            url=waiver.get_absolute_url(),
            note=NOTES[WaiverState(waiver.state)]
            if waiver.district_id in offices
            else f"{WITH_YOU} {waiver.district}.",
            state=waiver.state,
            state_words=waiver.get_state_display().lower(),
            on_others=waiver.state == WaiverState.SUBMITTED,
        )


def _written_by(user: Any) -> WaiverQuerySet:
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    helped = Waiver.objects.helped_by(user, Share.EDIT)
    with_others = Partner.objects.filter(district__in=led)
    beside = Q(pk__in=helped.values("pk")) | Q(pk__in=with_others.values("waiver"))
    return Waiver.objects.filter(Q(district__in=led) | beside)


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
