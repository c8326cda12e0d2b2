"""Requests: what is proposed, what is kept and in which order, who reads it, taking back, queries of the lists."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.profiles import services
from mentorship.profiles.models import Request
from portal.core.errors import NotAllowed
from portal.districts.models import District
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.mentoring import asked_for, offered

pytestmark = pytest.mark.django_db
FORM = {"need_1": "math", "need_2": "", "need_3": "english", "bands": "middle", "now": "31 % in grade 7"}
FORM |= {"tried": "", "hoped": "40 %", "formats": "phone", "urgency": "now", "takes_any": "on", "version": "0"}


def path_of(district: District) -> str:
    return f"/mentoring/requests/{district.pk}/write/"


def test_request_is_kept_with_needs_and_wishes_in_their_order(
    district: District, rival_district: District, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    third = DistrictFactory()
    two = offered(third, actor=office_holder(third, "superintendent", "Superintendent C"))
    one = offered(rival_district, actor=rival_lead)
    answer = client_for(lead).post(path_of(district), FORM | {"wish_1": str(two.pk), "wish_4": str(one.pk)})
    asked = Request.objects.get()
    assert answer.url == asked.get_absolute_url()
    assert asked.needs == ["math", "english"]
    assert [(wish.position, wish.offer) for wish in asked.wishes.all()] == [(1, two), (2, one)]
    page = client_for(lead).get(path_of(district)).content.decode()
    assert "31 % in grade 7" in page
    assert f'<option value="{two.pk}" selected>' in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"need_1": ""}, "This field is required"),
        ({"need_3": "math"}, "This is chosen already"),
        ({"takes_any": ""}, "Please name a wish, or let any mentor do."),
        ({"now": ""}, "This field is required"),
        ({"wish_1": "{offer}", "wish_2": "{offer}"}, "wished for already"),
        ({"wish_1": "999999"}, "not one of the available choices"),
    ],
)
def test_request_that_lacks_something_is_told_and_nothing_is_lost(
    district: District,
    rival_district: District,
    lead: Any,
    rival_lead: Any,
    client_for: Any,
    wrong: dict[str, str],
    words: str,
) -> None:
    offer = offered(rival_district, actor=rival_lead)
    sent = FORM | {name: said.format(offer=offer.pk) for name, said in wrong.items()}
    page = client_for(lead).post(path_of(district), sent).content.decode()
    assert words in page
    assert "40 %" in page
    assert not Request.objects.exists()


def test_own_offer_is_no_wish(district: District, lead: Any, client_for: Any) -> None:
    own = offered(district, actor=lead)
    assert f'<option value="{own.pk}"' not in client_for(lead).get(path_of(district)).content.decode()
    with pytest.raises(NotAllowed, match="mentor itself"):
        asked_for(district, actor=lead, wishes=[own])


def test_needs_of_a_district_are_read_by_itself_and_mde_only(
    district: District, lead: Any, member: Any, rival_lead: Any, newcomer: Any, facilitator: Any, client_for: Any
) -> None:
    asked = asked_for(district, actor=lead, now="Sample secret")
    for person, status in ((member, 200), (facilitator, 200), (rival_lead, 404), (newcomer, 404)):
        assert client_for(person).get(asked.get_absolute_url()).status_code == status
    assert b"Sample secret" not in client_for(rival_lead).get("/mentoring/").content


def test_only_who_leads_the_district_asks(district: District, lead: Any, member: Any, facilitator: Any) -> None:
    for person in (member, facilitator):
        with pytest.raises(PermissionDenied):
            asked_for(district, actor=person)
    asked = asked_for(district, actor=lead)
    for person in (member, facilitator):
        with pytest.raises(PermissionDenied):
            services.withdraw_request(asked, reason="Sample", actor=person)


def test_request_that_was_taken_back_waits_again_at_the_end_of_the_line(
    district: District, lead: Any, facilitator: Any, client_for: Any
) -> None:
    asked = asked_for(district, actor=lead)
    began, browser = asked.opened_at, client_for(lead)
    browser.post(f"{asked.get_absolute_url()}withdraw/", {"reason": "Sample: it went away"})
    assert b"Sample: it went away" in browser.get(asked.get_absolute_url()).content
    assert b"Nobody waits" in client_for(facilitator).get("/mentoring/pool/").content
    asked_for(district, actor=lead)
    asked.refresh_from_db()
    assert (asked.state, asked.why_withdrawn) == ("open", "")
    assert asked.opened_at > began


def test_request_is_not_rewritten_while_it_is_met(district: District, lead: Any, client_for: Any) -> None:
    asked = services.take_up(asked_for(district, actor=lead), actor=None)
    page = client_for(lead).post(path_of(district), FORM | {"version": "1"}).content.decode()
    assert "Your district has a mentor." in page
    asked.refresh_from_db()
    assert asked.needs == ["math"]


def test_nobody_writes_over_what_another_wrote_meanwhile(
    district: District, lead: Any, superintendent: Any, client_for: Any
) -> None:
    asked_for(district, actor=lead)
    asked_for(district, actor=superintendent, now="Sample: newer")
    page = client_for(lead).post(path_of(district), FORM | {"version": "1"}).content.decode()
    assert "while you wrote" in page
    assert "31 % in grade 7" in page, "what was sent is not lost"
    assert Request.objects.get().now == "Sample: newer"


def filled(count: int, wished: District, actor: Any) -> None:
    """So many more districts that mentor, and so many that ask with a wish."""
    wish = offered(wished, actor=actor)
    for _ in range(count):
        one, other = DistrictFactory(), DistrictFactory()
        offered(one, actor=office_holder(one, "superintendent", f"Superintendent {one.pk}"), topics=["math", "science"])
        asked_for(other, actor=office_holder(other, "superintendent", f"Superintendent {other.pk}"), wishes=[wish])


@pytest.mark.parametrize("who", ["lead", "facilitator"])
@pytest.mark.parametrize("path", ["/mentoring/", "/mentoring/pool/"])
def test_lists_ask_the_same_queries_for_1_3_and_50(
    path: str, who: str, district: District, lead: Any, client_for: Any, request: Any
) -> None:
    browser, asked = client_for(request.getfixturevalue(who)), []
    if browser.get(path).status_code == 403:
        return
    for more in (1, 2, 47):
        filled(more, district, lead)
        browser.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(path)
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2]
    assert asked[0] <= 19
