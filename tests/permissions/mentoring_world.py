"""What the world of permissions holds of mentoring: offers, a request, a block, runs, a proposal and a mentorship."""

from typing import Any

from django.utils import timezone

from mentorship.matching import services as matching
from mentorship.matching.fitting import Weights
from mentorship.profiles import services
from mentorship.profiles.models import Offer
from portal.districts.models import District
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.mentoring import asked_for, offered, under_way


def make_mentoring(world: Any) -> None:
    """By the lead for the district; the rival's offer is paused. What a district needs is private to it and MDE."""
    own, rival = (District.objects.get(pk=leaid) for leaid in ("2899001", "2899002"))
    lead, other = world.people["lead"], world.people["rival_lead"]
    offer = offered(own, actor=lead, capacity=4, limits=world.canary("limits"))
    services.pause_offer(offered(rival, actor=other), actor=other)
    words = {name: world.canary(f"mentor_{name}") for name in ("now", "tried", "hoped")}
    asked_for(own, actor=lead, **words)
    block = services.declare_block(own, other=rival, reason=world.canary("block"), actor=lead)
    world.facts |= {"offering": own.pk, "paused_offering": rival.pk, "asking": own.pk, "block": block.pk}
    make_matches(world, offer)


def make_matches(world: Any, offer: Offer) -> None:
    """The district mentors others: mentorships and runs in several states."""
    lead, facilitator = world.people["lead"], world.people["facilitator"]
    offer.district.ratings.create(year=2018, grade="A", source="Sample")
    last, person = ask(world, 13)
    ended = under_way(offer, last, by=[lead, person], actor=facilitator)
    matching.end_match(ended, reason=world.canary("ended"), wants_another=False, actor=lead)
    matching.survey_match(ended, helped=3, would_again=True, words=world.canary("survey"), actor=person)
    (first, person), (second, _) = ask(world, 11), ask(world, 12)
    match = under_way(offer, first, by=[lead, person], actor=facilitator)
    matching.agree(match, goals=world.canary("goals"), goes_back="", first_meeting_by="2030-01-01", actor=lead)
    words = {"held_on": timezone.localdate(), "format": "phone", "minutes": 20, "words": world.canary("contact")}
    contact = matching.note_contact(match, **words, actor=lead)
    proposed = second.matches.get(state="proposed")
    draft = matching.make_run(weights=Weights(), actor=facilitator)
    world.facts |= {"mentorship": match.reference, "contact": contact.pk, "proposed_match": proposed.reference}
    world.facts |= {"ended_match": ended.reference}
    world.facts |= {"released_run": match.run_id, "draft_run": draft.pk}


def ask(world: Any, number: int) -> tuple[Any, Any]:
    """Another district asks for a mentor; its request and its superintendent."""
    district = DistrictFactory(leaid=f"28990{number}", name=f"Sample District {number}")
    person = office_holder(district, "superintendent", f"Superintendent {number}")
    return asked_for(district, actor=person, now=world.canary(f"asked{number}")), person
