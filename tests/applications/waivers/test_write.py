"""Writing a proposal: the gate of the standards, what is lacking, what is kept when it is handed in."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from applications.waivers import services
from applications.waivers.models import Hypothesis, Provision, Waiver
from applications.waivers.providers import waiting_waivers
from applications.waivers.queries import evidence_of, lacking, provisions_of
from portal.accountability.models import Component
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.measures.models import Reading
from portal.network.models import Pathway
from portal.network.providers import CircleRole
from portal.standards.models import StandardVersion, Waivable
from portal.standards.queries import CannotBeWaived
from tests.factories.measures import change, circle, measured, read
from tests.factories.network import PathwayFactory
from tests.factories.standards import REFUSED, revised
from tests.factories.waivers import PROVISION, agreed, drafted, hypothesised, provided, standard_of

pytestmark = pytest.mark.django_db


def sent(number: str = "13", **more: str) -> dict[str, str]:
    words = {name: str(value) for name, value in PROVISION.items()}
    return {**words, "standard": f"2018 {number}", "version": "0", **more}


# Beginning -----------------------------------------------------------------------


def test_begin_is_offered_for_each_plc_of_the_district(
    pathway: Pathway, district: District, lead: Any, client_for: Any
) -> None:
    page = client_for(lead).get("/waivers/begin/").content.decode()
    assert f"{district}, {pathway}" in page
    answer = client_for(lead).post("/waivers/begin/", {"place": f"{district.pk}-{pathway.pk}"})
    made = Waiver.objects.get()
    assert answer["Location"] == f"{made.get_absolute_url()}write/short/"
    assert (made.district, made.pathway, made.state) == (district, pathway, "draft")


def test_begin_without_a_plc_says_what_to_do(district: District, lead: Any, client_for: Any) -> None:
    assert "Ask for a seat in one first" in client_for(lead).get("/waivers/begin/").content.decode()


def test_begin_is_refused_outside_the_districts_plcs_and_to_others(
    pathway: Pathway, district: District, lead: Any, rival_lead: Any
) -> None:
    with pytest.raises(NotAllowed, match="within a PLC"):
        services.begin_waiver(district, PathwayFactory(), actor=lead)
    with pytest.raises(PermissionDenied):
        services.begin_waiver(district, pathway, actor=rival_lead)
    assert not Waiver.objects.exists()


# The gate ------------------------------------------------------------------------


def test_provision_that_cannot_be_waived_is_refused_with_its_reason_by_page_and_service(
    draft: Waiver, federal: StandardVersion, lead: Any, client_for: Any
) -> None:
    page = client_for(lead).post(f"{draft.get_absolute_url()}provisions/add/", sent("17.4"))
    assert page.status_code == 200
    assert "cannot be waived" in page.content.decode()
    assert federal.reason in page.content.decode()
    assert "Sample: a lab of two hours" in page.content.decode(), "nothing is lost"
    with pytest.raises(CannotBeWaived, match="federal act"):
        provided(draft, federal, actor=lead)
    assert draft.provisions.count() == 1


def test_standard_that_becomes_closed_is_named_before_handing_in_and_refused(
    draft: Waiver, minutes: StandardVersion, lead: Any, facilitator: Any, client_for: Any
) -> None:
    revised(minutes.standard, actor=facilitator, **REFUSED)
    assert "it cannot be waived any more" in client_for(lead).get(draft.get_absolute_url()).content.decode()
    with pytest.raises(NotAllowed, match="cannot be waived any more"):
        services.submit_waiver(draft, actor=lead)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_later_version_of_a_standard_leaves_what_was_handed_in_with_its_own(
    given: Waiver, minutes: StandardVersion, facilitator: Any
) -> None:
    revised(minutes.standard, actor=facilitator, **REFUSED)
    assert given.provisions.get().standard == minutes
    services.docket_waiver(given, actor=facilitator)


def test_version_that_stands_when_it_is_handed_in_is_kept(
    draft: Waiver, minutes: StandardVersion, lead: Any, facilitator: Any
) -> None:
    newest = revised(minutes.standard, actor=facilitator, text="Sample: other words.", waivable=Waivable.YES)
    services.submit_waiver(draft, actor=lead)
    assert draft.provisions.get().standard == newest


def test_unexamined_standard_is_taken_and_says_so(draft: Waiver, lead: Any, facilitator: Any, client_for: Any) -> None:
    provided(draft, standard_of("26", actor=facilitator), actor=lead)
    assert "not examined yet" in client_for(lead).get(draft.get_absolute_url()).content.decode()


# Provisions and what should move ---------------------------------------------------


def test_provision_is_added_changed_and_taken_out(draft: Waiver, lead: Any, facilitator: Any, client_for: Any) -> None:
    standard_of("26", actor=facilitator)
    browser, where = client_for(lead), draft.get_absolute_url()
    browser.post(f"{where}provisions/add/", sent("26"))
    added = draft.provisions.latest("pk")
    assert added.standard.standard.number == "26"
    browser.post(f"{where}provisions/{added.pk}/", sent("26", goal="Sample: another goal", version="1"))
    added.refresh_from_db()
    assert (added.goal, added.version) == ("Sample: another goal", 2)
    browser.post(f"{where}provisions/{added.pk}/remove/")
    assert draft.provisions.count() == 1


def test_provision_changed_by_somebody_else_meanwhile_is_told_and_not_overwritten(
    draft: Waiver, lead: Any, superintendent: Any, client_for: Any
) -> None:
    provision = draft.provisions.get()
    where = f"{draft.get_absolute_url()}provisions/{provision.pk}/"
    client_for(lead).post(where, sent(goal="First", version="1"))
    page = client_for(superintendent).post(where, sent(goal="Second", version="1")).content.decode()
    assert "Somebody of your district changed this provision" in page
    assert "Second" in page
    provision.refresh_from_db()
    assert provision.goal == "First"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_on": "2027-07-01"}, "after the first one"),
        ({"ends_on": "2031-08-02"}, "within 3 years"),
        ({"goal": ""}, "This field is required"),
        ({"standard": ""}, "Please choose a standard"),
        ({"standard": "1900 1"}, "one of the standards in force"),
    ],
)
def test_provision_that_cannot_be_is_told(
    draft: Waiver, lead: Any, client_for: Any, wrong: dict[str, str], words: str, facilitator: Any
) -> None:
    standard_of("26", actor=facilitator)
    page = client_for(lead).post(f"{draft.get_absolute_url()}provisions/add/", {**sent("26"), **wrong}).content.decode()
    assert words in page
    assert draft.provisions.count() == 1


def test_standard_stands_in_a_proposal_once(draft: Waiver, minutes: StandardVersion, lead: Any) -> None:
    with pytest.raises(NotAllowed, match="already"):
        provided(draft, minutes, actor=lead)


def test_hypothesis_has_a_measure_and_something_to_reach(draft: Waiver, lead: Any, client_for: Any) -> None:
    provision = draft.provisions.get()
    where = f"{draft.get_absolute_url()}provisions/{provision.pk}/hypotheses/add/"
    told = {"words": "Sample", "baseline": "10", "target": "10", "n": "40", "by": "2028-06-30"}
    page = client_for(lead).post(where, told).content.decode()
    assert "Choose a measure of the PLC or a component, or name another one." in page
    assert "This is where it stands now" in page
    client_for(lead).post(where, {**told, "target": "20", "other_measure": "Sample count"})
    assert provision.hypotheses.count() == 2
    client_for(lead).post(f"{draft.get_absolute_url()}hypotheses/{provision.hypotheses.latest('pk').pk}/remove/")
    assert provision.hypotheses.count() == 1


def test_measure_of_another_plc_is_refused(draft: Waiver, lead: Any, facilitator: Any) -> None:
    other = measured(PathwayFactory(), actor=facilitator)
    with pytest.raises(NotAllowed, match="measure of the PLC"):
        hypothesised(draft.provisions.get(), measure=other, other_measure="", actor=lead)


# Handing in ------------------------------------------------------------------------


def test_draft_names_all_that_is_lacking_and_is_not_taken(
    district: District, pathway: Pathway, lead: Any, client_for: Any
) -> None:
    draft = drafted(district, pathway, actor=lead, summary="", final_report="")
    words = [each.words for each in lacking(draft)]
    assert words == [
        "What would be different, and for whom",
        "Final report by",
        "a standard that is to be varied",
        "the agreement of the superintendent",
    ]
    page = client_for(lead).get(draft.get_absolute_url()).content.decode()
    assert "Still needed:" in page
    assert "Hand it in" not in page
    assert client_for(lead).post(f"{draft.get_absolute_url()}submit/").status_code == 409
    assert draft.state == "draft"


def test_provision_without_anything_that_should_move_is_lacking(draft: Waiver, lead: Any) -> None:
    Hypothesis.objects.all().delete()
    assert [each.words for each in lacking(draft)] == [
        f"{draft.provisions.get()}: what should move, and how you will see it",
        "the agreement of the superintendent",
    ]


def test_provision_of_a_time_when_nobody_was_asked_who_is_affected_lacks_it(draft: Waiver, lead: Any) -> None:
    draft.provisions.update(affected="")
    assert [each.words for each in lacking(draft) if "affected" in each.words] == [
        "13 School day (sample): who is affected"
    ]
    with pytest.raises(NotAllowed, match="who is affected"):
        services.submit_waiver(draft, actor=lead)


def test_final_report_comes_before_the_end_of_the_term(draft: Waiver, lead: Any) -> None:
    services.save_answers(draft, {"final_report": "2029-06-30"}, versions={"final_report": 1}, actor=lead)
    late, agreement = lacking(draft)
    assert agreement.words == "the agreement of the superintendent"
    assert "before the end of the longest term, June 30, 2029" in late.words


def test_handed_in_proposal_is_closed_to_its_writers_until_it_comes_back(given: Waiver, lead: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.save_answers(given, {"title": "Other"}, versions={"title": 1}, actor=lead)
    with pytest.raises(PermissionDenied):
        services.remove_provision(given.provisions.get(), actor=lead)
    with pytest.raises(PermissionDenied):
        services.submit_waiver(given, actor=lead)


def test_draft_waits_for_its_writers_and_handed_in_for_mde(draft: Waiver, lead: Any, member: Any) -> None:
    (wait,) = waiting_waivers(lead)
    assert (wait.on_others, wait.url) == (False, draft.get_absolute_url())
    services.submit_waiver(draft, actor=lead)
    (wait,) = waiting_waivers(lead)
    assert wait.on_others
    assert list(waiting_waivers(member)) == []


# Frozen measures -------------------------------------------------------------------


def test_measure_is_frozen_when_it_is_handed_in_and_later_edits_stand_beside_it(
    draft: Waiver, pathway: Pathway, district: District, lead: Any, facilitator: Any, monkeypatch: Any, client_for: Any
) -> None:
    monkeypatch.setattr("portal.network.providers._circles", [circle({lead.email: CircleRole.LEAD}, pathway)])
    measure = measured(pathway, actor=lead)
    read(measure, district, 40, None, 44, actor=lead)
    hypothesised(draft.provisions.get(), measure=measure, other_measure="", actor=lead)
    services.submit_waiver(agreed(draft), actor=lead)
    provision: Provision = provisions_of(draft)[0]
    (evidence,) = evidence_of(provision, facilitator)
    sha256 = evidence.hypothesis.frozen.sha256
    assert [value for _, value in evidence.chart.readings] == [40, None, 44], "a missing month is a gap"
    assert evidence.changes == []
    change(measure, Reading.objects.earliest("month"), 49, actor=lead, why="Sample: counted again")
    (evidence,) = evidence_of(provisions_of(draft)[0], facilitator)
    (told,) = evidence.changes
    assert (told.old, told.new, told.who, told.why) == ("40 (n 40)", "49 (n 40)", lead.name, "Sample: counted again")
    assert [value for _, value in evidence.chart.readings] == [40, None, 44]
    assert evidence.hypothesis.frozen.sha256 == sha256
    page = client_for(facilitator).get(draft.get_absolute_url()).content.decode()
    assert "Changed since it was handed in" in page
    assert "49 (n 40) in place of 40 (n 40)" in page


def test_term_of_three_years_from_the_last_of_february_can_be_written(draft: Waiver, lead: Any) -> None:
    provision = draft.provisions.get()
    facts = {**PROVISION, "begins_on": date(2028, 2, 29), "ends_on": date(2031, 2, 28)}
    services.write_provision(draft, provision, standard=provision.standard, version=1, **facts, actor=lead)


def test_nought_votes_are_kept(district: District, pathway: Pathway, lead: Any, client_for: Any) -> None:
    draft = services.begin_waiver(district, pathway, actor=lead)
    client_for(lead).post(
        f"{draft.get_absolute_url()}write/support/", {"board_against": "0", "version-board_against": "0"}
    )
    assert draft.values() == {"board_against": 0}


def test_draft_is_known_by_its_name_as_soon_as_it_has_one(
    district: District, pathway: Pathway, lead: Any, client_for: Any
) -> None:
    draft = services.begin_waiver(district, pathway, actor=lead)
    browser = client_for(lead)
    assert "Proposal without a name" in browser.get("/waivers/own/").content.decode()
    browser.post(f"{draft.get_absolute_url()}answers/title/", {"title": "Longer blocks", "version-title": "0"})
    assert "Longer blocks" in browser.get("/waivers/own/").content.decode()
    services.save_answers(draft, {"title": "x" * 250}, versions={"title": 1}, actor=lead)
    draft.refresh_from_db()
    assert len(draft.title) == 200


def test_component_of_the_rating_is_a_measure_too(draft: Waiver, lead: Any, client_for: Any) -> None:
    component = Component.objects.first() or Component.objects.create(code="sample", name="Sample component")
    provision = draft.provisions.get()
    where = f"{draft.get_absolute_url()}provisions/{provision.pk}/hypotheses/add/"
    facts = {"words": "Sample", "baseline": "40", "target": "50", "n": "90", "by": "2028-06-30"}
    assert "or name another one" in client_for(lead).post(where, facts).content.decode()
    before = draft.answers_hash()
    client_for(lead).post(where, {**facts, "component": component.pk})
    assert provision.hypotheses.latest("pk").measured_by == f"{component.name} (component of the rating)"
    assert draft.answers_hash() != before
