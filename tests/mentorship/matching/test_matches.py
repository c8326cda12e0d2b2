"""Mentorships: both answer, the next in line is asked, contacts count, silence is told, an end without blame."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from mentorship.matching import queries, services
from mentorship.matching.models import Contact, Match
from mentorship.matching.providers import mentor_bonds, mentoring_facts, mentoring_work, waiting
from mentorship.profiles.models import Offer, Request
from portal.conflicts.queries import is_tied
from portal.core.dates import school_year
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District
from portal.participation.duties import Duty
from tests.factories.mentoring import offered, released, under_way

pytestmark = pytest.mark.django_db
CONTACT = {"format": "video", "minutes": "45", "words": "Sample talk", "next_on": ""}


@pytest.fixture
def proposed(offer: Offer, asked: Request, third: Request, facilitator: Any) -> Match:
    """The district is proposed to the mentor; a third one waits."""
    released(actor=facilitator)
    return Match.objects.get()


@pytest.fixture
def begun(offer: Offer, asked: Request, lead: Any, rival_lead: Any, facilitator: Any) -> Match:
    """Both said yes."""
    return under_way(offer, asked, by=[lead, rival_lead], actor=facilitator)


def told(words: str) -> set[str]:
    return set(OutgoingMail.objects.filter(subject__contains=words).values_list("to", flat=True))


def test_page_shows_both_sides_why_they_were_paired(
    proposed: Match, lead: Any, rival_lead: Any, third_lead: Any, client_for: Any
) -> None:
    for person in (lead, rival_lead):
        page = client_for(person).get(proposed.get_absolute_url()).content.decode()
        assert "Sample: how it is" in page
        assert "Not in May" in page
        assert "Wish number 1 of the district." in page
        assert "Send the answer" in page
    assert client_for(third_lead).get(proposed.get_absolute_url()).status_code == 404


def test_mentorship_begins_with_the_second_yes(proposed: Match, lead: Any, rival_lead: Any, client_for: Any) -> None:
    where = f"{proposed.get_absolute_url()}answer/"
    client_for(lead).post(where, {"accepts": "yes"})
    proposed.refresh_from_db()
    assert (proposed.state, proposed.mentor_said_yes_at) == ("proposed", None)
    assert b"Your district said yes." in client_for(lead).get(proposed.get_absolute_url()).content
    client_for(rival_lead).post(where, {"accepts": "yes"})
    proposed.refresh_from_db()
    assert proposed.state == "active"
    assert proposed.first_meeting_by == timezone.localdate() + timedelta(days=21)
    assert told("mentors Sample District A") == {lead.email, rival_lead.email}


def test_no_needs_a_reason_that_the_other_side_does_not_read(
    proposed: Match, third: Request, lead: Any, rival_lead: Any, facilitator: Any, client_for: Any
) -> None:
    where, browser = f"{proposed.get_absolute_url()}answer/", client_for(rival_lead)
    with pytest.raises(NotAllowed, match="say why"):
        services.answer_match(proposed, accepts=False, reason=" ", actor=rival_lead)
    assert "Please say why" in browser.post(where, {"accepts": "no"}).content.decode()
    browser.post(where, {"accepts": "no", "reason": "Sample reason"})
    proposed.refresh_from_db()
    assert proposed.state == "declined"
    assert b"Sample reason" not in client_for(lead).get(proposed.get_absolute_url()).content
    assert b"Sample reason" in client_for(facilitator).get(proposed.get_absolute_url()).content
    assert not OutgoingMail.objects.filter(text__contains="Sample reason").exists()


def test_what_is_asked_is_read_by_the_mentor_only_while_the_pair_stands(
    proposed: Match, rival_lead: Any, client_for: Any
) -> None:
    browser = client_for(rival_lead)
    assert b"Sample: how it is" in browser.get(proposed.get_absolute_url()).content
    services.answer_match(proposed, accepts=False, reason="Sample", actor=rival_lead)
    assert b"Sample: how it is" not in browser.get(proposed.get_absolute_url()).content


def test_superuser_answers_for_nobody(proposed: Match, administrator: Any) -> None:
    administrator.is_superuser = True
    with pytest.raises(PermissionDenied):
        services.answer_match(proposed, accepts=True, actor=administrator)


def test_who_is_next_in_line_is_asked_and_the_first_keeps_its_place(
    proposed: Match, asked: Request, third: Request, rival_lead: Any, third_lead: Any
) -> None:
    since = asked.opened_at
    services.answer_match(proposed, accepts=False, reason="Sample", actor=rival_lead)
    following = Match.objects.get(state="proposed")
    assert (following.mentor_id, following.district_id) == (proposed.mentor_id, third.district_id)
    assert third_lead.email in told("A mentor for you")
    asked.refresh_from_db()
    assert (asked.state, asked.opened_at) == ("open", since)
    services.answer_match(following, accepts=False, reason="Sample", actor=third_lead)
    assert not Match.objects.filter(state="proposed").exists(), "nobody is asked twice in a run"


def test_district_that_declines_gets_the_next_best_mentor(
    proposed: Match, third: Request, district: District, lead: Any, third_lead: Any, facilitator: Any
) -> None:
    offered(third.district, actor=third_lead, capacity=1)
    other = Offer.objects.get(district=third.district)
    queries.exemplars()
    services.answer_match(proposed, accepts=False, reason="Sample", actor=lead)
    found = set(Match.objects.filter(state="proposed").values_list("mentor", "district"))
    assert found == {(proposed.mentor_id, third.district_id)}, f"{other} is not rated, and mentors nobody"


def test_only_who_leads_one_of_the_two_answers(
    proposed: Match, member: Any, third_lead: Any, facilitator: Any, administrator: Any
) -> None:
    for person in (member, third_lead, facilitator, administrator):
        with pytest.raises(PermissionDenied):
            services.answer_match(proposed, accepts=True, actor=person)


def test_proposal_lapses_after_its_day_and_is_reminded_of_before(
    proposed: Match, third: Request, lead: Any, rival_lead: Any
) -> None:
    services.answer_match(proposed, accepts=True, actor=lead)
    Match.objects.update(answer_by=timezone.now() + timedelta(days=2))
    assert services.tell_mentoring() == {"lapsed": 0, "reminded": 1, "silent": 0}
    assert told("Three days are left") == {rival_lead.email}
    Match.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    call_command("tell_mentoring")
    proposed.refresh_from_db()
    assert proposed.state == "lapsed"
    assert Match.objects.get(state="proposed").district_id == third.district_id


def test_contact_is_noted_in_one_form_and_counts_once_a_year_for_the_mentor(
    begun: Match, member: Any, rival_district: District, district: District, client_for: Any
) -> None:
    today, browser = timezone.localdate(), client_for(member)
    year = school_year(today)
    leaids = [rival_district.pk, district.pk]
    assert list(mentoring_facts(leaids, [year])) == []
    for _ in range(2):
        browser.post(f"{begun.get_absolute_url()}contacts/", CONTACT | {"held_on": today.isoformat()})
    (fact,) = mentoring_facts(leaids, [year])
    assert (fact.leaid, fact.duty, fact.url) == (rival_district.pk, Duty.MENTORING, begun.get_absolute_url())
    assert b"Sample talk" in browser.get(begun.get_absolute_url()).content
    for contact in Contact.objects.all():
        browser.post(f"{begun.get_absolute_url()}contacts/{contact.pk}/strike/")
    assert list(mentoring_facts(leaids, [year])) == []
    assert b"struck out" in browser.get(begun.get_absolute_url()).content


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"held_on": "2099-01-01"}, "has not come yet"),
        ({"held_on": "2001-01-01"}, "before the mentorship began"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"format": "pigeon"}, "not one of the available choices"),
        ({"next_on": "2001-01-01"}, "after this one"),
    ],
)
def test_contact_that_cannot_be_is_told_and_nothing_is_lost(
    begun: Match, lead: Any, client_for: Any, wrong: dict[str, str], words: str
) -> None:
    sent = CONTACT | {"held_on": timezone.localdate().isoformat()} | wrong
    page = client_for(lead).post(f"{begun.get_absolute_url()}contacts/", sent).content.decode()
    assert words in page
    assert "Sample talk" in page
    assert not Contact.objects.exists()


def test_nobody_strikes_out_what_another_noted(begun: Match, lead: Any, member: Any) -> None:
    contact = services.note_contact(begun, held_on=timezone.localdate(), format="phone", minutes=20, actor=lead)
    with pytest.raises(PermissionDenied):
        services.strike_contact(contact, actor=member)


def test_goals_are_written_by_either_side(begun: Match, lead: Any, rival_lead: Any, client_for: Any) -> None:
    sent = {"goals": "Sample goal", "goes_back": "", "first_meeting_by": timezone.localdate().isoformat()}
    client_for(rival_lead).post(f"{begun.get_absolute_url()}goals/", sent)
    assert b"Sample goal" in client_for(lead).get(begun.get_absolute_url()).content


def test_start_pages_say_what_waits(begun: Match, lead: Any, member: Any) -> None:
    (wait,) = waiting(lead)
    assert wait.words.endswith("meet, and write down your goals")
    services.agree(begun, goals="Sample", goes_back="", first_meeting_by=timezone.localdate(), actor=lead)
    assert list(waiting(lead)) == []
    assert list(waiting(member)) == []


def test_proposal_waits_on_others_once_it_is_answered(proposed: Match, lead: Any) -> None:
    (wait,) = waiting(lead)
    assert (wait.on_others, wait.due) == (False, proposed.answer_by)
    services.answer_match(proposed, accepts=True, actor=lead)
    (wait,) = waiting(lead)
    assert wait.on_others


def test_silence_of_thirty_days_is_on_the_facilitators_list_and_asked_once(
    begun: Match, facilitator: Any, lead: Any, rival_lead: Any
) -> None:
    assert list(mentoring_work(facilitator)) == []
    Match.objects.update(started_at=timezone.now() - timedelta(days=31))
    (work,) = mentoring_work(facilitator)
    assert work.title == f"{begun}: no contact for 30 days"
    assert list(mentoring_work(lead)) == []
    services.tell_mentoring()
    services.tell_mentoring()
    assert told("Have you met?") == {lead.email, rival_lead.email}
    services.note_contact(begun, held_on=timezone.localdate(), format="phone", minutes=20, actor=lead)
    assert list(mentoring_work(facilitator)) == []


@pytest.mark.parametrize(("another", "state"), [("on", "open"), ("", "withdrawn")])
def test_mentorship_ends_without_blame(
    begun: Match, asked: Request, offer: Offer, rival_lead: Any, lead: Any, client_for: Any, another: str, state: str
) -> None:
    assert queries.room() == {}
    sent = {"reason": "Goals reached", "wants_another": another}
    client_for(lead).post(f"{begun.get_absolute_url()}end/", sent)
    begun.refresh_from_db()
    asked.refresh_from_db()
    assert (begun.state, asked.state) == ("ended", state)
    assert queries.room() == {offer.district_id: 1}
    assert told("has ended") == {rival_lead.email}
    assert b"Goals reached" in client_for(rival_lead).get(begun.get_absolute_url()).content
    assert (begun.mentor_id, begun.district_id) in queries.paired()
    with pytest.raises(PermissionDenied):
        services.note_contact(begun, held_on=timezone.localdate(), format="phone", minutes=20, actor=lead)


def test_two_districts_of_a_mentorship_do_not_judge_each_other(
    offer: Offer, asked: Request, lead: Any, rival_lead: Any, third_lead: Any, facilitator: Any
) -> None:
    assert not is_tied(rival_lead.pk, asked.district_id)
    match = under_way(offer, asked, by=[lead, rival_lead], actor=facilitator)
    assert is_tied(rival_lead.pk, match.district_id)
    assert is_tied(lead.pk, match.mentor_id)
    assert not is_tied(third_lead.pk, match.district_id)
    services.end_match(match, reason="Sample", wants_another=False, actor=lead)
    assert is_tied(rival_lead.pk, match.district_id), "for three years more"
    Match.objects.update(ended_at=timezone.now() - timedelta(days=4 * 365))
    assert not is_tied(rival_lead.pk, match.district_id)


def test_proposal_that_came_to_nothing_ties_nobody(proposed: Match, lead: Any, rival_lead: Any) -> None:
    assert is_tied(rival_lead.pk, proposed.district_id)
    services.answer_match(proposed, accepts=False, reason="Sample", actor=lead)
    assert not is_tied(rival_lead.pk, proposed.district_id)
    assert list(mentor_bonds([proposed.mentor_id], [proposed.district_id])) == []


def test_mentor_with_room_is_named_beside_its_practices(offer: Offer, asked: Request, facilitator: Any) -> None:
    from best_practices.reuse.providers import mentors_with_room

    assert mentors_with_room() == {offer.district_id: 1}
    released(actor=facilitator)
    assert mentors_with_room() == {}


def test_answer_to_what_was_answered_is_told(proposed: Match, lead: Any, rival_lead: Any) -> None:
    services.answer_match(proposed, accepts=False, reason="Sample", actor=lead)
    with pytest.raises((NotAllowed, PermissionDenied)):
        services.answer_match(proposed, accepts=True, actor=rival_lead)
    proposed.refresh_from_db()
    assert proposed.state == "declined"
