"""The impact matrix and recommendations in a browser; every state of their pages is clean."""

from typing import Any

import pytest

from applications.impact import services
from applications.impact.models import Recommendation
from applications.impact.paragraphs import Edit
from applications.waivers.models import Provision
from portal.standards.models import Waivable
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.accounts import state_officer
from tests.factories.impact import TEXT, Asking, asking, begun, of_edition, written
from tests.factories.network import PathwayFactory

WORDS = {"topic": "School year of 180 teaching days, and 330 minutes of teaching a day (sample)", "text": TEXT}
EDITS = {1: Edit("change", "Sample: each week has 1,650 minutes."), 4: Edit("delete"), 5: Edit(after="Sample: new.")}


@pytest.fixture
def askers(facilitator: Any) -> list[Asking]:
    """Two districts of a PLC."""
    pathway = PathwayFactory(name="Sample PLC")
    return [asking(pathway, facilitator, number) for number in (1, 2)]


@pytest.mark.parametrize("way", WAYS)
def test_facilitator_drafts_from_the_figures_and_puts_it_forward(
    way: str, new_page: Any, askers: list[Asking], facilitator: Any
) -> None:
    version = of_edition("2018", "13", actor=facilitator, waivable=Waivable.YES, **WORDS)
    askers[0].asks(version, state="granted", disposition="grant")
    hand = Hand(new_page(facilitator, scripts=way != "no-scripts"), keyboard=way == "keyboard")
    hand.page.goto("/waivers/impact/")
    hand.press(hand.page.get_by_role("button", name="Draft one for standard 13"))
    hand.sees("1 district asked, in 1 request")
    hand.choose(hand.page.get_by_label("Amend it"))
    hand.unfold("Paragraph 1:")
    part = hand.page.get_by_role("main").locator("details[open]").first
    hand.choose(part.get_by_label("Change to the words below"))
    hand.write(part.get_by_label("Words of paragraph 1"), "Sample: each week has 1,650 minutes.")
    hand.press(hand.button("Save the draft"))
    hand.sees("Paragraph 1: changed")
    hand.press(hand.button("Put it forward"))
    hand.sees("Everybody reads it now")
    assert "1,650" in Recommendation.objects.get().wording.body["after"]


def test_matrix_is_clean_in_every_state(visit: Visit, askers: list[Asking], facilitator: Any) -> None:
    visit(None, "/waivers/impact/", "impact-empty")
    version = of_edition("2018", "13", actor=facilitator, waivable=Waivable.YES, **WORDS)
    other = of_edition("2009", "20", actor=facilitator, topic="Graduation requirements (sample)")
    of_edition("2018", "14", actor=facilitator, topic="Never asked for (sample)")
    askers[0].asks(version, state="granted", disposition="grant")
    askers[1].asks(version, state="conditional", disposition="conditions")
    askers[1].asks(version, state="denied", disposition="deny")
    askers[0].asks(version, state="withdrawn")
    Provision.objects.filter(pk=askers[0].asks(version).pk).update(standard=other)
    visit(None, "/waivers/impact/", "impact-matrix")
    visit(facilitator, "/waivers/impact/?edition=2018&shows=all", "impact-matrix-all")
    visit(None, "/waivers/impact/?edition=2018&shows=never&year=abc", "impact-matrix-errors")
    visit(None, "/waivers/impact/2018/13/", "impact-standard")
    visit(facilitator, "/waivers/impact/2018/13/?what=districts", "impact-districts")
    visit(None, "/waivers/impact/2018/14/", "impact-standard-empty")
    visit(None, "/waivers/", "docket-with-impact")


def test_recommendations_are_clean_in_every_state(
    visit: Visit, askers: list[Asking], facilitator: Any, csa_reviewer: Any
) -> None:
    version = of_edition("2018", "13", actor=facilitator, waivable=Waivable.YES, **WORDS)
    askers[0].asks(version, state="granted", disposition="grant")
    visit(None, "/waivers/impact/recommendations/", "recommendations-empty")
    draft = begun(version.standard, actor=facilitator)
    where = draft.get_absolute_url()
    visit(facilitator, f"{where}write/", "recommendation-write")
    visit(facilitator, where, "recommendation-begun")
    page = visit(facilitator, f"{where}write/", "recommendation-write-again")
    page.get_by_label("Amend it").check()
    page.get_by_role("main").locator("summary").first.click()
    page.get_by_label("Words of paragraph 1").fill("Sample: other words.")
    press(page, "Save the draft")
    see(page, "recommendation-write-errors")
    page.get_by_label("Change to the words below").first.check()
    written(draft, actor=csa_reviewer, proposes="amend", edits=EDITS, reasons="Sample: their reasons.")
    press(page, "Save the draft")
    see(page, "recommendation-clash")
    draft.refresh_from_db()
    visit(csa_reviewer, where, "recommendation-draft")
    put = services.put_forward_recommendation(draft, actor=facilitator)
    visit(None, where, "recommendation-put-forward")
    visit(None, "/standards/2018/13/", "standard-with-recommendation")
    second = state_officer("facilitator", email="second@example.org", name="Second facilitator")
    page = visit(second, f"{where}decide/", "recommendation-decide")
    press(page, "Record it")
    see(page, "recommendation-decide-errors")
    day = put.wording.put_forward_at.date()
    services.decide_recommendation(put, adopts=True, on=day, words="Sample words.", actor=second)
    page = visit(second, f"{where}send/", "recommendation-send")
    press(page, "Record it")
    see(page, "recommendation-send-errors")
    visit(None, where, "recommendation-adopted")
    empty = of_edition("2018", "14", actor=facilitator, topic="No text (sample)")
    bare = begun(empty.standard, actor=facilitator)
    visit(facilitator, f"{bare.get_absolute_url()}write/", "recommendation-write-whole")
    services.withdraw_recommendation(bare, actor=facilitator)
    visit(facilitator, bare.get_absolute_url(), "recommendation-withdrawn")
    visit(facilitator, "/waivers/impact/recommendations/", "recommendations")
