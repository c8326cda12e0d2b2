"""A measure is frozen as it stands, because something rests on it."""

from typing import Any

from django.db import transaction

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.measures.models import Measure, Snapshot
from portal.measures.queries import cells_of, hash_of
from portal.measures.runchart import definition_of


@transaction.atomic
def freeze_measure(measure: Measure, *, actor: Any, about: str) -> Snapshot:
    """Keep the definition and all readings as they are now, with their hash. Later changes are told beside them.

    Nobody enters a reading meanwhile: entering and freezing lock the same row.
    """
    measure = Measure.objects.select_for_update(of=("self",)).select_related("pathway").get(pk=measure.pk)
    if not actor.has_perm("measures.read", measure):
        raise NotAllowed("You can rest on a measure only while you may read it.")
    definition = definition_of(measure).as_json()
    readings = [cell.as_json() for cell in cells_of([measure]).get(measure.pk, [])]
    facts = {"definition": definition, "readings": readings, "sha256": hash_of(definition, readings)}
    snapshot = Snapshot.objects.create(measure=measure, about=about, frozen_by=actor, **facts)
    audit.record(measure, "measures.freeze", actor=actor, about=about, sha256=snapshot.sha256)
    return snapshot
