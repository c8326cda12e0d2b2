"""What the world of permissions holds of measures."""

from datetime import date
from decimal import Decimal
from typing import Any

from portal.districts.models import District, School
from portal.measures import entry, services
from portal.measures.entry import Entry
from portal.measures.models import Reading
from tests.factories.measures import change, measured, read
from tests.factories.plcs import placed, workgroup_of


def make_measures(world: Any) -> None:
    """A measure of a PLC with readings of the district, one of them of few students, and one that is closed."""
    lead, member = world.people["lead"], world.people["member"]
    plc = workgroup_of(District.objects.get(pk=world.facts["district"]))
    placed(plc, lead, is_lead=True)
    for person in (member, world.people["superintendent"]):
        placed(plc, person)
    pathway = plc.pathway
    words = {name: f"Sample {world.canary(name)}" for name in ("title", "question", "counted", "numerator")}
    measure = measured(pathway, actor=lead, **words)
    school = School.objects.get(pk=world.facts["school"])
    read(measure, school, "41", "42", actor=member, n=7, note=world.canary("reading_note"))
    change(measure, Reading.objects.earliest("month"), "43", actor=lead, why=world.canary("reading_why"))
    services.freeze_measure(measure, actor=lead, about=world.canary("about"))
    closed = measured(pathway, actor=lead, title=world.canary("closed_measure"))
    services.close_measure(closed, reason=world.canary("why_closed"), actor=lead)
    world.facts |= {"measure": measure.reference, "closed_measure": closed.reference, "measure_pathway": pathway.pk}
    whole = entry.Row(2, Entry("2899001", None, date(2026, 1, 1), Decimal("41.00"), 40))
    world.facts["measure_shown"] = entry.plan([whole], {}).fingerprint
