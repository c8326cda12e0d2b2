"""What comments keep from an agenda, and for whom they wait."""

from typing import Any

import pytest

from applications.comments import services
from applications.comments.providers import comment_work, waiting_answers
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.districts.models import District, Office
from portal.worklist.queries import entries_for
from tests.factories.accounts import state_officer
from tests.factories.comments import answered, declined, grouped, published, written
from tests.factories.commission import planned
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import DistrictFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


def refused(waiver: Waiver, facilitator: Any) -> str:
    with pytest.raises(NotAllowed) as error:
        waivers.schedule_waiver(waiver, actor=facilitator)
    return str(error.value)


def test_schedule_waits_until_every_comment_is_read_grouped_and_answered(
    waiver: Waiver, facilitator: Any, lead: Any
) -> None:
    first, second = written(waiver), written(waiver)
    assert refused(waiver, facilitator) == "2 comments wait to be read by MDE."
    services.publish_comment(first, actor=facilitator)
    assert refused(waiver, facilitator) == "1 comment waits to be read by MDE."
    services.decline_comment(second, reason="insult", actor=facilitator)
    assert refused(waiver, facilitator) == "1 comment is in no group yet."
    group = grouped(first, facilitator=facilitator)
    assert refused(waiver, facilitator) == "The district has not answered this group: “Buses (sample)”."
    services.answer_group(group, answer="Sample", actor=lead)
    planned(waiver, actor=facilitator)
    waiver.refresh_from_db()
    assert waiver.state == "on_agenda"


def test_schedule_is_not_kept_by_a_group_that_became_empty(waiver: Waiver, facilitator: Any, lead: Any) -> None:
    made = published(waiver, facilitator=facilitator)
    grouped(made, facilitator=facilitator)
    answered(made, title="Meals (sample)", facilitator=facilitator, lead=lead)
    waivers.schedule_waiver(waiver, actor=facilitator)


def test_agenda_says_in_the_form_what_is_open(waiver: Waiver, facilitator: Any, client_for: Any) -> None:
    sitting = planned(actor=facilitator)
    written(waiver)
    where = f"{sitting.get_absolute_url()}items/"
    page = client_for(facilitator).post(where, {"waiver": waiver.pk}).content.decode()
    assert "1 comment waits to be read by MDE." in page


def test_work_of_facilitators_names_what_is_to_read_and_to_group(waiver: Waiver, facilitator: Any, lead: Any) -> None:
    assert not list(comment_work(facilitator))
    made = written(waiver)
    published(waiver, facilitator=facilitator)
    declined(waiver, facilitator=facilitator)
    [work] = comment_work(facilitator)
    assert work.state_words == "1 to read, 1 to group"
    assert work.since == made.written_at
    assert str(waiver) in work.title
    assert not list(comment_work(lead))
    services.decline_comment(made, reason="insult", actor=facilitator)
    assert [work.state_words for work in comment_work(facilitator)] == ["1 to group"]
    waivers.withdraw_waiver(waiver, reason="Sample", actor=lead)
    assert not list(comment_work(facilitator))


def test_work_is_never_that_of_a_facilitator_who_is_tied(waiver: Waiver, facilitator: Any, client_for: Any) -> None:
    written(waiver)
    partner = DistrictFactory(leaid="2899031", name="Sample District 31")
    waiver.partners.create(district=partner, asked_by=waiver.begun_by)
    declared, employed, of_partner = (
        state_officer("facilitator", email=f"tied{number}@example.org", name=f"Tied {number}") for number in range(3)
    )
    DeclarationFactory(person=declared, district=waiver.district)
    DeclarationFactory(person=of_partner, district=partner)
    MembershipFactory(district=partner, user=employed, office=Office.OTHER)
    for person in (declared, employed, of_partner):
        assert not list(comment_work(person))
        assert not [each for each in entries_for(person) if each.work.kind == "Comments"]
    assert [each.work.kind for each in entries_for(facilitator)] == ["Comments"]
    assert "to read" in client_for(facilitator).get("/moderation/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_work_asks_as_many_questions_for_one_and_three(
    waiver: Waiver, facilitator: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        waiver.pk, waiver.reference, waiver.docket = None, f"SAMPLE{number:06}", f"W2020-{number:04}"
        waiver.save()
        waiver.notices.create(number=1, body=[], published_by=facilitator, comments_until="2050-01-01")
        written(waiver)
    comment_work(facilitator)
    with django_assert_num_queries(QUERIES):
        assert len(list(comment_work(facilitator))) == count


QUERIES = 4


def test_groups_without_an_answer_wait_for_who_writes_for_the_district(
    waiver: Waiver, facilitator: Any, lead: Any, board_president: Any, rival_lead: Any, rival_district: District
) -> None:
    made = published(waiver, facilitator=facilitator)
    assert not list(waiting_answers(lead))
    group = grouped(made, published(waiver, facilitator=facilitator), facilitator=facilitator)
    [waits] = waiting_answers(lead)
    assert waits.words == "Comments: Buses (sample)"
    assert "on no agenda before it is answered" in waits.note
    for person in (board_president, rival_lead, facilitator):
        assert not list(waiting_answers(person))
    services.answer_group(group, answer="Sample", actor=lead)
    assert not list(waiting_answers(lead))
