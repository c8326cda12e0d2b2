"""A sample proposal: a draft that its own district reads, without figures, so that nobody takes it for one."""

from datetime import date
from typing import Any

from django.db import transaction

from applications.waivers import services
from applications.waivers.models import Waiver
from applications.waivers.queries import places_of
from portal.accounts.demonstration import person
from portal.core.errors import NotAllowed
from portal.standards.queries import citation

LEAD = "corinth.lead"
ANSWERS: dict[str, Any] = {
    "title": "Longer blocks for career classes (sample)",
    "summary": "Sample. Students of career programs would have three long days a week in place of five short ones.",
    "comparison": "Sample. The same programs in the three years before.",
    "final_report": "2029-05-15",
}
PROVISION: dict[str, Any] = {
    "goal": "Sample. Nine of ten students finish the program that they began.",
    "obstacle": "Sample. A lab of two hours does not fit into a day that is cut into equal parts.",
    "alternative": "Sample. As many minutes in a week as before, in longer blocks on fewer days.",
    "safeguards": "Sample. Absences and meals are looked at each week; the superintendent may stop it at once.",
    "affected": "Sample. Grades 11 and 12 of one sample school.",
    "begins_on": date(2027, 8, 1),
    "ends_on": date(2029, 6, 30),
}


@transaction.atomic
def load() -> None:
    """Write it once; a second time, or without a lead whose district is in a PLC, nothing happens."""
    lead = person(LEAD, "")
    places = places_of(lead)
    if Waiver.objects.exists() or not places:
        return
    waiver = services.begin_waiver(*places[0], actor=lead)
    services.save_answers(waiver, ANSWERS, versions={}, actor=lead)
    try:
        standard = citation("2018", "13")
    except NotAllowed:
        return
    services.write_provision(waiver, standard=standard, **PROVISION, actor=lead)
