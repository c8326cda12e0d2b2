"""Meetings: the agenda, motions, votes, conflicts at any moment, the close, and what becomes of the proposal."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from applications.commission import services
from applications.commission.models import Item, Sitting, Vote
from applications.commission.providers import waiting_votes
from applications.commission.queries import agenda
from applications.waivers import services as waivers
from applications.waivers.models import Partner, Provision, Waiver
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District, Office
from tests.factories.commission import moved, planned, voted
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import DistrictFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
QUERIES = 26


def result(sitting: Sitting, user: Any) -> Any:
    return agenda(Sitting.objects.get(pk=sitting.pk), user)[0].lines[0]


# The agenda ----------------------------------------------------------------------


def test_meeting_is_planned_and_a_proposal_comes_on_its_agenda(
    waiver: Waiver, facilitator: Any, client: Any, client_for: Any
) -> None:
    browser = client_for(facilitator)
    page = browser.post("/waivers/meetings/plan/", {"starts_at": "2001-01-01T10:00", "place": "Sample room"})
    assert "That moment has passed." in page.content.decode()
    ahead = f"{TODAY() + timedelta(days=31)}T10:00"
    browser.post("/waivers/meetings/plan/", {"starts_at": ahead, "place": "Sample room"})
    sitting = Sitting.objects.get()
    browser.post(f"{sitting.get_absolute_url()}items/", {"waiver": waiver.pk})
    waiver.refresh_from_db()
    assert waiver.state == "on_agenda"
    assert str(waiver.docket) in client.get(sitting.get_absolute_url()).content.decode()
    assert "1 proposal on the agenda" in client.get("/waivers/meetings/").content.decode()


def test_proposal_is_on_one_agenda_at_a_time_and_comes_off_it(waiver: Waiver, facilitator: Any) -> None:
    first = planned(waiver, actor=facilitator)
    with pytest.raises(NotAllowed):
        planned(waiver, actor=facilitator)
    services.remove_item(first.items.get(), actor=facilitator)
    waiver.refresh_from_db()
    assert waiver.state == "complete"
    services.add_item(first, waiver, actor=facilitator)
    assert first.items.filter(removed_at=None).count() == 1


def test_cancelled_meeting_lets_its_proposals_wait_for_another(waiver: Waiver, facilitator: Any) -> None:
    services.cancel_sitting(planned(waiver, actor=facilitator), actor=facilitator)
    waiver.refresh_from_db()
    assert waiver.state == "complete"


def test_meeting_opens_with_something_on_its_agenda_and_tells_the_members(
    waiver: Waiver, five: list[Any], facilitator: Any
) -> None:
    with pytest.raises(NotAllowed, match="agenda is empty"):
        services.open_sitting(planned(actor=facilitator), actor=facilitator)
    services.open_sitting(planned(waiver, actor=facilitator), actor=facilitator)
    told = OutgoingMail.objects.filter(subject__startswith="In session").values_list("to", flat=True)
    assert set(told) == {member.email for member in five}


def test_meetings_are_planned_and_closed_by_facilitators(
    sitting: Sitting, five: list[Any], lead: Any, administrator: Any
) -> None:
    for person in (five[0], lead, administrator):
        with pytest.raises(PermissionDenied):
            services.plan_sitting(starts_at=timezone.now(), place="x", actor=person)
        with pytest.raises(PermissionDenied):
            services.close_sitting(sitting, minutes="x", actor=person)


# Motions and votes -----------------------------------------------------------------


def test_motion_is_moved_seconded_and_carried(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any, lead: Any, client: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1], disposition="conditions", conditions="Each month.")
    voted(motion, {five[0]: "yes", five[1]: "yes", five[2]: "no"})
    services.close_sitting(sitting, minutes="Sample minutes.", actor=facilitator)
    motion.refresh_from_db()
    provision.refresh_from_db()
    provision.waiver.refresh_from_db()
    assert motion.tally == {"yes": 2, "no": 1, "abstain": 0, "eligible": 5}
    assert (motion.is_carried, provision.disposition, provision.conditions) == (True, "conditions", "Each month.")
    assert (provision.waiver.state, provision.waiver.recommended_on) == ("recommended", TODAY())
    page = client.get(sitting.get_absolute_url()).content.decode()
    for words in ("Carried: 2 yes, 1 no", "Member 3: no", "Sample minutes.", "Each month."):
        assert words in page
    assert lead.email in OutgoingMail.objects.filter(subject__startswith="Recommended").values_list("to", flat=True)


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        (["yes", "yes"], "No quorum"),
        (["yes", "no", "abstain"], "Not carried"),
        (["no", "no", "yes"], "Not carried"),
        ([], "No quorum"),
    ],
)
def test_motion_that_is_not_carried_defers_the_proposal(
    item: Item,
    provision: Provision,
    sitting: Sitting,
    five: list[Any],
    facilitator: Any,
    votes: list[str],
    words: str,
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    voted(motion, dict(zip(five, votes, strict=False)))
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    assert result(sitting, facilitator).tally.words.startswith(words)
    provision.waiver.refresh_from_db()
    assert provision.waiver.state == "deferred"
    services.add_item(planned(actor=facilitator), provision.waiver, actor=facilitator)


def test_motion_without_a_second_is_not_voted_on(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any
) -> None:
    motion = moved(item, provision, by=five[0])
    with pytest.raises(PermissionDenied):
        services.cast_vote(motion, choice="yes", actor=five[1])
    with pytest.raises(PermissionDenied):
        services.second_motion(motion, actor=five[0])
    with pytest.raises(NotAllowed, match="stands for this provision already"):
        moved(item, provision, by=five[1])
    services.take_back_motion(motion, actor=five[0])
    moved(item, provision, by=five[1], disposition="deny")
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    provision.waiver.refresh_from_db()
    assert provision.waiver.state == "deferred"


def test_seconded_motion_is_not_taken_back(item: Item, provision: Provision, five: list[Any]) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    with pytest.raises(PermissionDenied):
        services.take_back_motion(motion, actor=five[0])


def test_grant_with_conditions_names_them(item: Item, provision: Provision, five: list[Any], client_for: Any) -> None:
    with pytest.raises(NotAllowed, match="write the conditions"):
        moved(item, provision, by=five[0], disposition="conditions", conditions=" ")
    where = f"/waivers/meetings/items/{item.pk}/provisions/{provision.pk}/move/"
    page = client_for(five[0]).post(where, {"disposition": "conditions", "conditions": ""}).content.decode()
    assert "Please write the conditions." in page


def test_member_votes_once_and_may_change_it_until_the_close(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    voted(motion, {five[2]: "no"})
    voted(motion, {five[2]: "yes"})
    assert list(Vote.objects.values_list("member", "choice")) == [(five[2].pk, "yes")]
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.cast_vote(motion, choice="no", actor=five[2])
    assert Vote.objects.get().choice == "yes"


def test_only_members_of_the_commission_move_and_vote(
    item: Item, provision: Provision, five: list[Any], facilitator: Any, lead: Any, administrator: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    administrator.is_superuser = True
    for person in (facilitator, lead, administrator):
        with pytest.raises(PermissionDenied):
            services.cast_vote(motion, choice="yes", actor=person)
        with pytest.raises(PermissionDenied):
            services.make_motion(item, provision, disposition="grant", actor=person)


def test_vote_asks_who_it_is_again_after_a_while(
    item: Item, provision: Provision, five: list[Any], client_for: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    browser = client_for(five[2])
    session = browser.session
    session.pop("account_authentication_methods", None)
    session.save()
    answer = browser.post(f"/waivers/meetings/motions/{motion.pk}/vote/", {"choice": "yes"})
    assert "reauthenticate" in answer["Location"]
    assert not Vote.objects.exists()


def test_proposal_that_is_withdrawn_during_the_meeting_is_not_voted_on(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], lead: Any, facilitator: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    waivers.withdraw_waiver(provision.waiver, reason="Sample", actor=lead)
    with pytest.raises(PermissionDenied):
        services.cast_vote(motion, choice="yes", actor=five[2])
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    provision.waiver.refresh_from_db()
    assert provision.waiver.state == "withdrawn"


# Conflicts -------------------------------------------------------------------------


def test_member_who_is_tied_has_no_part_and_learns_nothing_before_the_close(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any, client_for: Any
) -> None:
    MembershipFactory(district=provision.waiver.district, user=five[4], office=Office.OTHER)
    motion = moved(item, provision, by=five[0], seconded_by=five[1], disposition="deny")
    voted(motion, {five[0]: "yes"})
    for act in (
        lambda: services.cast_vote(motion, choice="no", actor=five[4]),
        lambda: services.make_motion(item, provision, disposition="grant", actor=five[4]),
        lambda: services.second_motion(motion, actor=five[4]),
    ):
        with pytest.raises(NotAllowed):
            act()
    page = client_for(five[4]).get(sitting.get_absolute_url()).content.decode()
    assert "You have no part in this one" in page
    for words in ("Deny", "Member 1", "who may vote"):
        assert words not in page
    assert "of 4 who may vote" in client_for(five[0]).get(sitting.get_absolute_url()).content.decode()
    voted(motion, {five[1]: "yes", five[2]: "no"})
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    assert "Deny" in client_for(five[4]).get(sitting.get_absolute_url()).content.decode()


def test_tie_to_any_of_the_proposing_districts_takes_a_member_out(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], rival_district: District, lead: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    voted(motion, {five[4]: "yes"})
    Partner.objects.create(waiver=provision.waiver, district=rival_district, asked_by=lead)
    DeclarationFactory(person=five[4], district=rival_district)
    fresh = Item.objects.get(pk=item.pk)
    assert [person.has_perm("commission.move", fresh) for person in (five[0], five[4])] == [True, False]
    with pytest.raises(NotAllowed):
        services.cast_vote(motion, choice="no", actor=five[4])
    tally = result(sitting, five[0]).tally
    assert (tally.yes, tally.no, tally.eligible) == (0, 0, 4)


def test_conflict_that_arises_after_the_vote_takes_the_vote_out_of_the_count(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    voted(motion, {five[0]: "yes", five[1]: "no", five[2]: "yes"})
    assert result(sitting, five[0]).tally.is_carried
    DeclarationFactory(person=five[2], district=provision.waiver.district)
    told = result(sitting, five[0]).tally
    assert (told.yes, told.no, told.eligible, told.needed, told.has_quorum) == (1, 1, 4, 3, False)
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    provision.waiver.refresh_from_db()
    assert provision.waiver.state == "deferred"


def test_motions_and_votes_are_unknown_outside_before_the_close(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], lead: Any, client: Any, client_for: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1], disposition="deny")
    voted(motion, {five[0]: "yes"})
    for browser in (client, client_for(lead)):
        page = browser.get(sitting.get_absolute_url()).content.decode()
        assert str(provision.waiver.docket) in page
        for words in ("Deny", "Member 1", "who may vote"):
            assert words not in page


def test_facilitator_who_is_tied_puts_nothing_on_the_agenda(
    waiver: Waiver, facilitator: Any, district: District
) -> None:
    sitting = planned(actor=facilitator)
    DeclarationFactory(person=facilitator, district=district)
    with pytest.raises(NotAllowed):
        services.add_item(sitting, waiver, actor=facilitator)


def test_start_page_of_a_member_counts_the_votes_that_are_missing(
    item: Item, provision: Provision, five: list[Any], lead: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    (wait,) = waiting_votes(five[2])
    assert wait.words.endswith("1 vote")
    voted(motion, {five[2]: "abstain"})
    assert list(waiting_votes(five[2])) == []
    assert list(waiting_votes(lead)) == []


@pytest.mark.parametrize("count", [1, 3, 50])
def test_agenda_asks_as_many_questions_for_one_three_and_fifty(
    item: Item,
    provision: Provision,
    sitting: Sitting,
    five: list[Any],
    client_for: Any,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    waiver = provision.waiver
    for number in range(2, count + 1):
        waiver.pk, waiver.reference, waiver.docket = None, f"SAMPLE{number:06}", f"W2020-{number:04}"
        waiver.district, waiver.state = DistrictFactory(), "on_agenda"
        waiver.save()
        provision.pk, provision.waiver = None, waiver
        provision.save()
        Item.objects.create(sitting=sitting, waiver=waiver)
    for each in sitting.items.select_related("waiver"):
        voted(moved(each, each.waiver.provisions.get(), by=five[0], seconded_by=five[1]), {five[2]: "yes"})
    browser = client_for(five[3])
    browser.get(sitting.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        browser.get(sitting.get_absolute_url())
