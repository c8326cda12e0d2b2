"""Technical assistance: noted by coaches, read by the district; who did what, and which schools heard nothing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from best_practices.improvement import services
from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.providers import waiting_requests
from best_practices.improvement.queries import load
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District
from tests.factories.districts import SchoolFactory
from tests.factories.improvement import identified

pytestmark = pytest.mark.django_db
QUERIES = 11


def ago(days: int) -> Any:
    return timezone.localdate() - timedelta(days=days)


def helped(work: IdentifiedSchool, actor: Any, *, days: int = 0, hours: str = "1.5") -> Any:
    facts = {"kind": "visit", "on": ago(days), "hours": Decimal(hours), "words": "Sample: we read the plan together."}
    return services.note_support(work, **facts, actor=actor)


def begun(work: IdentifiedSchool, days: int) -> None:
    IdentifiedSchool.objects.filter(pk=work.pk).update(identified_at=timezone.now() - timedelta(days=days))


def test_support_is_noted_and_read_by_the_district(
    work: IdentifiedSchool, coach: Any, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    browser, where = client_for(coach), work.get_absolute_url()
    sent = {"kind": "call", "on": ago(-1).isoformat(), "words": "Sample: about the plan."}
    begun(work, 5)
    assert "That day has not come yet." in browser.post(f"{where}support/", sent).content.decode()
    browser.post(f"{where}support/", {**sent, "on": ago(2).isoformat(), "hours": "0.75"})
    page = client_for(lead).get(where).content.decode()
    assert "Sample: about the plan." in page
    assert "0.75 hours" in page
    assert "last support" in client_for(lead).get("/improvement/").content.decode()
    assert client_for(rival_lead).get(where).status_code == 404


def test_only_coaches_and_facilitators_note_it_while_the_work_goes_on(
    work: IdentifiedSchool, coach: Any, lead: Any, administrator: Any
) -> None:
    for person in (lead, administrator):
        with pytest.raises(PermissionDenied):
            helped(work, person)
    with pytest.raises(NotAllowed):
        helped(work, coach, days=-1)
    services.exit_school(work, on=ago(0), reason="Sample", actor=coach)
    with pytest.raises(PermissionDenied):
        helped(work, coach)
    assert not work.supports.exists()


def test_school_is_silent_after_thirty_days_without_support(
    work: IdentifiedSchool, coach: Any, client_for: Any
) -> None:
    assert list(IdentifiedSchool.objects.silent()) == [], "its work has just begun"
    begun(work, 40)
    helped(work, coach, days=31)
    with pytest.raises(NotAllowed, match="had not begun"):
        helped(work, coach, days=41)
    assert list(IdentifiedSchool.objects.silent()) == [work]
    assert str(work) in client_for(coach).get("/improvement/load/").content.decode()
    assert str(work) in client_for(coach).get("/improvement/?silent=1").content.decode()
    helped(work, coach, days=30)
    assert list(IdentifiedSchool.objects.silent()) == []
    page = client_for(coach).get("/improvement/?silent=1").content.decode()
    assert "No identified school stands there." in page


def test_exited_school_is_not_silent(work: IdentifiedSchool, coach: Any) -> None:
    begun(work, 40)
    services.exit_school(work, on=ago(0), reason="Sample", actor=coach)
    assert list(IdentifiedSchool.objects.silent()) == []


def test_load_counts_what_each_person_did(
    work: IdentifiedSchool, district: District, coach: Any, facilitator: Any
) -> None:
    other = identified(SchoolFactory(district=district), actor=coach)
    for each in (work, other):
        begun(each, 120)
    helped(work, coach, hours="1.5")
    helped(work, coach, days=3, hours="2.25")
    helped(other, coach, hours="1")
    helped(other, facilitator, hours="0.5")
    helped(other, facilitator, days=100, hours="9")
    told = {each["noted_by__name"]: each for each in load(ago(90))}
    assert {name: (each["times"], each["schools"], each["hours"]) for name, each in told.items()} == {
        coach.name: (3, 2, Decimal("4.75")),
        facilitator.name: (1, 1, Decimal("0.5")),
    }


def test_load_asks_as_many_questions_for_one_three_and_fifty(
    district: District, coach: Any, client_for: Any, django_assert_num_queries: Any
) -> None:
    browser = client_for(coach)
    browser.get("/improvement/load/")
    for more in (1, 2, 47):
        for _ in range(more):
            begun(made := identified(SchoolFactory(district=district), actor=coach), 50)
            helped(made, coach, days=40)
        with django_assert_num_queries(QUERIES):
            browser.get("/improvement/load/")


def test_school_asks_for_support_and_a_coach_answers_once(
    work: IdentifiedSchool, coach: Any, lead: Any, rival_lead: Any, facilitator: Any, client_for: Any
) -> None:
    where = work.get_absolute_url()
    client_for(lead).post(f"{where}support/ask/", {"words": "Sample: help with attendance."})
    asked = work.requests.get()
    assert OutgoingMail.objects.filter(to=coach.email, text__contains="help with attendance").exists()
    (wait,) = waiting_requests(coach)
    assert wait.url == where
    assert list(waiting_requests(facilitator)) == list(waiting_requests(lead)) == []
    assert "not answered yet" in client_for(lead).get(where).content.decode()
    browser, answer = client_for(coach), f"{where}support/requests/{asked.pk}/answer/"
    assert "help with attendance" in browser.get(answer).content.decode()
    browser.post(answer, {"answer": "Sample: I come on Monday."})
    assert "Sample: I come on Monday." in client_for(lead).get(where).content.decode()
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="I come on Monday").exists()
    assert "This was answered already." in browser.post(answer, {"answer": "Sample: twice."}).content.decode()
    assert list(waiting_requests(coach)) == []
    for person in (rival_lead, lead):
        with pytest.raises(PermissionDenied):
            services.answer_request(asked, answer="x", actor=person)
    with pytest.raises(PermissionDenied):
        services.ask_support(work, words="x", actor=coach)


def test_request_of_an_exited_school_waits_no_longer(work: IdentifiedSchool, coach: Any, lead: Any) -> None:
    services.ask_support(work, words="Sample", actor=lead)
    services.exit_school(work, on=ago(0), reason="Sample", actor=coach)
    assert list(waiting_requests(coach)) == []
    with pytest.raises(PermissionDenied):
        services.ask_support(work, words="x", actor=lead)
