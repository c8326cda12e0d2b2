"""Two districts and a facilitator, from offer and request to the first contact, in a browser; every state is clean."""

from typing import Any

import pytest
from django.utils import timezone

from mentorship.matching import services
from mentorship.matching.fitting import Weights
from mentorship.matching.models import Match, Run
from mentorship.profiles import services as profiles
from portal.measures.runchart import months_later
from portal.network.models import NetworkRole
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory, SchoolFactory
from tests.factories.library import published
from tests.factories.measures import measured, read
from tests.factories.mentoring import asked_for, offered, released, under_way
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.reuse import adopted


@pytest.fixture
def innovative(rival_district: Any) -> Any:
    """The rival district is a District of Innovation."""
    NetworkMembershipFactory(district=rival_district, role=NetworkRole.EXEMPLAR)
    return rival_district


def offer(hand: Hand) -> None:
    """A district offers to mentor one other."""
    hand.page.goto("/mentoring/")
    hand.press(hand.link("Offer to mentor"))
    hand.tick(hand.field("Mathematics"))
    hand.write(hand.page.get_by_label("What shows it? Mathematics"), "61 % in grade 8 (sample)")
    hand.tick(hand.field("Grades 6 to 8"))
    hand.tick(hand.field("Video calls"))
    hand.press(hand.button("Offer it"))
    hand.sees("61 % in grade 8 (sample)")


def ask(hand: Hand, wished: str) -> None:
    """Another asks for a mentor."""
    hand.page.goto("/mentoring/")
    hand.press(hand.link("Ask for a mentor"))
    hand.pick(hand.field("What is needed most?"), "Mathematics")
    hand.tick(hand.field("Grades 6 to 8"))
    hand.write(hand.field("How is it now?"), "31 % in grade 8 (sample)")
    hand.write(hand.field("What should be different in a year?"), "40 % (sample)")
    hand.tick(hand.field("Video calls"))
    hand.pick(hand.field("First wish"), wished)
    hand.press(hand.button("Ask for a mentor"))
    hand.sees("31 % in grade 8 (sample)")


def match(hand: Hand) -> None:
    """The facilitator makes a run, looks, and releases it."""
    hand.page.goto("/mentoring/")
    hand.press(hand.link("Matching runs"))
    hand.press(hand.link("Make a run"))
    hand.press(hand.button("Match them"))
    hand.sees("1 of 1 districts served.")
    hand.unfold("Why these two")
    hand.sees("What is needed")
    hand.press(hand.button("Fix this pair Sample District A"))
    hand.sees("fixed")
    hand.press(hand.link("Release it"))
    hand.press(hand.button("Release it"))
    hand.sees("Released by Facilitator")


def accept(hand: Hand, pair: str) -> None:
    """One side says yes."""
    hand.page.goto("/mentoring/")
    hand.press(hand.link(pair))
    hand.choose(hand.field("Yes"))
    hand.press(hand.button("Send the answer"))


@pytest.mark.parametrize("way", WAYS)
def test_two_districts_are_matched_and_meet(
    way: str, new_page: Any, innovative: Any, district: Any, lead: Any, rival_lead: Any, facilitator: Any
) -> None:
    def hand_of(person: Any) -> Hand:
        return Hand(new_page(person, scripts=way != "no-scripts"), keyboard=way == "keyboard")

    asking, mentor, mde = hand_of(lead), hand_of(rival_lead), hand_of(facilitator)
    offer(mentor)
    ask(asking, "Sample District B")
    match(mde)
    pair = "Sample District B mentors Sample District A"
    accept(asking, pair)
    asking.sees("It begins as soon as the other side does.")
    accept(mentor, pair)
    mentor.press(mentor.link("Write the goals"))
    mentor.write(mentor.field("What do you want to reach together?"), "40 % in grade 8 by May (sample)")
    mentor.press(mentor.button("Keep them"))
    mentor.sees("40 % in grade 8 by May (sample)")
    asking.page.reload()
    asking.choose(asking.field("Video calls"))
    asking.write(asking.field("What was it about?"), "First talk (sample)")
    asking.press(asking.button("Note it"))
    asking.sees("First talk (sample)")
    found = Match.objects.get()
    assert (found.state, found.contacts.count()) == ("active", 1)
    words = f"/participation/{innovative.pk}/"
    assert mentor.page.goto(words) is not None


def test_offers_and_requests_are_clean_in_every_state(
    visit: Visit, innovative: Any, district: Any, lead: Any, rival_lead: Any, facilitator: Any, newcomer: Any
) -> None:
    visit(None, "/mentoring/", "mentoring-visitor")
    visit(newcomer, "/mentoring/", "mentoring-newcomer")
    visit(lead, "/mentoring/", "mentoring-empty")
    visit(facilitator, "/mentoring/pool/", "pool-empty")
    page = visit(rival_lead, f"/mentoring/offers/{innovative.pk}/write/", "offer-new")
    press(page, "Offer it")
    see(page, "offer-new-errors")
    page = visit(lead, f"/mentoring/requests/{district.pk}/write/", "request-new")
    press(page, "Ask for a mentor")
    see(page, "request-new-errors")
    made = offered(innovative, actor=rival_lead, topics=["math", "english"], limits="Sample: not in May.")
    visit(rival_lead, made.get_absolute_url(), "offer")
    visit(lead, made.get_absolute_url(), "offer-of-another")
    asked = asked_for(district, actor=lead, needs=["math", "english"], wishes=[made], tried="Sample.")
    visit(lead, asked.get_absolute_url(), "request")
    page = visit(lead, f"{asked.get_absolute_url()}withdraw/", "request-withdraw")
    press(page, "Take it back")
    see(page, "request-withdraw-errors")
    visit(lead, f"/mentoring/offers/{district.pk}/blocks/", "blocks-empty")
    profiles.declare_block(district, other=innovative, reason="Sample: the same superintendent.", actor=lead)
    page = visit(lead, f"/mentoring/offers/{district.pk}/blocks/", "blocks")
    press(page, "Add it")
    see(page, "blocks-errors")
    visit(lead, "/mentoring/", "mentoring")
    visit(lead, "/mentoring/?topic=science", "mentoring-nothing-fits")
    visit(facilitator, "/mentoring/pool/", "pool")
    profiles.pause_offer(made, actor=rival_lead)
    visit(rival_lead, made.get_absolute_url(), "offer-paused")
    profiles.withdraw_request(asked, reason="Sample: it went away.", actor=lead)
    visit(lead, asked.get_absolute_url(), "request-withdrawn")


def test_runs_are_clean_in_every_state(
    visit: Visit, innovative: Any, district: Any, lead: Any, rival_lead: Any, facilitator: Any
) -> None:
    visit(facilitator, "/mentoring/runs/", "runs-empty")
    page = visit(facilitator, "/mentoring/runs/new/", "run-new")
    press(page, "Match them")
    see(page, "run-new-nobody")
    made = offered(innovative, actor=rival_lead, capacity=1)
    for district_of, place in ((district, (34.9, -88.5)), (innovative, (32.3, -90.2))):
        district_of.latitude, district_of.longitude = place
        district_of.save()
    asked_for(district, actor=lead, wishes=[made])
    run = services.make_run(weights=Weights(), actor=facilitator)
    visit(facilitator, run.get_absolute_url(), "run-draft")
    page = visit(facilitator, f"{run.get_absolute_url()}weights/", "run-weights")
    press(page, "See what would change")
    see(page, "run-weights-effect")
    services.change_run(run, version=1, forbidden=[(innovative.pk, district.pk)], actor=facilitator)
    visit(facilitator, run.get_absolute_url(), "run-apart")
    visit(facilitator, f"{run.get_absolute_url()}release/", "run-release")
    services.release_run(Run.objects.get(), actor=facilitator)
    visit(facilitator, run.get_absolute_url(), "run-released")
    visit(facilitator, "/mentoring/runs/", "runs")
    visit(lead, "/mentoring/", "mentoring-in-line")


def test_mentorship_is_clean_in_every_state(
    visit: Visit, innovative: Any, district: Any, lead: Any, rival_lead: Any, member: Any, facilitator: Any
) -> None:
    made = offered(innovative, actor=rival_lead, limits="Sample: not in May.")
    asked = asked_for(district, actor=lead, wishes=[made], tried="Sample.")
    released(actor=facilitator)
    found = Match.objects.get()
    page = visit(lead, found.get_absolute_url(), "match-proposed")
    press(page, "Send the answer")
    see(page, "match-answer-errors")
    visit(member, found.get_absolute_url(), "match-proposed-member")
    services.answer_match(found, accepts=False, reason="Sample: no time.", actor=lead)
    visit(facilitator, found.get_absolute_url(), "match-declined")
    begun = under_way(made, asked, by=[lead, rival_lead], actor=facilitator)
    page = visit(lead, begun.get_absolute_url(), "match-begun")
    press(page, "Note it")
    see(page, "match-note-errors")
    page = visit(lead, f"{begun.get_absolute_url()}goals/", "match-goals")
    press(page, "Keep them")
    see(page, "match-goals-errors")
    services.agree(begun, goals="Sample goal.", goes_back="Sample.", first_meeting_by=timezone.localdate(), actor=lead)
    facts = {"held_on": timezone.localdate(), "format": "phone", "minutes": 30, "words": "Sample talk."}
    services.note_contact(begun, **facts, actor=lead)
    services.strike_contact(services.note_contact(begun, **facts, actor=lead), actor=lead)
    visit(lead, begun.get_absolute_url(), "match-under-way")
    visit(facilitator, "/mentoring/", "mentoring-mde")
    page = visit(lead, f"{begun.get_absolute_url()}end/", "match-end")
    press(page, "End it")
    see(page, "match-end-errors")
    services.end_match(begun, reason="Sample: goals reached.", wants_another=False, actor=lead)
    visit(lead, begun.get_absolute_url(), "match-ended")
    visit(facilitator, "/mentoring/runs/surveys/", "surveys-empty")
    page = visit(lead, f"{begun.get_absolute_url()}survey/", "survey")
    press(page, "Send it")
    see(page, "survey-errors")
    for person, words in ((lead, "Sample: the visits helped."), (rival_lead, "")):
        services.survey_match(begun, helped=3, would_again=True, words=words, actor=person)
    visit(lead, f"{begun.get_absolute_url()}survey/", "survey-said")
    visit(facilitator, begun.get_absolute_url(), "match-ended-mde")
    visit(facilitator, "/mentoring/runs/surveys/", "surveys")


def test_group_its_measures_and_practices_are_clean(
    visit: Visit, innovative: Any, district: Any, lead: Any, rival_lead: Any, facilitator: Any
) -> None:
    made = offered(innovative, actor=rival_lead, takes_groups=True)
    other = office_holder(DistrictFactory(leaid="2899003", name="Sample District C"), "superintendent", "Office C")
    visit_of = {}
    for place, person in ((district, lead), (other.memberships.get().district, other)):
        visit_of[place.pk] = under_way(made, asked_for(place, actor=person), by=[person, rival_lead], actor=facilitator)
    begun = visit_of[district.pk]
    pathway = PathwayFactory()
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    innovative.network_memberships.get().pathways.add(pathway)
    measure = measured(pathway, actor=facilitator)
    read(measure, district, 40, 44, actor=facilitator, first=months_later(timezone.localdate().replace(day=1), -2))
    begun.measures.add(measure)
    came = published(innovative, actor=rival_lead, facilitator=facilitator)
    adopted(came, SchoolFactory(district=district), on=timezone.localdate())
    visit(rival_lead, begun.get_absolute_url(), "match-group-mentor")
    visit(facilitator, begun.get_absolute_url(), "match-group-mde")
    visit(facilitator, f"{begun.run.get_absolute_url()}later/", "run-later-weights")
