"""What everybody reads: the section of a proposal's page, the list, the table, the clock; what stays hidden."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from applications.comments.clock import clock_of_service
from applications.comments.models import Comment
from applications.waivers.models import Waiver
from portal.network.models import Pathway
from portal.standards.models import StandardVersion
from tests.factories.comments import answered, declined, grouped, published, written
from tests.factories.waivers import handed_in

pytestmark = pytest.mark.django_db
QUERIES = 11


def test_page_of_a_proposal_shows_groups_answers_and_the_way_to_comment(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, client: Any
) -> None:
    page = client.get(waiver.get_absolute_url()).content.decode()
    assert "No comment is shown yet." in page
    assert f"{where}write/" in page
    assert "Anybody may comment until" in page
    answered(*(published(waiver, facilitator=facilitator) for _ in range(2)), facilitator=facilitator, lead=lead)
    grouped(published(waiver, facilitator=facilitator), title="Meals (sample)", facilitator=facilitator)
    page = client.get(waiver.get_absolute_url()).content.decode()
    for words in ("3 comments are shown.", "Buses (sample)", "2 comments<", "buses run as before", "Meals (sample)"):
        assert words in page
    assert "has not answered yet" in page


def test_page_says_when_the_period_closed(waiver: Waiver, where: str, client: Any) -> None:
    until = waiver.notices.get().comments_until
    for address in (where, waiver.get_absolute_url()):
        with time_machine.travel(f"{until + timedelta(days=1)}T12:00:00-06:00"):
            page = client.get(address).content.decode()
        assert f"Comments closed on {until:%A}, {until:%B} {until.day}, {until.year}." in page
        assert f"{where}write/" not in page


def test_comments_have_no_page_before_the_docket(waiver: Waiver, lead: Any, client: Any, client_for: Any) -> None:
    standard = StandardVersion.objects.get()
    given = handed_in(waiver.district, Pathway.objects.get(), standard, actor=lead)
    for browser in (client, client_for(lead)):
        assert browser.get(f"{given.get_absolute_url()}comments/").status_code == 404
        assert browser.get(f"{given.get_absolute_url()}comments/write/").status_code == 404
    assert 'id="comments"' not in client_for(lead).get(given.get_absolute_url()).content.decode()


def test_comments_of_a_proposal_that_its_reader_may_not_read_are_not_visible(
    waiver: Waiver, facilitator: Any, visitor: Any
) -> None:
    published(waiver, facilitator=facilitator)
    written(waiver)
    assert Comment.objects.visible_to(visitor).count() == 1
    Waiver.objects.filter(pk=waiver.pk).update(docket=None)
    assert not Comment.objects.visible_to(visitor).exists()


def test_table_holds_what_is_shown_with_group_and_answer(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, client: Any
) -> None:
    answered(published(waiver, facilitator=facilitator), facilitator=facilitator, lead=lead)
    published(waiver, "=1+1", facilitator=facilitator, voice="staff", name="Teacher (sample)", email="a@example.org")
    written(waiver, "Sample: hidden")
    declined(waiver, "Sample: hidden", facilitator=facilitator)
    answer = client.get(f"{where}comments.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    today = f"{timezone.now():%Y-%m-%d}"
    words = ("Sample: please think of the buses.", "Sample: buses run as before.")
    assert rows[1:] == [
        ["1", today, "A member of the public", "As a parent", "1", "Buses (sample)", *words],
        ["2", today, "Teacher (sample)", "As a teacher or staff", "1", "", "'=1+1", ""],
    ]


def test_list_goes_by_group_twenty_at_a_time(waiver: Waiver, where: str, facilitator: Any, client: Any) -> None:
    loose = published(waiver, "Sample: loose", facilitator=facilitator)
    comments = [published(waiver, f"Sample {number}.", facilitator=facilitator) for number in range(20)]
    grouped(*comments, facilitator=facilitator)
    first, second = (client.get(where, {"page": number}).content.decode() for number in (1, 2))
    assert "Sample 19." in first
    assert loose.words not in first
    assert loose.words in second
    assert "Not in a group yet" in second


def test_unknown_group_shows_all(waiver: Waiver, where: str, facilitator: Any, client: Any) -> None:
    published(waiver, "Sample: loose", facilitator=facilitator)
    for asked in ("99999", "x", ""):
        assert "Sample: loose" in client.get(where, {"group": asked}).content.decode()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_list_asks_as_many_questions_for_one_three_and_fifty(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, client: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        made = published(waiver, facilitator=facilitator)
        answered(made, title=f"Sample {number}", facilitator=facilitator, lead=lead)
        declined(waiver, facilitator=facilitator)
    client.get(where)
    with django_assert_num_queries(QUERIES):
        client.get(where)


def test_clock_tells_how_long_comments_wait(waiver: Waiver, where: str, facilitator: Any, client: Any) -> None:
    begin = timezone.now()
    first, second = written(waiver), written(waiver)
    with time_machine.travel(begin + timedelta(days=3), tick=False):
        assert (clock_of_service().open, clock_of_service().oldest) == (2, 3.0)
        declined(waiver, facilitator=facilitator)
        published(waiver, facilitator=facilitator)
        Comment.objects.filter(pk=first.pk).update(state="published", moderated_at=timezone.now())
        clock = clock_of_service()
        assert (clock.decided, clock.longest, clock.open, clock.oldest) == (3, 3.0, 1, 3.0)
        page = client.get(where).content.decode()
    assert "comments waited 0.0 days at the median" in page
    assert "1 waits now, the oldest for 3.0 days" in page
    Waiver.objects.filter(pk=second.waiver_id).update(state="withdrawn")
    assert clock_of_service().open == 0
