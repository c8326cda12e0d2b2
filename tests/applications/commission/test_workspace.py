"""The reviewers' workspace: what they read beside the text, what they recommend, and what the tied never find."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from applications.commission import services
from applications.commission.models import Sitting
from applications.reviews import services as reviews
from applications.reviews.models import Assignment, Panel
from applications.reviews.queries import results
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.network.models import Pathway
from tests.factories.commission import planned
from tests.factories.conflicts import DeclarationFactory
from tests.factories.network import NetworkMembershipFactory
from tests.factories.waivers import agreed, drafted, granted, provided, standard_of

pytestmark = pytest.mark.django_db
SCORES = ("purpose", "safeguards", "evidence", "evaluation", "support")


@pytest.fixture
def ahead(waiver: Waiver, five: list[Any], facilitator: Any) -> Sitting:
    """A meeting that is planned, with the proposal on its agenda."""
    return planned(waiver, actor=facilitator)


@pytest.fixture
def panel(ahead: Sitting, facilitator: Any) -> Panel:
    """Its reviews are open."""
    due = timezone.localdate() + timedelta(days=20)
    return services.open_review(ahead, due_on=due, per_subject=3, actor=facilitator)


def reviewed(assignment: Assignment, recommendation: str = "grant", confidence: int = 3) -> None:
    """A review that is done."""
    person = assignment.reviewer
    for criterion in SCORES:
        reviews.save_score(assignment, criterion, level=3, actor=person)
    reviews.save_recommendation(assignment, recommendation=recommendation, confidence=confidence, actor=person)
    reviews.finish_review(assignment, actor=person)


def test_review_is_opened_with_all_members_and_the_published_text(
    ahead: Sitting, waiver: Waiver, five: list[Any], facilitator: Any, client_for: Any
) -> None:
    due = timezone.localdate() + timedelta(days=20)
    where = f"{ahead.get_absolute_url()}review/"
    page = client_for(facilitator).post(where, {"due_on": str(timezone.localdate()), "per_subject": "3"})
    assert "after today and before the meeting" in page.content.decode()
    client_for(facilitator).post(where, {"due_on": str(due), "per_subject": "3"})
    panel = Panel.objects.get(key=f"commission-{ahead.pk}")
    assert set(panel.people.all()) == set(five)
    subject = panel.subjects.get()
    assert subject.reference == waiver.reference
    assert ["Standard 13 School day (sample)", "Goal", "Sample: nine of ten finish their program."] in subject.body
    with pytest.raises(PermissionDenied):
        services.open_review(ahead, due_on=due, per_subject=3, actor=five[0])


def test_reviewer_reads_evidence_decisions_questions_and_recommends(
    panel: Panel, waiver: Waiver, five: list[Any], facilitator: Any, lead: Any, client_for: Any
) -> None:
    inquiry = waivers.ask_question(waiver, words="Sample: what of the buses?", actor=five[1])
    waivers.answer_question(inquiry, answer="Sample: they leave later.", actor=lead)
    mine = reviews.assign_reviewer(panel.subjects.get(), five[0], actor=facilitator)
    browser = client_for(five[0])
    page = browser.get(mine.get_absolute_url()).content.decode()
    for words in ("Evidence, as handed in", "Sample: they leave later.", "What do you recommend?", "Ask the district"):
        assert words in page
    sent = {f"level-{each}": "3" for each in SCORES} | {"note": "Sample: private.", "then": "finish"}
    assert "what you recommend, and how sure you are" in browser.post(mine.get_absolute_url(), sent).content.decode()
    browser.post(mine.get_absolute_url(), {**sent, "recommendation": "conditions", "confidence": "2"})
    mine.refresh_from_db()
    assert (mine.state, mine.recommendation, mine.confidence) == ("done", "conditions", 2)
    told = client_for(facilitator).get(f"/reviews/subjects/{mine.subject_id}/").content.decode()
    assert "Recommended: grant with conditions 1." in told
    assert "Grant with conditions (rather sure)." in told
    assert "Sample: private." not in told


def test_recommendation_is_one_of_the_panels(panel: Panel, five: list[Any], facilitator: Any) -> None:
    mine = reviews.assign_reviewer(panel.subjects.get(), five[0], actor=facilitator)
    with pytest.raises(NotAllowed):
        reviews.save_recommendation(mine, recommendation="praise", confidence=3, actor=five[0])
    with pytest.raises(NotAllowed):
        reviews.save_recommendation(mine, recommendation="grant", confidence=3, actor=five[1])


def test_who_becomes_tied_after_the_assignment_finds_nothing_and_counts_no_longer(
    panel: Panel, waiver: Waiver, five: list[Any], facilitator: Any, client_for: Any
) -> None:
    subject = panel.subjects.get()
    mine, other = (reviews.assign_reviewer(subject, person, actor=facilitator) for person in five[:2])
    reviewed(mine, "deny")
    reviewed(other)
    assert results(panel)[waiver.reference].recommended == (("Deny", 1), ("Grant", 1))
    DeclarationFactory(person=five[0], district=waiver.district)
    browser = client_for(five[0])
    assert browser.get(mine.get_absolute_url()).status_code == 404
    assert browser.get(f"/reviews/subjects/{subject.pk}/").status_code == 404
    assert waiver.title not in browser.get("/reviews/").content.decode()
    found = results(panel)[waiver.reference]
    assert (found.count, found.recommended) == (1, (("Grant", 1),))
    with pytest.raises(NotAllowed):
        reviews.assign_reviewer(subject, five[0], actor=facilitator)


def test_tie_to_any_of_the_proposing_districts_keeps_a_reviewer_out(
    pathway: Pathway,
    rival_district: District,
    five: list[Any],
    lead: Any,
    facilitator: Any,
    waiver: Waiver,
    district: Any,
) -> None:
    NetworkMembershipFactory(district=rival_district).pathways.add(pathway)
    draft = drafted(district, pathway, actor=lead)
    waivers.add_partner(draft, rival_district, actor=lead)
    provided(draft, standard_of("26", actor=facilitator), actor=lead)
    public = waivers.docket_waiver(waivers.submit_waiver(agreed(draft), actor=lead), actor=facilitator)
    sitting = planned(waiver, public, actor=facilitator)
    DeclarationFactory(person=five[0], district=rival_district)
    due = timezone.localdate() + timedelta(days=20)
    panel = services.open_review(sitting, due_on=due, per_subject=5, actor=facilitator)
    reviews.assign_automatically(panel, actor=facilitator)
    given = {reference: set() for reference in (waiver.reference, public.reference)}
    for each in Assignment.objects.select_related("subject", "reviewer"):
        given[each.subject.reference].add(each.reviewer)
    assert given == {waiver.reference: set(five), public.reference: set(five[1:])}


def test_small_request_gets_one_review(panel: Panel, waiver: Waiver, facilitator: Any, ahead: Sitting) -> None:
    waiver.is_fast = True
    waiver.save()
    services.remove_item(ahead.items.get(), actor=facilitator)
    services.add_item(ahead, waiver, actor=facilitator)
    reviews.assign_automatically(panel, actor=facilitator)
    assert Assignment.objects.filter(state="assigned").count() == 1


def test_what_is_taken_off_or_withdrawn_is_reviewed_no_longer(
    panel: Panel, waiver: Waiver, five: list[Any], facilitator: Any, lead: Any, ahead: Sitting
) -> None:
    mine = reviews.assign_reviewer(panel.subjects.get(), five[0], actor=facilitator)
    services.remove_item(ahead.items.get(), actor=facilitator)
    mine.refresh_from_db()
    assert mine.state == "released"
    services.add_item(ahead, waiver, actor=facilitator)
    again = reviews.assign_reviewer(panel.subjects.get(), five[0], actor=facilitator)
    waivers.withdraw_waiver(waiver, reason="Sample", actor=lead)
    again.refresh_from_db()
    assert again.state == "released"


def test_nothing_of_reviews_reaches_district_or_public(
    panel: Panel, waiver: Waiver, five: list[Any], facilitator: Any, lead: Any, client: Any, client_for: Any
) -> None:
    mine = reviews.assign_reviewer(panel.subjects.get(), five[0], actor=facilitator)
    reviews.save_note(mine, "Sample: private.", actor=five[0])
    reviewed(mine, "deny")
    for browser in (client, client_for(lead)):
        page = browser.get(waiver.get_absolute_url()).content.decode()
        assert five[0].name not in page
        assert "Recommended" not in page
        assert browser.get(f"/reviews/subjects/{mine.subject_id}/").status_code in (302, 404)
        assert browser.get(mine.get_absolute_url()).status_code in (302, 404)


def test_proposal_waits_for_the_end_of_its_comments(waiver: Waiver, facilitator: Any) -> None:
    sitting = services.plan_sitting(
        starts_at=timezone.now() + timedelta(days=10), place="Sample room", actor=facilitator
    )
    with pytest.raises(NotAllowed, match="Choose a later meeting"):
        services.add_item(sitting, waiver, actor=facilitator)


def test_earlier_decision_is_beside_the_text(
    waiver: Waiver, five: list[Any], facilitator: Any, lead: Any, client_for: Any, district: District, pathway: Pathway
) -> None:
    granted(waiver, facilitator=facilitator, disposition="conditions", conditions="Sample: four days at most.")
    draft = drafted(district, pathway, actor=lead)
    provided(draft, waiver.provisions.get().standard, actor=lead)
    public = waivers.docket_waiver(waivers.submit_waiver(agreed(draft), actor=lead), actor=facilitator)
    sitting = planned(public, actor=facilitator)
    due = timezone.localdate() + timedelta(days=20)
    panel = services.open_review(sitting, due_on=due, per_subject=1, actor=facilitator)
    mine = reviews.assign_reviewer(panel.subjects.get(), five[0], actor=facilitator)
    assert "Sample: four days at most." in client_for(five[0]).get(mine.get_absolute_url()).content.decode()
