"""A district contests an entry, MDE answers; no figure changes; twice is once, also at the same moment."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.participation import services
from portal.participation.models import Contest
from portal.ui.providers import waiting_for
from portal.worklist.providers import all_work
from tests.factories.conflicts import DeclarationFactory
from tests.factories.ledger import Source, contested
from tests.parallel import together

pytestmark = pytest.mark.django_db
ONE = "/participation/2899001/2018-19/"
FORM = f"{ONE}contest/webinars/"
MISSING = {"entry": "something-is-missing", "thing": "Webinar of October 10", "words": "We were there (sample)."}


def figures(client: Any) -> list[str]:
    text = client.get(ONE).content.decode()
    found = [part.partition("</b>")[0] for part in text.split("<p><b>")[1:]]
    return [score for score in found if " of " in score]


def test_contest_of_an_entry_stands_beside_the_figure(ledger: Source, lead: Any, client_for: Any):
    client = client_for(lead)
    before = figures(client)
    offered = client.get(f"{FORM}?entry=webinars-9").content.decode()
    assert 'value="webinars-9"' in offered.partition(" checked")[0].rpartition("<input")[2]
    answer = client.post(FORM, {"entry": "webinars-9", "words": "We came late (sample)."})
    contest = Contest.objects.get()
    assert answer.url == contest.get_absolute_url() == f"{ONE}#contest-{contest.reference}"
    assert (contest.key, contest.thing, contest.duty) == ("webinars-9", "Sample webinars 9", "webinars")
    text = client.get(ONE).content.decode()
    assert f'id="contest-{contest.reference}"' in text
    assert "This entry is wrong: We came late (sample)." in text
    assert figures(client) == before == ["3 of 4, 1 excused", "9 of 12", "1 of 1", "1 of 1", "1 of 1"]


def test_contest_of_what_is_missing_names_it(ledger: Source, lead: Any, client_for: Any):
    client = client_for(lead)
    refused = client.post(FORM, {**MISSING, "thing": ""}).content.decode()
    assert "Please say what is missing, and on which day it was." in refused
    assert "We were there (sample)." in refused
    assert client.post(FORM, MISSING).status_code == 302
    assert "This is missing: We were there (sample)." in client.get(ONE).content.decode()


@pytest.mark.parametrize("form", [{**MISSING, "entry": "webinars-77"}, {**MISSING, "words": ""}, {"words": "x"}])
def test_contest_that_is_not_understood_writes_nothing(form: dict, ledger: Source, lead: Any, client_for: Any):
    answer = client_for(lead).post(FORM, form)
    assert answer.status_code == 200
    assert "<title>Error: " in answer.content.decode()
    assert not Contest.objects.exists()


def test_contest_of_no_duty_is_not_there(ledger: Source, lead: Any, client_for: Any):
    assert client_for(lead).get(f"{ONE}contest/nothing/").status_code == 404


def test_contest_of_an_entry_that_is_gone_is_refused(ledger: Source, lead: Any, district: Any):
    with pytest.raises(NotAllowed, match="not in the ledger any more"):
        contested(district, actor=lead, key="webinars-77")


def test_contest_twice_is_refused_until_it_is_closed(ledger: Source, lead: Any, district: Any, client_for: Any):
    first = contested(district, actor=lead, key="webinars-9")
    client = client_for(lead)
    text = client.post(FORM, {"entry": "webinars-9", "words": "Again (sample)."}).content.decode()
    assert "Your district has contested this already" in text
    assert "Again (sample)." in text
    services.take_contest_back(first, actor=lead)
    assert contested(district, actor=lead, key="webinars-9").pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_contest_by_two_at_the_same_moment_is_one(ledger: Source, lead: Any, superintendent: Any, district: Any):
    people = [lead, superintendent]
    got = together(2, lambda number: contested(district, actor=people[number], key="webinars-9"))
    assert sorted(type(each).__name__ for each in got) == ["Contest", "NotAllowed"]
    assert Contest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answer_and_taking_back_at_the_same_moment_leave_one_end(
    ledger: Source, lead: Any, facilitator: Any, district: Any
):
    contest = contested(district, actor=lead)

    def act(number: int) -> Any:
        found = Contest.objects.get(pk=contest.pk)
        if number:
            return services.take_contest_back(found, actor=lead)
        return services.answer_contest(found, answer="Sample.", actor=facilitator)

    assert sorted(type(each).__name__ for each in together(2, act)) == ["Contest", "NotAllowed"]
    contest.refresh_from_db()
    assert bool(contest.answer) == (contest.state == "answered")


@pytest.mark.parametrize("who", ["member", "rival_superintendent", "facilitator", "administrator", "former_member"])
def test_contest_is_for_who_leads_the_district(who: str, ledger: Source, district: Any, request: Any):
    with pytest.raises(PermissionDenied):
        contested(district, actor=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["member", "lead", "administrator", "csa_reviewer"])
def test_answer_is_for_facilitators(who: str, ledger: Source, district: Any, superintendent: Any, request: Any):
    contest = contested(district, actor=superintendent)
    with pytest.raises((PermissionDenied, NotAllowed)):
        services.answer_contest(contest, answer="Sample.", actor=request.getfixturevalue(who))
    contest.refresh_from_db()
    assert contest.state == "open"


def test_answer_is_not_for_a_facilitator_who_is_tied(
    ledger: Source, district: Any, lead: Any, facilitator: Any, client_for: Any
):
    contest = contested(district, actor=lead)
    DeclarationFactory(person=facilitator, district=district)
    with pytest.raises(NotAllowed, match="cannot be done by this person"):
        services.answer_contest(contest, answer="Sample.", actor=facilitator)
    client = client_for(facilitator)
    assert client.get(f"/participation/contests/{contest.reference}/answer/").status_code == 403
    assert contest.reference not in client.get("/moderation/?tab=all").content.decode()
    assert f"{contest.reference}/answer/" not in client.get(ONE).content.decode()


def test_answer_is_told_to_who_leads_and_stands_beside_the_figure(
    ledger: Source, district: Any, lead: Any, superintendent: Any, member: Any, facilitator: Any, client_for: Any
):
    contest = contested(district, actor=lead)
    client, address = client_for(facilitator), f"/participation/contests/{contest.reference}/answer/"
    before = figures(client)
    assert address in client.get("/moderation/?tab=new").content.decode()
    assert address in client.get(ONE).content.decode()
    assert "Sample: we were there." in client.get(address).content.decode()
    assert "Please write an answer" in client.post(address, {"answer": ""}).content.decode()
    assert client.post(address, {"answer": "The list has you now (sample)."}).url == contest.get_absolute_url()
    told = OutgoingMail.objects.filter(key=f"contest-answered-{contest.reference}")
    assert {mail.to for mail in told} == {lead.email, superintendent.email}
    assert "The list has you now (sample)." in told[0].text
    assert "<b>MDE answers:</b> The list has you now (sample)." in client_for(member).get(ONE).content.decode()
    assert figures(client) == before
    assert address not in client.get("/moderation/?tab=all").content.decode()
    assert "Nothing is left to answer" in client.get(address).content.decode()


def test_answer_twice_is_refused(ledger: Source, district: Any, lead: Any, facilitator: Any):
    contest = contested(district, actor=lead)
    services.answer_contest(contest, answer="First (sample).", actor=facilitator)
    with pytest.raises(NotAllowed, match="already answered"):
        services.answer_contest(contest, answer="Second (sample).", actor=facilitator)
    contest.refresh_from_db()
    assert contest.answer == "First (sample)."


def test_open_contest_waits_for_the_district_and_in_the_work_list(
    ledger: Source, district: Any, lead: Any, superintendent: Any, member: Any, facilitator: Any, administrator: Any
):
    contest = contested(district, actor=lead)
    for leader in (lead, superintendent):
        (found,) = [each for each in waiting_for(leader) if "Ledger" in each.words]
        assert (found.url, found.on_others) == (contest.get_absolute_url(), True)
    assert not [each for each in waiting_for(member) if "Ledger" in each.words]
    (work,) = [each for each in all_work(facilitator) if each.kind == "Ledger"]
    assert (work.key, work.leaid) == (f"contest-{contest.reference}", district.pk)
    assert not [each for each in all_work(administrator) if each.kind == "Ledger"]


def test_take_back_ends_it(ledger: Source, district: Any, lead: Any, superintendent: Any, facilitator, client_for):
    contest = contested(district, actor=lead)
    address = f"/participation/contests/{contest.reference}/take-back/"
    assert address in client_for(superintendent).get(ONE).content.decode()
    assert client_for(superintendent).post(address).url == contest.get_absolute_url()
    contest.refresh_from_db()
    assert contest.state == "withdrawn"
    assert address not in client_for(superintendent).get(ONE).content.decode()
    with pytest.raises(NotAllowed):
        services.answer_contest(contest, answer="Sample.", actor=facilitator)


def test_contests_are_known_to_the_district_and_to_mde_only(
    ledger: Source,
    district: Any,
    lead: Any,
    member: Any,
    rival_lead: Any,
    facilitator: Any,
    visitor: Any,
    osi_coach: Any,
):
    contested(district, actor=lead)
    seen = {who.pk: Contest.objects.visible_to(who).count() for who in (member, rival_lead, facilitator, osi_coach)}
    assert list(seen.values()) == [1, 0, 1, 0]
    assert not Contest.objects.visible_to(visitor).exists()
