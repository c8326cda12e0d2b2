"""PDSA cycles are planned, written, begun, studied, dropped, and handed to the practice library."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from plcs.initiatives import notifications
from plcs.initiatives.models import Act, Cycle, Idea
from plcs.initiatives.queries import text_of
from plcs.initiatives.services.asking import demand, locked
from plcs.initiatives.states import CONCLUDE, DROP, RUN
from plcs.workgroups.models import Workgroup
from plcs.workgroups.policies import place_of
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District
from portal.districts.policies import is_member
from portal.drafts.providers import Material, promote

PLANNED = ("question", "prediction", "plan", "owner", "begins_on", "ends_on")
WRITTEN = (*PLANNED, "happened", "learned", "act", "next_step")
NEEDED = {
    "happened": "Please write what happened (Do).",
    "learned": "Please write what you learned (Study).",
    "act": "Please choose what you do next (Act).",
}


@dataclass(frozen=True)
class Clash:
    """Somebody saved the cycle meanwhile: what stands there, and the version to save over once it was read."""

    stands: Cycle
    version: int
    by: str


def _locked(cycle: Cycle) -> Cycle:
    """The cycle with the rows of its initiative and its own locked."""
    locked(cycle.initiative)
    way = "idea__driver__initiative"
    found = Cycle.objects.select_for_update(of=("self",))
    return found.select_related(f"{way}__workgroup__pathway", f"{way}__district", "saved_by").get(pk=cycle.pk)


def _of_the_district(workgroup: Workgroup, district: District, owner: Any) -> None:
    if not workgroup.places.in_force().filter(user=owner, district=district).exists():
        raise NotAllowed(f"{owner.name} is not in this PLC for {district}.")


@transaction.atomic
def plan_cycle(
    idea: Idea,
    *,
    question: str,
    prediction: str,
    plan: str,
    owner: Any,
    begins_on: date,
    ends_on: date,
    actor: Any,
) -> Cycle:
    """A small test of an idea: what it is to teach, what one expects, who does what and when."""
    initiative = locked(idea.initiative)
    demand(actor, "write", initiative)
    _of_the_district(initiative.workgroup, initiative.district, owner)
    last = idea.cycles.aggregate(last=Max("number"))["last"] or 0
    facts: dict[str, Any] = {"question": question, "prediction": prediction, "plan": plan, "owner": owner}
    facts |= {"begins_on": begins_on, "ends_on": ends_on, "saved_by": actor}
    cycle = Cycle.objects.create(idea=idea, number=last + 1, **facts)
    audit.record(cycle, "initiatives.plan_cycle", actor=actor, initiative=initiative.pk)
    if owner.pk != actor.pk:
        notifications.cycle_given(cycle, by=actor)
    return cycle


@transaction.atomic
def write_cycle(cycle: Cycle, *, version: int, actor: Any, **words: Any) -> Clash | Cycle:
    """Save what is planned, what happened and what was learned, over the version that was shown.

    The clash, where another was saved since: nothing of what stands is overwritten unseen.
    """
    fresh = _locked(cycle)
    demand(actor, "write_cycle", fresh)
    if fresh.version != version:
        return Clash(fresh, fresh.version, fresh.saved_by.name)
    changed = [name for name in WRITTEN if name in words and getattr(fresh, name) != words[name]]
    if "owner" in changed:
        _of_the_district(fresh.workgroup, fresh.initiative.district, words["owner"])
    for name in changed:
        setattr(fresh, name, words[name])
    fresh.version, fresh.saved_by = version + 1, actor
    fresh.save(update_fields=[*changed, "version", "saved_by"])
    audit.record(fresh, "initiatives.write_cycle", actor=actor, version=fresh.version, changed=changed)
    if "owner" in changed and fresh.owner_id != actor.pk:
        notifications.cycle_given(fresh, by=actor)
    return fresh


@transaction.atomic
def run_cycle(cycle: Cycle, *, actor: Any) -> Cycle:
    """The trial begins today."""
    fresh = _locked(cycle)
    demand(actor, "write_cycle", fresh)
    advance(fresh, RUN, actor=actor)
    fresh.run_on = timezone.localdate()
    fresh.save(update_fields=["run_on"])
    return fresh


@transaction.atomic
def conclude_cycle(cycle: Cycle, *, actor: Any) -> Cycle:
    """It was studied: what was learned and what is done next are told to the PLC, and stay as they are."""
    fresh = _locked(cycle)
    demand(actor, "write_cycle", fresh)
    missing = [sentence for name, sentence in NEEDED.items() if not getattr(fresh, name)]
    if missing:
        raise NotAllowed(" ".join(missing))
    advance(fresh, CONCLUDE, actor=actor, act=fresh.act)
    fresh.concluded_on = timezone.localdate()
    fresh.save(update_fields=["concluded_on"])
    notifications.cycle_concluded(fresh, act=Act(fresh.act).label)
    return fresh


@transaction.atomic
def drop_cycle(cycle: Cycle, *, reason: str, actor: Any) -> Cycle:
    """It does not take place, or is broken off; the reason stays readable."""
    fresh = _locked(cycle)
    demand(actor, "write_cycle", fresh)
    if not reason:
        raise NotAllowed("Please say why it is dropped.")
    advance(fresh, DROP, actor=actor, reason=reason)
    fresh.reason = reason
    fresh.save(update_fields=["reason"])
    return fresh


@transaction.atomic
def promote_cycle(cycle: Cycle, *, actor: Any) -> str:
    """Begin a practice with what a studied cycle says; the address of the draft."""
    demand(actor, "promote", cycle)
    source = f"PDSA cycle {cycle.number} of “{cycle.initiative}” in the PLC {cycle.workgroup}"
    facts = {"source": source, "url": cycle.get_absolute_url(), "leaid": _writes_for(cycle, actor)}
    address = promote(Material(title=cycle.idea.words[:120], text=text_of(cycle), **facts), actor)
    audit.record(cycle, "initiatives.promote", actor=actor, draft=address)
    return address


def _writes_for(cycle: Cycle, actor: Any) -> str:
    """The district for which a person writes a practice: the cycle's own, else the one they are in the PLC for."""
    if is_member(actor, cycle.initiative.district_id):
        return cycle.initiative.district_id
    place = place_of(actor, cycle.workgroup)
    return place.district_id if place else ""
