"""What builds on an earlier proposal: a change of what is on the docket, an amendment, a renewal. And who proposes."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from applications.waivers import notifications
from applications.waivers.models import Partner, Provision, Waiver
from applications.waivers.queries import renewal_window
from applications.waivers.services.pausing import begin_pause
from applications.waivers.services.writing import locked
from applications.waivers.states import OPEN_TO_WRITERS, PENDING, REVISE, Kind, WaiverState
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District
from portal.network.models import NetworkMembership

OWN_PROOF = ("board_on", "board_for", "board_against", "resolution", "consulted", "first_report", "final_report")
BEGUN = "One is being written or examined already. Go on with that one."
CHANGES = "The district changes its proposal."
NOT_A_MEMBER = "Only districts that are now in the same PLC can propose it together."
MOST_PARTNERS = 9


@transaction.atomic
def begin_change(waiver: Waiver, *, actor: Any) -> Waiver:
    """A draft with all that stands on the docket, to be changed; until it is taken up, everybody reads the old text."""
    fresh = locked(waiver, "revise", actor)
    advance(fresh, REVISE, actor=actor)
    begin_pause(fresh, CHANGES, actor=actor)
    return _copied(fresh, Kind.CHANGE, actor)


@transaction.atomic
def begin_amendment(waiver: Waiver, *, actor: Any) -> Waiver:
    """A draft that would take the place of a waiver that holds."""
    fresh = locked(waiver, "amend", actor)
    _check_no_other(fresh)
    return _copied(fresh, Kind.AMENDMENT, actor)


@transaction.atomic
def begin_renewal(waiver: Waiver, *, actor: Any) -> Waiver:
    """A draft for the years after a waiver's term; its evaluation is asked for as it is handed in."""
    fresh = locked(waiver, "renew", actor)
    _check_no_other(fresh)
    window = renewal_window(list(fresh.provisions.all()))
    if not window.is_open:
        raise NotAllowed(window.words)
    made = _copied(fresh, Kind.RENEWAL, actor)
    for provision in made.provisions.all():
        length = provision.ends_on - provision.begins_on
        provision.begins_on = window.ends + timedelta(days=1)
        provision.ends_on = provision.begins_on + length
        provision.save(update_fields=["begins_on", "ends_on"])
    return made


def _check_no_other(waiver: Waiver) -> None:
    """One at a time: what was withdrawn, denied or decided is no obstacle."""
    going_on = [*OPEN_TO_WRITERS, WaiverState.SUBMITTED, *PENDING]
    if waiver.later.filter(state__in=going_on).exclude(kind=Kind.CHANGE).exists():
        raise NotAllowed(BEGUN)


def _copied(earlier: Waiver, kind: Kind, actor: Any) -> Waiver:
    """A draft with what an earlier one says. A change takes all of it; others ask anew for what a board has to show."""
    made = Waiver.objects.create(
        kind=kind,
        earlier=earlier,
        district=earlier.district,
        pathway=earlier.pathway,
        title=earlier.title,
        begun_by=actor,
    )
    left_out = () if kind == Kind.CHANGE else OWN_PROOF
    for answer in earlier.answers.exclude(question__in=left_out):
        made.answers.create(question=answer.question, value=answer.value, saved_by=actor)
    for partner in earlier.partners.all():
        made.partners.create(district=partner.district, asked_by=actor)
    copies = {each.pk: _copy(each, made) for each in earlier.provisions.prefetch_related("hypotheses")}
    for exhibit in earlier.exhibits.all():
        provision = copies.get(exhibit.provision_id or 0)
        facts = {"title": exhibit.title, "supports": exhibit.supports, "file": exhibit.file, "provision": provision}
        made.exhibits.create(**facts, added_by=actor)
    audit.record(made, "waivers.begin", actor=actor, kind=kind, earlier=earlier.reference)
    return made


def _copy(provision: Provision, made: Waiver) -> Provision:
    hypotheses = list(provision.hypotheses.all())
    provision.pk, provision.waiver = None, made
    provision.version, provision.disposition, provision.conditions = 1, "", ""
    provision._state.adding = True
    provision.save()
    for each in hypotheses:
        each.pk, each.provision, each.frozen = None, provision, None
        each._state.adding = True
        each.save()
    return provision


@transaction.atomic
def add_partner(waiver: Waiver, district: District, *, actor: Any) -> Partner:
    """Another district of the same PLC proposes it too; its leaders read the draft, its superintendent agrees."""
    fresh = locked(waiver, "propose_together", actor)
    if district.pk in fresh.leaids():
        raise NotAllowed("This district proposes it already.")
    if fresh.partners.count() >= MOST_PARTNERS:
        raise NotAllowed(f"At most {MOST_PARTNERS + 1} districts propose together.")
    if not NetworkMembership.objects.current().filter(district=district, pathways=fresh.pathway).exists():
        raise NotAllowed(NOT_A_MEMBER)
    made = Partner.objects.create(waiver=fresh, district=district, asked_by=actor)
    audit.record(fresh, "waivers.add_partner", actor=actor, district=district.pk)
    notifications.partner_added(made)
    return made


@transaction.atomic
def remove_partner(partner: Partner, *, actor: Any) -> None:
    """A district proposes it no longer."""
    fresh = locked(partner.waiver, "propose_together", actor)
    if fresh.partners.filter(pk=partner.pk).delete()[0]:
        audit.record(fresh, "waivers.remove_partner", actor=actor, district=partner.district_id)
