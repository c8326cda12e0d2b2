"""What comes with and after a mentorship: groups, measures, practices that came over, words at the end, weights."""

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from mentorship.matching import queries, services
from mentorship.matching.fitting import Weights
from mentorship.matching.models import Contact, EndSurvey, Match, Weighting
from mentorship.matching.moved import moved
from mentorship.matching.providers import mentoring_facts, travelled, waiting_surveys
from mentorship.profiles.models import Offer, Request
from portal.core.dates import school_year
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.network.providers import CircleRole
from tests.factories.districts import SchoolFactory
from tests.factories.library import published
from tests.factories.measures import circle, measured, read
from tests.factories.mentoring import under_way
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.reuse import adopted, principal_of

pytestmark = pytest.mark.django_db
SURVEY = {"helped": "3", "would_again": "yes", "words": "Sample: the visits helped."}


@pytest.fixture
def begun(offer: Offer, asked: Request, lead: Any, rival_lead: Any, facilitator: Any) -> Match:
    """Both said yes."""
    return under_way(offer, asked, by=[lead, rival_lead], actor=facilitator)


@pytest.fixture
def group(begun: Match, offer: Offer, third: Request, rival_lead: Any, third_lead: Any, facilitator: Any) -> Match:
    """The mentor meets a third district too, together with the first."""
    Offer.objects.update(capacity=2, takes_groups=True)
    return under_way(offer, third, by=[third_lead, rival_lead], actor=facilitator)


def noting(match: Match) -> str:
    return f"{match.get_absolute_url()}contacts/"


def contact(**more: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"held_on": today, "format": "video", "minutes": "45", "words": "Sample talk", "next_on": "", **more}


# Groups --------------------------------------------------------------------------


def test_meeting_of_a_group_is_noted_once_for_all_who_came(
    begun: Match, group: Match, rival_lead: Any, client_for: Any
) -> None:
    browser = client_for(rival_lead)
    assert b"Who else was there?" in browser.get(begun.get_absolute_url()).content
    browser.post(noting(begun), contact(also=[group.pk]))
    first, second = Contact.objects.order_by("match")
    assert {first.match_id, second.match_id} == {begun.pk, group.pk}
    assert first.together == second.together != ""
    assert b"In the group" in browser.get(group.get_absolute_url()).content
    facts = list(mentoring_facts([begun.mentor_id], [school_year(timezone.localdate())]))
    assert len(facts) == 2, "it counts for each district that was mentored"


def test_districts_of_a_group_learn_of_each_other_and_note_for_themselves_only(
    begun: Match, group: Match, lead: Any, client_for: Any
) -> None:
    browser = client_for(lead)
    page = browser.get(begun.get_absolute_url()).content.decode()
    assert str(group.district) in page
    assert "Who else was there?" not in page
    browser.post(noting(begun), contact(also=[group.pk]))
    assert [each.match_id for each in Contact.objects.all()] == [begun.pk]
    with pytest.raises(NotAllowed, match="in a group"):
        services.note_contact(begun, held_on=timezone.localdate(), format="phone", minutes=5, also=[group], actor=lead)


def test_mentor_that_meets_each_alone_has_no_group(
    begun: Match, group: Match, rival_lead: Any, lead: Any, client_for: Any
) -> None:
    Offer.objects.update(takes_groups=False)
    assert b"Who else was there?" not in client_for(rival_lead).get(begun.get_absolute_url()).content
    assert str(group.district).encode() not in client_for(lead).get(begun.get_absolute_url()).content
    with pytest.raises(NotAllowed):
        services.note_contact(
            begun, held_on=timezone.localdate(), format="phone", minutes=5, also=[group], actor=rival_lead
        )
    assert not Contact.objects.exists()


def test_group_meeting_before_one_of_them_began_is_noted_for_nobody(
    begun: Match, group: Match, rival_lead: Any, client_for: Any
) -> None:
    Match.objects.filter(pk=begun.pk).update(started_at=timezone.now() - timedelta(days=9))
    earlier = timezone.localdate() - timedelta(days=3)
    page = client_for(rival_lead).post(noting(begun), contact(also=[group.pk], held_on=earlier.isoformat()))
    assert b"before the mentorship began" in page.content
    assert not Contact.objects.exists()


# Measures ------------------------------------------------------------------------


@pytest.fixture
def shared(begun: Match, district: Any, rival_district: Any, lead: Any, rival_lead: Any, monkeypatch: Any) -> Any:
    """A measure of a PLC that both districts and two of their people are in."""
    pathway = PathwayFactory()
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    rival_district.network_memberships.get().pathways.add(pathway)
    people = {lead.email: CircleRole.MEMBER, rival_lead.email: CircleRole.LEAD}
    monkeypatch.setattr("portal.network.providers._circles", [circle(people, pathway)])
    return measured(pathway, actor=rival_lead)


def goals(**more: Any) -> dict[str, Any]:
    return {"goals": "Sample", "goes_back": "", "first_meeting_by": timezone.localdate().isoformat(), **more}


def test_measure_of_both_is_chosen_and_shows_where_the_district_stood_and_stands(
    begun: Match, shared: Any, district: Any, rival_district: Any, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    Match.objects.update(started_at=timezone.make_aware(datetime(2026, 3, 10)))  # noqa: DTZ001
    read(shared, district, 40, 42, 44, 51, 55, actor=lead)
    read(shared, rival_district, 90, 91, 92, 93, 94, actor=rival_lead)
    client_for(lead).post(f"{begun.get_absolute_url()}goals/", goals(measures=[shared.pk]))
    begun.refresh_from_db()
    (found,) = moved(begun, begun.measures.all())
    assert (found.before, found.now) == ((date(2026, 3, 1), "44"), (date(2026, 5, 1), "55"))
    assert found.way == "11 better"
    page = client_for(rival_lead).get(begun.get_absolute_url()).content.decode()
    assert "What moved" in page
    assert "44 in Mar 2026; 55 in May 2026." in page


def test_measure_of_another_plc_is_not_offered_and_not_taken(
    begun: Match, shared: Any, lead: Any, facilitator: Any, client_for: Any
) -> None:
    other = measured(PathwayFactory(), actor=facilitator, title="Sample of another PLC")
    where = f"{begun.get_absolute_url()}goals/"
    assert b"Sample of another PLC" not in client_for(lead).get(where).content
    assert "Select a valid choice" in client_for(lead).post(where, goals(measures=[other.pk])).content.decode()
    with pytest.raises(PermissionDenied):
        services.agree(
            begun, goals="x", goes_back="", first_meeting_by=timezone.localdate(), measures=[other], actor=lead
        )


def test_measure_is_shown_to_nobody_who_may_not_read_it(
    begun: Match, shared: Any, lead: Any, member: Any, client_for: Any
) -> None:
    services.agree(begun, goals="x", goes_back="", first_meeting_by=timezone.localdate(), measures=[shared], actor=lead)
    assert str(shared).encode() in client_for(lead).get(begun.get_absolute_url()).content
    assert str(shared).encode() not in client_for(member).get(begun.get_absolute_url()).content


def test_reading_of_a_small_group_is_left_out(begun: Match, shared: Any, district: Any, lead: Any) -> None:
    Match.objects.update(started_at=timezone.make_aware(datetime(2026, 3, 10)))  # noqa: DTZ001
    begun.refresh_from_db()
    read(shared, district, 40, actor=lead, n=3)
    (found,) = moved(begun, [shared])
    assert (found.before, found.now, found.way) == (None, None, "")


# Practices that came over --------------------------------------------------------


def test_practice_of_the_mentor_that_the_district_took_up_is_named(
    begun: Match, district: Any, rival_district: Any, lead: Any, rival_lead: Any, facilitator: Any, client_for: Any
) -> None:
    came = published(rival_district, actor=rival_lead, facilitator=facilitator, title="Sample: came over")
    own = published(district, actor=lead, facilitator=facilitator, title="Sample: own")
    school, today = SchoolFactory(district=district), timezone.localdate()
    principal = principal_of(school)
    adopted(own, school, on=today, actor=principal)
    assert travelled(begun) == []
    adopted(came, school, on=today, actor=principal)
    (found,) = travelled(begun)
    assert (found.practice, found.school, found.results) == ("Sample: came over", str(school), "")
    page = client_for(lead).get(begun.get_absolute_url()).content.decode()
    assert "Practices that came over" in page
    assert "Sample: own" not in page


def test_practice_that_was_there_before_did_not_come_over(
    begun: Match, district: Any, rival_district: Any, rival_lead: Any, facilitator: Any
) -> None:
    came = published(rival_district, actor=rival_lead, facilitator=facilitator, title="Sample: was there")
    adopted(came, SchoolFactory(district=district))
    assert travelled(begun) == []


# Words at the end ----------------------------------------------------------------


@pytest.fixture
def ended(begun: Match, lead: Any) -> Match:
    """It has ended."""
    return services.end_match(begun, reason="Sample", wants_another=False, actor=lead)


def test_each_side_says_once_how_it_was_and_only_mde_reads_it(
    ended: Match, lead: Any, rival_lead: Any, member: Any, facilitator: Any, client_for: Any
) -> None:
    where = f"{ended.get_absolute_url()}survey/"
    assert client_for(lead).post(where, SURVEY).status_code == 302
    assert "Your district has said how it was" in client_for(lead).get(where).content.decode()
    assert client_for(lead).post(where, SURVEY).status_code == 409
    said = EndSurvey.objects.get()
    assert (said.side, said.helped, said.would_again) == ("district", 3, True)
    for person in (rival_lead, member, lead):
        assert b"the visits helped" not in client_for(person).get(ended.get_absolute_url()).content
        assert client_for(person).get("/mentoring/runs/surveys/").status_code == 403
    for page in (ended.get_absolute_url(), "/mentoring/runs/surveys/"):
        assert b"the visits helped" in client_for(facilitator).get(page).content
    client_for(rival_lead).post(where, SURVEY | {"helped": "2"})
    assert "helped 2.0 of 4" in client_for(facilitator).get("/mentoring/runs/surveys/").content.decode()


def test_survey_without_an_answer_is_told_and_nothing_is_lost(ended: Match, lead: Any, client_for: Any) -> None:
    page = client_for(lead).post(f"{ended.get_absolute_url()}survey/", {"words": "Sample words"}).content.decode()
    assert "This field is required" in page
    assert "Sample words" in page
    assert not EndSurvey.objects.exists()


def test_nobody_says_how_it_was_before_it_ended_or_for_others(begun: Match, lead: Any, third_lead: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.survey_match(begun, helped=3, would_again=True, actor=lead)
    services.end_match(begun, reason="Sample", wants_another=False, actor=lead)
    with pytest.raises(PermissionDenied):
        services.survey_match(begun, helped=3, would_again=True, actor=third_lead)


def test_start_page_asks_how_it_was_until_it_is_said(ended: Match, lead: Any, rival_lead: Any, member: Any) -> None:
    (wait,) = waiting_surveys(lead)
    assert wait.words.endswith("how was it?")
    services.survey_match(ended, helped=3, would_again=True, actor=lead)
    assert list(waiting_surveys(lead)) == []
    assert len(list(waiting_surveys(rival_lead))) == 1
    assert list(waiting_surveys(member)) == []
    Match.objects.update(ended_at=timezone.now() - timedelta(days=31))
    assert list(waiting_surveys(rival_lead)) == []
    assert OutgoingMail.objects.filter(text__contains="/survey/").exists()


QUERIES = 11


@pytest.mark.parametrize("count", [1, 3, 50])
def test_surveys_ask_as_many_questions_for_one_three_and_fifty(
    ended: Match, lead: Any, facilitator: Any, client_for: Any, count: int, django_assert_num_queries: Any
) -> None:
    services.survey_match(ended, helped=3, would_again=True, actor=lead)
    facts = {"state": "ended", "why": ended.why, "answer_by": ended.answer_by, "started_at": ended.started_at}
    facts |= {"run": ended.run, "offer": ended.offer, "request": ended.request, "ended_at": ended.ended_at}
    for _ in range(count - 1):
        other = Match.objects.create(mentor=ended.mentor, district=ended.district, **facts)
        EndSurvey.objects.create(match=other, side="mentor", helped=2, would_again=False, said_by=lead)
    browser = client_for(facilitator)
    browser.get("/mentoring/runs/surveys/")
    with django_assert_num_queries(QUERIES):
        browser.get("/mentoring/runs/surveys/")


# Weights of later runs -----------------------------------------------------------


def test_later_runs_begin_with_the_weights_that_were_set(
    offer: Offer, asked: Request, facilitator: Any, client_for: Any
) -> None:
    others = replace(Weights(), needs=70)
    run = services.make_run(weights=others, actor=facilitator)
    browser = client_for(facilitator)
    assert b"Begin later runs with these weights" in browser.get(run.get_absolute_url()).content
    where = f"{run.get_absolute_url()}later/"
    assert "This field is required" in browser.post(where, {"reason": ""}).content.decode()
    browser.post(where, {"reason": "Sample: needs count most."})
    assert queries.weights_now() == others
    assert Weighting.objects.get().values == asdict(others)
    assert b'value="70"' in browser.get("/mentoring/runs/new/").content
    assert b"Begin later runs with these weights" not in browser.get(run.get_absolute_url()).content


def test_only_facilitators_set_the_weights_of_later_runs(lead: Any, administrator: Any) -> None:
    for person in (lead, administrator):
        with pytest.raises(PermissionDenied):
            services.set_weights(Weights(), reason="Sample", actor=person)
