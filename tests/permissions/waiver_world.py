"""What the world of permissions holds of proposals: a draft, one handed in, one on the docket."""

from typing import Any

from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import Waivable
from tests.factories.waivers import docketed, drafted, handed_in, provided, standard_of


def make_waivers(world: Any) -> None:
    """By the lead for the district, within the PLC of the measures. What is on the docket is no secret."""
    lead, facilitator = world.people["lead"], world.people["facilitator"]
    district = District.objects.get(pk=world.facts["district"])
    pathway = Pathway.objects.get(pk=world.facts["measure_pathway"])
    standard = standard_of("13", actor=facilitator, waivable=Waivable.YES)
    draft = drafted(district, pathway, actor=lead, summary=world.canary("waiver_draft"))
    provision = provided(draft, standard, actor=lead, goal=world.canary("provision"))
    given = handed_in(district, pathway, standard, actor=lead, summary=world.canary("waiver_given"))
    public = docketed(district, pathway, standard, actor=lead, facilitator=facilitator)
    world.facts |= {"waiver_draft": draft.reference, "waiver_given": given.reference}
    world.facts |= {"waiver_public": public.reference, "provision": provision.pk}
    world.facts |= {"hypothesis": provision.hypotheses.get().pk, "waiver_place": f"{district.pk}-{pathway.pk}"}
    world.facts |= {"waiver_other": standard_of("26", actor=facilitator).standard.number}
