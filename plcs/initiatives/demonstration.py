"""The sample PLC tries something: an aim, drivers, ideas, one cycle studied and one being tried. All are samples."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from plcs.initiatives import services
from plcs.initiatives.models import Cycle, Driver, Idea, Initiative
from plcs.initiatives.services import Clash
from plcs.workgroups.demonstration import PEOPLE, SAMPLE
from plcs.workgroups.models import Workgroup
from portal.accounts.demonstration import person
from portal.measures.models import Measure

AIM = "9 of 10 grade 9 students of a sample school talk about their plan with an adult each month. This is a sample."
DRIVERS = ("Time for talks (sample)", "Adults know what to ask (sample)")
IDEAS = ("A weekly hour for plans (sample)", "A card with five questions (sample)")


@transaction.atomic
def load() -> None:
    """Fill the sample PLC once; a second time changes nothing."""
    workgroup = Workgroup.objects.get(pathway__slug=SAMPLE)
    if workgroup.initiatives.exists():
        return
    lead, *others = (person(name, "") for name in PEOPLE)
    initiative = _begun(workgroup, lead)
    hour, card = (_idea(initiative, *words, lead) for words in zip(DRIVERS, IDEAS, strict=True))
    _studied(hour, lead)
    _tried(card, lead, others[0])


def _begun(workgroup: Workgroup, lead: Any) -> Initiative:
    place = workgroup.places.in_force().get(user=lead)
    facts: dict[str, Any] = {"title": "Talks about plans (sample)", "aim": AIM}
    facts |= {"district": place.district, "due_on": timezone.localdate() + timedelta(days=180)}
    measures = Measure.objects.filter(pathway=workgroup.pathway_id)
    return services.begin_initiative(workgroup, **facts, measures=measures, actor=lead)


def _idea(initiative: Initiative, driver: str, idea: str, lead: Any) -> Idea:
    drawn: Driver = services.add_driver(initiative, words=driver, actor=lead)
    return services.add_idea(drawn, words=idea, actor=lead)


def _planned(idea: Idea, question: str, prediction: str, owner: Any, lead: Any) -> Cycle:
    today = timezone.localdate()
    facts: dict[str, Any] = {"question": question, "prediction": prediction, "plan": "One class, two weeks. A sample."}
    facts |= {"begins_on": today, "ends_on": today + timedelta(days=14), "owner": owner}
    return services.run_cycle(services.plan_cycle(idea, **facts, actor=lead), actor=lead)


def _studied(idea: Idea, lead: Any) -> None:
    cycle = _planned(idea, "Is an hour a week enough? (sample)", "Half of the class finishes a plan.", lead, lead)
    words = {
        "happened": "12 of 20 sample students finished a plan in two weeks.",
        "learned": "More than expected. The second week went faster than the first. This is a sample.",
        "act": "expand",
        "next_step": "Try it in all sample classes of grade 9.",
    }
    saved = services.write_cycle(cycle, version=1, **words, actor=lead)
    if not isinstance(saved, Clash):
        services.conclude_cycle(saved, actor=lead)


def _tried(idea: Idea, lead: Any, owner: Any) -> None:
    there = idea.workgroup.places.in_force().filter(user=owner, district=idea.initiative.district_id)
    _planned(idea, "Do talks get shorter with the card? (sample)", "15 minutes a talk.", owner if there else lead, lead)
