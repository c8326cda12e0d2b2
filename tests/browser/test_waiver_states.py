"""A proposal from its first words to the docket, as a district writes it; every state of its pages is clean."""

from typing import Any

import pytest

from applications.waivers import services
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.standards.models import Waivable
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.standards import REFUSED
from tests.factories.waivers import HYPOTHESIS, PROVISION, agreed, drafted, handed_in, provided, standard_of


@pytest.fixture
def pathway(district: District) -> Any:
    """A PLC that the district is in."""
    made = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(made)
    return made


def vary(hand: Hand, standard: str) -> None:
    """One standard that is to be varied."""
    hand.pick(hand.field("Which standard?"), standard)
    for label, name in (
        ("What do you want to reach?", "goal"),
        ("Why is the standard in the way?", "obstacle"),
        ("What would you do in its place?", "alternative"),
        ("How are students kept from harm?", "safeguards"),
        ("Whom does it touch?", "affected"),
    ):
        hand.write(hand.field(label), PROVISION[name])
    hand.set_day(hand.field("From"), PROVISION["begins_on"])
    hand.set_day(hand.field("Until"), PROVISION["ends_on"])
    hand.press(hand.button("Keep it and go on"))


@pytest.mark.parametrize("way", WAYS)
def test_district_varies_a_standard_and_is_told_of_one_that_it_cannot(
    way: str, new_page: Any, district: District, pathway: Any, lead: Any, superintendent: Any, facilitator: Any
) -> None:
    standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    standard_of("17.4", actor=facilitator, topic="Federal program (sample)", **REFUSED)
    waiver = drafted(district, pathway, actor=lead)
    hand = Hand(new_page(lead, scripts=way != "no-scripts"), keyboard=way == "keyboard")
    hand.page.goto(waiver.get_absolute_url())
    hand.press(hand.link("Add a standard"))
    vary(hand, "17.4 Federal program (sample) (cannot be waived)")
    hand.sees("a federal act demands it")
    hand.pick(hand.field("Which standard?"), "13 School day (sample)")
    hand.press(hand.button("Keep it and go on"))
    hand.write(hand.field("What should be different?"), "More students finish (sample)")
    hand.write(hand.page.get_by_label("Another measure (optional)"), "Programs finished (sample)")
    for label, value in (("Now", "71"), ("Then", "90"), ("Of how many students or cases?", "120")):
        hand.write(hand.field(label), value)
    hand.set_day(hand.field("By when?"), HYPOTHESIS["by"])
    hand.press(hand.button("Keep it"))
    hand.sees("the agreement of the superintendent")
    hand.press(hand.button("Ask for the agreement by mail"))
    head = Hand(new_page(superintendent, scripts=way != "no-scripts"), keyboard=way == "keyboard")
    head.page.goto(waiver.get_absolute_url())
    head.press(head.page.get_by_role("button", name="I agree to it as it stands"))
    head.sees(f"Superintendent {superintendent} agreed to it as it stands on")
    hand.page.reload()
    hand.sees("Everything is there.")
    hand.press(hand.button("Hand it in"))
    hand.sees("MDE checks whether it is complete.")
    mde = Hand(new_page(facilitator, scripts=way != "no-scripts"), keyboard=way == "keyboard")
    mde.page.goto(waiver.get_absolute_url())
    mde.tick(mde.field("I read the resolution, and no document names a student"))
    mde.press(mde.button("Put it on the docket"))
    mde.sees("On the docket as")
    assert Waiver.objects.docketed().get().provisions.get().standard.standard.number == "13"


def test_proposals_are_clean_in_every_state(
    visit: Visit,
    district: District,
    pathway: Any,
    lead: Any,
    superintendent: Any,
    member: Any,
    facilitator: Any,
) -> None:
    visit(None, "/waivers/", "docket-empty")
    visit(lead, "/waivers/own/", "waivers-own-empty")
    visit(lead, "/waivers/begin/", "waiver-begin")
    standard = standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    draft = services.begin_waiver(district, pathway, actor=lead)
    where = draft.get_absolute_url()
    visit(lead, where, "waiver-new")
    for section in draft.sections:
        visit(lead, f"{where}write/{section.key}/", f"waiver-write-{section.key}")
    page = visit(lead, f"{where}provisions/add/", "provision-new")
    press(page, "Keep it and go on")
    see(page, "provision-new-errors")
    provision = provided(draft, standard, actor=lead)
    page = visit(lead, f"{where}provisions/{provision.pk}/hypotheses/add/", "hypothesis-new")
    press(page, "Keep it")
    see(page, "hypothesis-new-errors")
    visit(lead, where, "waiver-lacking")
    full = drafted(district, pathway, actor=lead)
    provided(full, standard, actor=lead)
    visit(lead, full.get_absolute_url(), "waiver-to-agree")
    visit(superintendent, full.get_absolute_url(), "waiver-agree")
    agreed(full)
    visit(lead, full.get_absolute_url(), "waiver-full")
    page = visit(lead, f"{full.get_absolute_url()}people/", "waiver-co-writers-none")
    press(page, "Ask for help")
    see(page, "waiver-co-writers-errors")
    services.invite_co_writer(full, person=member, share="edit", actor=lead)
    visit(lead, f"{full.get_absolute_url()}people/", "waiver-co-writers")
    visit(member, full.get_absolute_url(), "waiver-co-writer")
    page = visit(lead, f"{full.get_absolute_url()}withdraw/", "waiver-withdraw")
    press(page, "Withdraw it")
    see(page, "waiver-withdraw-errors")
    services.submit_waiver(full, actor=lead)
    visit(lead, full.get_absolute_url(), "waiver-given")
    page = visit(facilitator, full.get_absolute_url(), "waiver-check")
    press(page, "Put it on the docket")
    see(page, "waiver-check-errors")
    services.send_back(full, lacking="Sample: the votes of teachers.", actor=facilitator)
    visit(lead, full.get_absolute_url(), "waiver-returned")
    visit(facilitator, "/waivers/own/", "waivers-of-mde")
    public = services.docket_waiver(handed_in(district, pathway, standard, actor=lead), actor=facilitator)
    visit(None, public.get_absolute_url(), "waiver-docketed")
    visit(None, "/waivers/", "docket")
    visit(None, "/waivers/?q=nothing", "docket-nothing")
    visit(lead, "/waivers/own/", "waivers-own")
    services.withdraw_waiver(public, reason="Sample: another way was found.", actor=lead)
    visit(None, public.get_absolute_url(), "waiver-withdrawn")
