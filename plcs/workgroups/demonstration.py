"""The PLCs of the demonstration: one for each topic of the charter, without a seat, and one that is a sample.

Which district took part in which PLC is not published, so no real topic is given one. The sample has a topic of its
own, whose name says what it is.
"""

from django.db import transaction

from plcs.workgroups import services
from plcs.workgroups.models import Workgroup
from portal.accounts.demonstration import person
from portal.districts.demonstration import CORINTH
from portal.districts.models import District
from portal.network.models import Pathway, PathwayKind
from portal.network.services import add_pathway

SAMPLE = "sample-plc"
PEOPLE = ("corinth.lead", "corinth.principal", "corinth.teacher", "corinth.counselor")
CHARTER = """This charter is a sample.

We meet every second Thursday, 40 minutes, by video; in person four times a year.

Each district brings one thing that it tried, with a number, also when it did not work.

We decide when nobody has a serious objection. What we learn, we write down for the library."""


@transaction.atomic
def load() -> Workgroup:
    """Begin what is missing; a second time changes nothing."""
    facilitator = person("facilitator", "")
    topic = {"name": "How a PLC looks (sample)", "kind": PathwayKind.IMPLEMENTATION, "position": 90, "is_open": False}
    sample, _ = Pathway.objects.get_or_create(slug=SAMPLE, defaults={**topic, "summary": "A sample to look around in."})
    for pathway in Pathway.objects.exclude(pk=sample.pk):
        services.begin_workgroup(pathway, actor=facilitator)
    workgroup = services.begin_workgroup(sample, actor=facilitator, is_sample=True)
    if not workgroup.places.exists():
        _fill(workgroup, facilitator)
    return workgroup


def _fill(workgroup: Workgroup, facilitator: object) -> None:
    corinth = District.objects.get(pk=CORINTH)
    add_pathway(corinth, workgroup.pathway, actor=facilitator)
    for name in PEOPLE:
        place = services.invite_person(workgroup, person(name, ""), corinth, actor=facilitator)
        if name == PEOPLE[0]:
            services.name_lead(place, leads=True, actor=facilitator)
    aim = "By May, half of our grade 9 students have a plan to earn college credit (sample)."
    words = {"aim": aim, "charter": CHARTER, "access": "closed"}
    services.write_charter(workgroup, **words, lead_districts=[corinth], actor=facilitator)
