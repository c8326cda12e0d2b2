"""The provisions of a proposal, and what should move if they work."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from applications.waivers.models import Hypothesis, Provision, Waiver
from applications.waivers.services.writing import locked
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.measures.models import Measure
from portal.standards.models import StandardVersion
from portal.standards.queries import citation

MOST_PROVISIONS, MOST_HYPOTHESES = 12, 6
OVERTAKEN = "Somebody of your district changed this provision while you wrote. Look at what stands there now."
TWICE = "This standard stands in the proposal already."
OTHER_PLC = "Choose a measure of the PLC of this proposal, or name another one."


@transaction.atomic
def write_provision(
    waiver: Waiver,
    provision: Provision | None = None,
    *,
    standard: StandardVersion,
    version: int = 0,
    actor: Any,
    **facts: Any,
) -> Provision:
    """Add a provision, or change it; a standard that cannot be waived is refused with the legal reason."""
    fresh = locked(waiver, "write", actor)
    cited = citation(standard.standard.edition.code, standard.standard.number)
    others = fresh.provisions.exclude(pk=provision.pk) if provision else fresh.provisions.all()
    if others.filter(standard__standard=cited.standard).exists():
        raise NotAllowed(TWICE)
    if provision is None:
        if others.count() >= MOST_PROVISIONS:
            raise NotAllowed(f"A proposal has at most {MOST_PROVISIONS} provisions.")
        made = Provision.objects.create(waiver=fresh, standard=cited, **facts)
    else:
        made = fresh.provisions.get(pk=provision.pk)
        if made.version != version:
            raise NotAllowed(OVERTAKEN)
        for name, value in {**facts, "standard": cited, "version": version + 1}.items():
            setattr(made, name, value)
        made.save()
    audit.record(fresh, "waivers.write_provision", actor=actor, standard=str(cited.standard), version=made.version)
    return made


@transaction.atomic
def write_provisions(waiver: Waiver, rows: Iterable[Mapping[str, Any]], *, actor: Any) -> list[Provision]:
    """Add many; one that is refused refuses all, and its standard is named."""
    made = []
    for row in rows:
        try:
            made.append(write_provision(waiver, actor=actor, **row))
        except NotAllowed as refused:
            raise NotAllowed(f"Standard {row['standard'].standard.number}: {refused}") from refused
    return made


@transaction.atomic
def remove_provision(provision: Provision, *, actor: Any) -> None:
    """Take it out of the draft, with what should have moved."""
    fresh = locked(provision.waiver, "write", actor)
    audit.record(fresh, "waivers.remove_provision", actor=actor, standard=str(provision.standard.standard))
    fresh.provisions.filter(pk=provision.pk).delete()


@transaction.atomic
def add_hypothesis(provision: Provision, *, measure: Measure | None, by: date, actor: Any, **facts: Any) -> Hypothesis:
    """Say what should move, by which measure, from where to where, by when."""
    fresh = locked(provision.waiver, "write", actor)
    if measure is not None and measure.pathway_id != fresh.pathway_id:
        raise NotAllowed(OTHER_PLC)
    if provision.hypotheses.count() >= MOST_HYPOTHESES:
        raise NotAllowed(f"A provision has at most {MOST_HYPOTHESES} of these.")
    made = Hypothesis.objects.create(provision=provision, measure=measure, by=by, **facts)
    audit.record(fresh, "waivers.add_hypothesis", actor=actor, standard=str(provision.standard.standard))
    return made


@transaction.atomic
def remove_hypothesis(hypothesis: Hypothesis, *, actor: Any) -> None:
    """Take it out of the draft."""
    fresh = locked(hypothesis.provision.waiver, "write", actor)
    audit.record(fresh, "waivers.remove_hypothesis", actor=actor, words=hypothesis.words)
    Hypothesis.objects.filter(pk=hypothesis.pk, provision__waiver=fresh).delete()
