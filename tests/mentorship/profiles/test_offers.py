"""Offers: what is proposed, what is kept, who reads it, nobody overwrites another, pausing, blocks."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from mentorship.profiles import queries, services
from mentorship.profiles.models import Block, Offer
from portal.accountability.models import AssessmentResult, Level, Subject
from portal.core.errors import NotAllowed
from portal.districts.models import District
from tests.factories.mentoring import offered
from tests.factories.network import NetworkMembershipFactory, PathwayFactory

pytestmark = pytest.mark.django_db
FORM = {"has_math": "on", "shows_math": "Sample figure", "bands": "high", "formats": "video", "hours": "3"}
FORM |= {"capacity": "2", "miles": "60", "limits": "No visits in May", "version": "0"}


def result(district: District | None, share: float, subject: str = Subject.MATH) -> None:
    """A district's result, or the state's: this share at level 4 of 200 tested."""
    level = Level.STATE if district is None else Level.DISTRICT
    facts = {f"level_{number}": 0.0 for number in range(1, 6)} | {"level_1": 1 - share, "level_4": share}
    AssessmentResult.objects.create(
        year=2022, subject=subject, test="8", level=level, district=district, tested=200, **facts
    )


@pytest.fixture
def results(district: District) -> None:
    """Mathematics well above the state, English below it."""
    result(None, 0.4)
    result(None, 0.4, Subject.ELA)
    result(district, 0.6)
    result(district, 0.3, Subject.ELA)


def test_strengths_and_needs_are_proposed_from_results(district: District, results: None) -> None:
    (strength,), (need,) = queries.proposed_strengths(district), queries.proposed_needs(district)
    assert (strength.topic, need.topic) == ("math", "english")
    assert strength.evidence == "Mathematics in 2022: 60.0 % proficient, the state 40.0 %"
    assert strength.url == district.get_absolute_url()


def test_page_fills_in_what_results_and_plcs_show(
    district: District, results: None, lead: Any, client_for: Any
) -> None:
    pathway = PathwayFactory()
    NetworkMembershipFactory(district=district, pathways=[pathway])
    page = client_for(lead).get(f"/mentoring/offers/{district.pk}/write/").content.decode()
    assert 'name="has_math" id="id_has_math" checked' in page
    assert "Mathematics in 2022: 60.0 % proficient" in page
    assert 'name="has_english" id="id_has_english" checked' not in page
    assert f'value="{pathway.pk}" id="id_pathways_0" checked' in page


def test_offer_is_kept_with_its_evidence_and_read_by_other_districts(
    district: District, results: None, lead: Any, rival_lead: Any, newcomer: Any, client_for: Any
) -> None:
    words = queries.proposed_strengths(district)[0].evidence
    answer = client_for(lead).post(f"/mentoring/offers/{district.pk}/write/", FORM | {"shows_math": words})
    offer = Offer.objects.get()
    assert answer.url == offer.get_absolute_url()
    assert (offer.capacity, offer.miles, offer.hours, offer.bands) == (2, 60, 3, ["high"])
    assert offer.strengths.get().url == district.get_absolute_url()
    page = client_for(rival_lead).get(offer.get_absolute_url()).content.decode()
    assert words in page
    assert "No visits in May" not in page
    assert "No visits in May" in client_for(lead).get(offer.get_absolute_url()).content.decode()
    assert client_for(newcomer).get(offer.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"shows_math": ""}, "Please say what shows it"),
        ({"has_math": ""}, "at least one thing that you are strong in"),
        ({"bands": "none"}, "not one of the available choices"),
        ({"capacity": "9"}, "less than or equal to 8"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"hours": "many"}, "whole number"),
    ],
)
def test_offer_that_lacks_something_is_told_and_nothing_is_lost(
    district: District, lead: Any, client_for: Any, wrong: dict[str, str], words: str
) -> None:
    page = client_for(lead).post(f"/mentoring/offers/{district.pk}/write/", FORM | wrong).content.decode()
    assert words in page
    assert "No visits in May" in page
    assert not Offer.objects.exists()


def test_nobody_writes_over_what_another_wrote_meanwhile(district: District, lead: Any, superintendent: Any) -> None:
    offered(district, actor=lead)
    offered(district, actor=superintendent, capacity=3)
    with pytest.raises(NotAllowed, match="while you wrote"):
        offered(district, actor=lead, capacity=1, version=1)
    assert Offer.objects.get().capacity == 3


def test_only_who_leads_the_district_writes_its_offer(
    district: District, lead: Any, member: Any, rival_lead: Any, facilitator: Any
) -> None:
    for person in (member, rival_lead, facilitator):
        with pytest.raises(PermissionDenied):
            offered(district, actor=person)
    offer = offered(district, actor=lead)
    for person in (member, rival_lead, facilitator):
        with pytest.raises(PermissionDenied):
            services.pause_offer(offer, actor=person)


def test_paused_offer_is_seen_by_its_district_and_mde_only(
    district: District, lead: Any, rival_lead: Any, facilitator: Any, client_for: Any
) -> None:
    offer = offered(district, actor=lead)
    client_for(lead).post(f"{offer.get_absolute_url()}pause/")
    seen = {person: Offer.objects.visible_to(person).exists() for person in (lead, rival_lead, facilitator)}
    assert seen == {lead: True, rival_lead: False, facilitator: True}
    client_for(lead).post(f"{offer.get_absolute_url()}resume/")
    assert Offer.objects.visible_to(rival_lead).exists()
    told = ModelLogEntry.objects.filter(content_type__model="offer").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["profiles.write_offer", "profiles.pause", "profiles.resume"]


def test_block_is_private_held_once_and_ended(
    district: District, rival_district: District, lead: Any, rival_lead: Any, facilitator: Any, client_for: Any
) -> None:
    path, browser = f"/mentoring/offers/{district.pk}/blocks/", client_for(lead)
    for _ in range(2):
        browser.post(path, {"other": rival_district.pk, "reason": "Sample reason"})
    block = Block.objects.get()
    assert b"Sample reason" in browser.get(path).content
    assert b"Sample reason" in client_for(facilitator).get("/mentoring/pool/").content
    assert not Block.objects.visible_to(rival_lead).exists()
    assert client_for(rival_lead).get(path).status_code == 403
    browser.post(f"{path}{block.pk}/end/")
    assert not Block.objects.standing().exists()
    assert b"Nothing stands in the way" in browser.get(path).content


def test_district_does_not_block_itself(district: District, lead: Any) -> None:
    with pytest.raises(NotAllowed, match="another district"):
        services.declare_block(district, other=district, reason="Sample", actor=lead)


def test_mentors_are_found_by_topic_and_grades(
    district: District, rival_district: District, lead: Any, rival_lead: Any, member: Any, client_for: Any
) -> None:
    offered(district, actor=lead, topics=["math", "science"], bands=["high"])
    offered(rival_district, actor=rival_lead, topics=["english"], bands=["early"])

    def found(**asked: str) -> set[str]:
        page = client_for(member).get("/mentoring/", asked)
        return {offer.district_id for offer in page.context["page"]}

    assert found() == {district.pk, rival_district.pk}
    assert found(topic="science") == {district.pk}
    assert found(band="early") == {rival_district.pk}
    assert found(topic="science", band="early") == set()
    assert found(topic="nonsense") == {district.pk, rival_district.pk}
