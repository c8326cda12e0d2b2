"""Writing a proposal: begin, save answers, hand in, withdraw."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.waivers import notifications, providers
from applications.waivers.models import Provision, Waiver
from applications.waivers.queries import lacking
from applications.waivers.services.pausing import end_pauses
from applications.waivers.states import OPEN_TO_WRITERS, RESUME, SUBMIT, WITHDRAW, Kind, WaiverState
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import WRITING_OFFICES, District
from portal.districts.policies import holds_office
from portal.drafts.questions import asked_in
from portal.drafts.services import Clash, write_answers
from portal.measures.services import freeze_measure
from portal.network.models import NetworkMembership, Pathway
from portal.standards.queries import citation

NOT_ITS_PLC = "A district proposes within a PLC in which it is now."
LONGEST_TITLE = 200
INCOMPLETE = "It is not complete yet: {first}"


@transaction.atomic
def begin_waiver(district: District, pathway: Pathway, *, actor: Any) -> Waiver:
    """A draft of a member district, within a PLC that it is in."""
    if not holds_office(actor, district, *WRITING_OFFICES):
        raise PermissionDenied
    if not NetworkMembership.objects.current().filter(district=district, pathways=pathway).exists():
        raise NotAllowed(NOT_ITS_PLC)
    made = Waiver.objects.create(district=district, pathway=pathway, begun_by=actor)
    audit.record(made, "waivers.begin", actor=actor)
    return made


@transaction.atomic
def save_answers(waiver: Waiver, values: Mapping[str, Any], *, versions: Mapping[str, int], actor: Any) -> list[Clash]:
    """Save the answers that changed; those that somebody else changed meanwhile come back."""
    fresh = locked(waiver, "write", actor)
    if set(values) - {question.key for question in asked_in(fresh.sections)}:
        raise NotAllowed("This is not a question of the form.")
    clashes = write_answers(fresh.answers, values, versions=versions, actor=actor)
    if "title" in values:
        fresh.title = _title(fresh)
        fresh.save(update_fields=["title"])
    return clashes


def _title(waiver: Waiver) -> str:
    """Its name in lists, which show no more than 200 signs of it."""
    return str(waiver.values().get("title") or "")[:LONGEST_TITLE]


@transaction.atomic
def submit_waiver(waiver: Waiver, *, actor: Any) -> Waiver:
    """Hand it in, complete: standards and measures stay with it from now on as they stand today."""
    fresh = locked(waiver, "submit", actor)
    found = [each.words for each in lacking(fresh)] + providers.objections("submit", fresh)
    if found:
        raise NotAllowed(INCOMPLETE.format(first=found[0]))
    for provision in fresh.provisions.select_related("standard__standard__edition"):
        _rest(provision, actor)
    advance(fresh, SUBMIT, actor=actor)
    fresh.title, fresh.submitted_at, fresh.lacking = _title(fresh), timezone.now(), ""
    fresh.save(update_fields=["title", "submitted_at", "lacking"])
    notifications.waiver_submitted(fresh)
    return fresh


def _rest(provision: Provision, actor: Any) -> None:
    """The version of its standard that stands, if it may still be waived; its measures frozen."""
    standard = provision.standard.standard
    provision.standard = citation(standard.edition.code, standard.number)
    provision.save(update_fields=["standard"])
    for hypothesis in provision.hypotheses.select_related("measure"):
        if hypothesis.measure is not None:
            about = provision.waiver.reference
            hypothesis.frozen = freeze_measure(hypothesis.measure, actor=actor, about=about)
            hypothesis.save(update_fields=["frozen"])


@transaction.atomic
def withdraw_waiver(waiver: Waiver, *, reason: str, actor: Any) -> Waiver:
    """Take it back. What stood on the docket stays readable, with the reason."""
    fresh = locked(waiver, "withdraw", actor)
    advance(fresh, WITHDRAW, actor=actor, reason=reason)
    fresh.reason = reason
    fresh.save(update_fields=["reason"])
    for change in fresh.later.filter(kind=Kind.CHANGE, state__in=[*OPEN_TO_WRITERS, WaiverState.SUBMITTED]):
        advance(change, WITHDRAW, actor=actor, reason=reason)
    if fresh.kind == Kind.CHANGE and fresh.earlier and fresh.earlier.state == WaiverState.REVISING:
        advance(fresh.earlier, RESUME, actor=actor)
        end_pauses(fresh.earlier, actor=actor)
    providers.tell_decided(fresh, actor)
    return fresh


def locked(waiver: Waiver, verb: str, actor: Any) -> Waiver:
    """The row, locked until the end of the transaction, if the person may do this with it now."""
    found = Waiver.objects.select_for_update(of=("self",)).select_related("district", "pathway")
    fresh = found.get(pk=waiver.pk)
    if not actor.has_perm(f"waivers.{verb}", fresh):
        raise PermissionDenied
    return fresh


def check_free_of(waiver: Waiver, person: Any) -> None:
    """NotAllowed where anything ties the person to one of the proposing districts."""
    for leaid in sorted(waiver.leaids()):
        check_free(person, leaid)
