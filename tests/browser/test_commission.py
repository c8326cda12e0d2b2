"""The Commission meets in a browser: an agenda, a motion with conditions, votes, the close, the Board, the register."""

from typing import Any

import pytest

from applications.commission import services
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.standards.models import Waivable
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.commission import commissioners, moved, planned, voted
from tests.factories.conflicts import DeclarationFactory
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.waivers import docketed, standard_of


@pytest.fixture
def waiver(district: District, lead: Any, facilitator: Any) -> Waiver:
    """A proposal on the docket."""
    pathway = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    standard = standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    return docketed(district, pathway, standard, actor=lead, facilitator=facilitator)


@pytest.mark.parametrize("way", WAYS)
def test_commission_recommends_with_a_condition(
    way: str, new_page: Any, waiver: Waiver, facilitator: Any, district: District
) -> None:
    people = commissioners(3)
    sitting = planned(actor=facilitator)

    def hand_of(person: Any) -> Hand:
        hand = Hand(new_page(person, scripts=way != "no-scripts"), keyboard=way == "keyboard")
        hand.page.goto(sitting.get_absolute_url())
        return hand

    mde = hand_of(facilitator)
    mde.pick(mde.field("Proposal"), f"{waiver}, {district}")
    mde.press(mde.button("Put it on"))
    mde.press(mde.button("Open the meeting"))
    mde.sees("In session.")
    first, second, third = (hand_of(person) for person in people)
    first.press(first.link("Make a motion on standard 13 School day (sample)"))
    first.choose(first.page.get_by_label("Grant with conditions"))
    first.write(first.field("Conditions"), "Sample: absences are told each month.")
    first.press(first.button("Move it"))
    second.page.reload()
    second.press(second.page.get_by_role("button", name="Second it"))
    for hand in (first, second, third):
        hand.page.reload()
        hand.press(hand.page.get_by_role("button", name="Yes"))
        hand.sees("You voted yes.")
    mde.press(mde.link("Close the meeting"))
    mde.write(mde.field("Minutes"), "Sample: three members were there.")
    mde.press(mde.button("Close it"))
    mde.sees("Carried: 3 yes, 0 no, 0 abstained, of 3 who may vote.")
    waiver.refresh_from_db()
    assert (waiver.state, waiver.provisions.get().disposition) == ("recommended", "conditions")


def test_meetings_are_clean_in_every_state(visit: Visit, waiver: Waiver, facilitator: Any, lead: Any) -> None:
    visit(None, "/waivers/meetings/", "meetings-empty")
    visit(None, "/waivers/register/", "register-empty")
    first, second, _, tied = commissioners(4)
    page = visit(facilitator, "/waivers/meetings/plan/", "meeting-plan")
    press(page, "Plan it")
    see(page, "meeting-plan-errors")
    empty = planned(actor=facilitator)
    page = visit(facilitator, empty.get_absolute_url(), "meeting-agenda-empty")
    press(page, "Put it on")
    see(page, "meeting-agenda-errors")
    services.add_item(empty, waiver, actor=facilitator)
    visit(facilitator, empty.get_absolute_url(), "meeting-planned")
    sitting = services.open_sitting(empty, actor=facilitator)
    where = sitting.get_absolute_url()
    visit(first, where, "meeting-member")
    item, provision = sitting.items.get(), waiver.provisions.get()
    page = visit(first, f"/waivers/meetings/items/{item.pk}/provisions/{provision.pk}/move/", "motion-new")
    press(page, "Move it")
    see(page, "motion-new-errors")
    motion = moved(item, provision, by=first, disposition="conditions", conditions="Sample: told each month.")
    visit(first, where, "meeting-mover")
    visit(second, where, "meeting-to-second")
    services.second_motion(motion, actor=second)
    voted(motion, {first: "yes", second: "yes"})
    visit(second, where, "meeting-voted")
    DeclarationFactory(person=tied, district=waiver.district)
    visit(tied, where, "meeting-recused")
    visit(None, where, "meeting-public")
    page = visit(facilitator, f"{where}close/", "meeting-close")
    press(page, "Close it")
    see(page, "meeting-close-errors")
    services.close_sitting(sitting, minutes="Sample minutes.", actor=facilitator)
    visit(None, where, "meeting-closed")
    visit(None, "/waivers/meetings/", "meetings")
    visit(lead, waiver.get_absolute_url(), "waiver-recommended")
    page = visit(facilitator, f"{waiver.get_absolute_url()}board/", "waiver-board")
    press(page, "Record it")
    see(page, "waiver-board-errors")
    waiver.refresh_from_db()
    waivers.record_board(waiver, approves=True, on=waiver.recommended_on, words="Sample words.", actor=facilitator)
    visit(None, waiver.get_absolute_url(), "waiver-granted")
    visit(None, "/waivers/register/?all=1", "register")
    page = visit(facilitator, f"{waiver.get_absolute_url()}rescind/", "waiver-rescind")
    press(page, "Rescind it")
    see(page, "waiver-rescind-errors")
