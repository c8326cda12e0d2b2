"""A district tries something in a PLC, from the aim to what it learned, in a browser; every state is clean.

The journey ends in the ledger: the initiative counts from the day on which its first trial began.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from plcs.initiatives import services
from plcs.initiatives.models import Cycle, Initiative
from plcs.workgroups.models import Workgroup
from portal.core.dates import school_year, school_year_words
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.initiatives import LEARNED, begun, concluded, idea_of, planned, running
from tests.factories.measures import measured
from tests.plcs.conftest import plc_lead, plc_member, workgroup

__all__ = ["plc_lead", "plc_member", "workgroup"]


def begin(hand: Hand, workgroup: Workgroup) -> None:
    """From the page of the PLC: an aim and its day."""
    hand.page.goto(workgroup.get_absolute_url())
    hand.press(hand.link("Begin an initiative"))
    hand.write(hand.field("A short name"), "Talks (sample)")
    hand.write(hand.field("Aim"), "9 of 10 students have a plan.")
    hand.set_day(hand.field("By when?"), timezone.localdate() + timedelta(days=90))
    hand.press(hand.button("Begin it"))
    hand.sees("Begin with what has to change")


def draw(hand: Hand) -> None:
    """A driver, an idea on it."""
    hand.write(hand.field("What has to change"), "Time for talks (sample)")
    hand.press(hand.button("Add it"))
    hand.press(hand.link("Add an idea for Time for talks (sample)"))
    hand.write(hand.field("In a few words"), "A weekly hour (sample)")
    hand.press(hand.button("Add it"))
    hand.sees("Idea, not tried yet")


def try_it(hand: Hand) -> None:
    """A cycle is planned, tried and studied."""
    hand.press(hand.link("Plan a cycle of A weekly hour (sample)"))
    hand.write(hand.field("What do we want to learn?"), "Is an hour enough?")
    hand.write(hand.field("What do we expect to see?"), "Half of the class.")
    hand.press(hand.button("Plan it"))
    hand.press(hand.link("Change the plan, or begin"))
    hand.press(hand.button("Save, and the trial begins"))
    hand.press(hand.link("Write what happened"))
    hand.write(hand.field("Do: what happened?"), "12 of 20 did.")
    hand.press(hand.button("Save and conclude"))
    hand.sees("Please write what you learned (Study).")
    hand.write(hand.field("Study: what did you learn?"), "More than expected.")
    hand.pick(hand.field("Act: what do you do next?"), "Expand: we try it in more places")
    hand.press(hand.button("Save and conclude"))
    hand.sees("More than expected.")


@pytest.mark.parametrize("way", WAYS)
def test_district_tries_an_idea_and_the_ledger_counts_it(
    way: str, new_page: Any, workgroup: Workgroup, plc_lead: Any, plc_member: Any
) -> None:
    scripts = way != "no-scripts"
    hand = Hand(new_page(plc_lead, scripts=scripts), keyboard=way == "keyboard")
    begin(hand, workgroup)
    draw(hand)
    try_it(hand)
    other = Hand(new_page(plc_member, width=320, scripts=scripts))
    other.page.goto(Cycle.objects.get().get_absolute_url())
    other.sees("12 of 20 did.")
    leaid, year = Initiative.objects.get().district_id, school_year_words(school_year(timezone.localdate()))
    hand.page.goto(f"/participation/{leaid}/{year}/?all=1")
    hand.press(hand.link("Talks (sample)"))
    hand.sees("Idea, expanded")


def test_initiatives_are_clean_in_every_state(
    visit: Visit, workgroup: Workgroup, plc_lead: Any, plc_member: Any, superintendent: Any
) -> None:
    base = f"{workgroup.get_absolute_url()}initiatives/"
    visit(plc_member, base, "initiatives-empty")
    measure = measured(workgroup.pathway, actor=plc_lead)
    page = visit(plc_lead, f"{base}new/", "initiative-begin")
    press(page, "Begin it")
    see(page, "initiative-begin-errors")
    initiative = begun(workgroup, actor=plc_lead, title="Talks about plans (sample)", measures=[measure])
    url = initiative.get_absolute_url()
    visit(plc_lead, url, "initiative-new")
    visit(plc_member, url, "initiative-not-drawn")
    idea = idea_of(initiative, actor=plc_lead, words="A weekly hour for talks about plans in all classes (sample)")
    second = services.add_driver(initiative, words="The timetable (sample)", parent=idea.driver, actor=plc_lead)
    services.add_idea(second, words="A card with five questions (sample)", actor=plc_lead)
    concluded(idea, actor=plc_lead)
    cycle = running(idea, actor=plc_lead)
    visit(plc_lead, url, "initiative")
    visit(plc_member, url, "initiative-of-others")
    visit(superintendent, url, "initiative-from-outside-the-plc")
    visit(plc_lead, f"{url}change/", "initiative-change")
    visit(plc_lead, f"{url}drivers/", "driver-add")
    visit(plc_lead, f"{url}drivers/{second.pk}/", "driver-change")
    visit(plc_lead, f"{url}drivers/{second.pk}/ideas/", "idea-add")
    visit(plc_lead, f"{url}ideas/{idea.pk}/", "idea-change")
    page = visit(plc_lead, f"{url}end/", "initiative-end")
    press(page, "End it")
    see(page, "initiative-end-errors")
    visit(plc_lead, f"{base}?state=stopped", "initiatives-nothing-fits")
    see_cycles(visit, plc_lead, f"{url}ideas/{idea.pk}/plan/", cycle)
    services.drop_cycle(cycle, reason="Sample: no bus.", actor=plc_lead)
    services.move_initiative(initiative, verb="finish", outcome="8 of 10 (sample).", actor=plc_lead)
    visit(plc_lead, url, "initiative-ended")
    visit(plc_member, base, "initiatives")
    visit(plc_member, workgroup.get_absolute_url(), "plc-with-initiatives")


def see_cycles(visit: Visit, lead: Any, plan: str, cycle: Cycle) -> None:
    """The pages of cycles in every state."""
    page = visit(lead, plan, "cycle-plan")
    press(page, "Plan it")
    see(page, "cycle-plan-errors")
    ahead = planned(cycle.idea, actor=lead, question="Does it go faster? (sample)")
    visit(lead, ahead.get_absolute_url(), "cycle-planned")
    visit(lead, f"{ahead.get_absolute_url()}write/", "cycle-write-plan")
    visit(lead, f"{ahead.get_absolute_url()}drop/", "cycle-drop")
    services.drop_cycle(ahead, reason="Sample: no time.", actor=lead)
    visit(lead, ahead.get_absolute_url(), "cycle-dropped")
    page = visit(lead, f"{cycle.get_absolute_url()}write/", "cycle-write")
    services.write_cycle(cycle, version=1, **LEARNED, actor=lead)
    page.get_by_label("Do: what happened?").fill("Other words (sample).")
    press(page, "Save")
    see(page, "cycle-clash")
    visit(lead, cycle.get_absolute_url(), "cycle-running")
    visit(lead, concluded(cycle.idea, actor=lead).get_absolute_url(), "cycle-studied")
