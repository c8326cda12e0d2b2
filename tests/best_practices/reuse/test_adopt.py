"""Taking up a practice: by whom, what is kept, check-ins, the end, and who reads what."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from best_practices.library import services as library
from best_practices.reuse import providers, services
from best_practices.reuse.models import Adoption
from best_practices.reuse.states import AdoptionState
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import Membership, School
from tests.factories.library import WELL, new_version, published
from tests.factories.reuse import STEPS, adopted, principal_of

TODAY = date(2018, 9, 14)
pytestmark = pytest.mark.usefixtures("september")


@pytest.fixture
def september() -> Any:
    """A day in the first autumn."""
    with time_machine.travel(f"{TODAY.isoformat()} 12:00 +0000", tick=False):
        yield


@pytest.fixture
def practice(district: Any, lead: Any, facilitator: Any) -> Any:
    return published(district, actor=lead, facilitator=facilitator)


@pytest.fixture
def principal(low: School) -> Any:
    return principal_of(low)


FORM = {"target": "math_prof", "planned_for": "2018-08-20", "dose": "Grade 3, daily", "steps": "\n".join(STEPS)}


def test_principal_adopts_a_practice_for_a_school(
    practice: Any, low: School, principal: Any, client_for: Any, client: Client
) -> None:
    page = client_for(principal).get(f"{practice.get_absolute_url()}adopt/?school={low.pk}").content.decode()
    assert "A short check" in page
    answer = client_for(principal).post(f"{practice.get_absolute_url()}adopt/", {**FORM, "school": low.pk})
    adoption = Adoption.objects.get()
    assert answer.url == adoption.get_absolute_url()
    assert (adoption.state, adoption.started_on) == ("started", date(2018, 8, 20))
    assert (adoption.baseline_year, adoption.baseline) == (2018, 10.0)
    assert adoption.steps == STEPS
    shown = client.get(practice.get_absolute_url()).content.decode()
    assert low.name in shown
    assert "Grade 3, daily" in shown
    assert practice.page.title in client.get(low.get_absolute_url()).content.decode()


def test_adoption_of_a_day_to_come_is_planned(practice: Any, low: School, principal: Any) -> None:
    adoption = adopted(practice, low, actor=principal, on=date(2018, 10, 1))
    assert (adoption.state, adoption.started_on) == ("planned", None)
    with pytest.raises(NotAllowed, match="has not come yet"):
        services.start_adoption(adoption, on=date(2018, 10, 1), actor=principal)
    services.start_adoption(adoption, on=TODAY, actor=principal)
    assert (adoption.state, adoption.started_on) == ("started", TODAY)


@pytest.mark.parametrize("who", ["member", "rival_lead", "facilitator", "newcomer"])
def test_only_leaders_of_its_district_adopt_for_a_school(
    who: str, practice: Any, low: School, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowed, match="Only the superintendent"):
        adopted(practice, low, actor=request.getfixturevalue(who))
    assert not Adoption.objects.exists()


def test_adopt_offers_only_ones_own_schools(
    practice: Any, low: School, state: list[School], principal: Any, client_for: Any
) -> None:
    answer = client_for(principal).post(f"{practice.get_absolute_url()}adopt/", {**FORM, "school": state[0].pk})
    assert "Select a valid choice" in answer.content.decode()
    assert not Adoption.objects.exists()


def test_the_same_adoption_twice_is_refused_in_words(
    practice: Any, low: School, principal: Any, client_for: Any
) -> None:
    adopted(practice, low, actor=principal)
    answer = client_for(principal).post(f"{practice.get_absolute_url()}adopt/", {**FORM, "school": low.pk})
    page = answer.content.decode()
    assert "has taken up this practice for the same component already" in page
    assert "Grade 3, daily" in page
    assert Adoption.objects.count() == 1


def test_withdrawn_practice_is_not_adopted_and_its_users_are_told(
    practice: Any, low: School, principal: Any, lead: Any, client_for: Any
) -> None:
    adopted(practice, low, actor=principal)
    library.withdraw_practice(practice, reason="Sample: the data were wrong.", actor=lead)
    assert OutgoingMail.objects.filter(to=principal.email, subject__startswith="Withdrawn").exists()
    assert client_for(principal).get(f"{practice.get_absolute_url()}adopt/").status_code == 404
    with pytest.raises(NotAllowed, match="not in the library any more"):
        adopted(practice, low, actor=principal, target="math_growth_low25")
    page = client_for(principal).get(Adoption.objects.get().get_absolute_url()).content.decode()
    assert "Sample: the data were wrong." in page


def test_new_version_is_told_to_those_who_use_the_practice(
    practice: Any, low: School, principal: Any, lead: Any, facilitator: Any
) -> None:
    adopted(practice, low, actor=principal)
    version = library.submit_version(new_version(practice, actor=lead), privacy_seen=True, actor=lead)
    library.note_checks(version, checks=WELL, actor=facilitator)
    library.publish_version(version, actor=facilitator)
    assert OutgoingMail.objects.filter(to=principal.email, subject__startswith="New version").count() == 1


def test_text_that_looks_like_personal_data_is_looked_at_first(
    practice: Any, low: School, principal: Any, client_for: Any
) -> None:
    url, form = f"{practice.get_absolute_url()}adopt/", {**FORM, "school": low.pk, "dose": "Our student Jane Doe"}
    page = client_for(principal).post(url, form).content.decode()
    assert "look like personal data of students" in page
    assert not Adoption.objects.exists()
    client_for(principal).post(url, {**form, "privacy_seen": "on"})
    assert Adoption.objects.exists()


def test_check_in_marks_steps_and_stays(practice: Any, low: School, principal: Any, client_for: Any) -> None:
    adoption = adopted(practice, low, actor=principal)
    sent = {"on": TODAY.isoformat(), "dose": "less", "done": [STEPS[0]], "words": "Sample: two weeks were lost."}
    assert (
        client_for(principal).post(f"{adoption.get_absolute_url()}check-in/", sent).url == adoption.get_absolute_url()
    )
    page = client_for(principal).get(adoption.get_absolute_url()).content.decode()
    assert "Less than planned" in page
    assert "two weeks were lost" in page
    assert "done: 1 of 2 steps" in page


@pytest.mark.parametrize(("on", "words"), [("2018-09-15", "has not come yet"), ("2018-08-01", "It began on August 20")])
def test_check_in_on_an_impossible_day_keeps_the_words(
    on: str, words: str, practice: Any, low: School, principal: Any, client_for: Any
) -> None:
    adoption = adopted(practice, low, actor=principal)
    sent = {"on": on, "dose": "less", "words": "Sample: kept."}
    page = client_for(principal).post(f"{adoption.get_absolute_url()}check-in/", sent).content.decode()
    assert words in page
    assert "Sample: kept." in page
    assert not adoption.check_ins.exists()


def test_stop_tells_the_reason_to_everybody_and_can_be_undone(
    practice: Any, low: School, principal: Any, lead: Any, client_for: Any, client: Client
) -> None:
    adoption = adopted(practice, low, actor=principal)
    url = f"{adoption.get_absolute_url()}stop/"
    assert "Please say why" in client_for(principal).post(url, {"on": TODAY.isoformat()}).content.decode()
    client_for(principal).post(url, {"on": TODAY.isoformat(), "reason": "Sample: no time for the check."})
    assert "no time for the check" in client.get(practice.get_absolute_url()).content.decode()
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="no time for the check").exists()
    client_for(principal).post(f"{adoption.get_absolute_url()}resume/")
    adoption.refresh_from_db()
    assert (adoption.state, adoption.ended_on, adoption.reason) == ("started", None, "")


def test_end_before_the_beginning_is_refused(practice: Any, low: School, principal: Any) -> None:
    adoption = adopted(practice, low, actor=principal)
    with pytest.raises(NotAllowed, match="it cannot end before"):
        services.finish_adoption(adoption, on=date(2018, 8, 1), reason="Sample.", actor=principal)
    assert Adoption.objects.get().state == AdoptionState.STARTED


def test_ended_adoption_takes_no_check_in(practice: Any, low: School, principal: Any, client_for: Any) -> None:
    adoption = adopted(practice, low, actor=principal)
    services.finish_adoption(adoption, on=TODAY, reason="Sample.", actor=principal)
    sent = {"on": TODAY.isoformat(), "dose": "less"}
    assert client_for(principal).post(f"{adoption.get_absolute_url()}check-in/", sent).status_code == 403


def test_check_ins_are_read_by_the_district_and_the_state_only(
    practice: Any, low: School, principal: Any, lead: Any, osi_coach: Any, client_for: Any, client: Client
) -> None:
    adoption = adopted(practice, low, actor=principal)
    services.note_check_in(adoption, on=TODAY, dose="less", done=[], words="Sample canary.", actor=principal)
    assert client_for(lead).get(adoption.get_absolute_url()).status_code == 404
    assert "Sample canary." in client_for(osi_coach).get(adoption.get_absolute_url()).content.decode()
    assert "Sample canary." not in client.get(practice.get_absolute_url()).content.decode()
    Membership.objects.filter(user=principal).update(state="ended")
    assert client_for(principal).get(adoption.get_absolute_url()).status_code == 404


def test_every_move_writes_one_audit_row(practice: Any, low: School, principal: Any) -> None:
    adoption = adopted(practice, low, actor=principal)
    services.stop_adoption(adoption, on=TODAY, reason="Sample.", actor=principal)
    services.resume_adoption(adoption, actor=principal)
    services.finish_adoption(adoption, on=TODAY, reason="Sample.", actor=principal)
    found = ModelLogEntry.objects.filter(action__startswith="reuse.").order_by("pk")
    assert [entry.action for entry in found] == [
        "reuse.adopt",
        "reuse.start",
        "reuse.stop",
        "reuse.resume",
        "reuse.finish",
    ]


def test_list_shows_what_one_may_see_and_downloads_it(
    practice: Any, low: School, state: list[School], principal: Any, facilitator: Any, client_for: Any
) -> None:
    adopted(practice, low, actor=principal)
    adopted(practice, state[0])
    own = client_for(principal).get("/adoptions/").content.decode()
    assert low.name in own
    assert state[0].name not in own
    every = client_for(facilitator).get("/adoptions/?state=started").content.decode()
    assert low.name in every
    assert state[0].name in every
    assert "Show all" in client_for(facilitator).get("/adoptions/?state=stopped").content.decode()
    file = client_for(principal).get("/adoptions/adoptions.csv").content.decode()
    assert low.name in file
    assert state[0].name not in file


@pytest.mark.parametrize("address", ["/adoptions/", "/adoptions/adoptions.csv", "practice"])
def test_lists_take_the_same_queries_for_any_number(
    address: str, practice: Any, state: list[School], facilitator: Any, client_for: Any
) -> None:
    url = practice.get_absolute_url() if address == "practice" else address
    browser, counts = client_for(facilitator), []
    browser.get(url)
    for number in (1, 3, 50):
        for school in state[:number]:
            if not Adoption.objects.filter(school=school).exists():
                adopted(practice, school)
        first = Adoption.objects.first()
        for _ in range(number - Adoption.objects.count()):
            same = {"practice": practice, "school": first.school, "target": first.target, "version": 1}
            Adoption.objects.create(**same, state="finished", planned_for=TODAY, begun_by=first.begun_by)
        browser.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]


def test_adopting_tells_the_people_behind_the_practice(practice: Any, low: School, lead: Any) -> None:
    adopted(practice, low)
    assert OutgoingMail.objects.filter(to=lead.email, subject__contains="takes up").count() == 1
    assert not mail.outbox


# Waivers ---------------------------------------------------------------------------------


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The waivers in force, to be filled by the test."""
    rows: list[tuple[str, str]] = []
    monkeypatch.setattr(providers, "_waivers", [])
    providers.add_waivers(lambda: rows)
    return rows


def told_about_waivers(principal: Any) -> list[str]:
    found = OutgoingMail.objects.filter(to=principal.email, subject__contains="waiver").order_by("pk")
    return list(found.values_list("subject", flat=True))


def test_lapsed_waiver_is_told_the_same_night_and_so_is_its_renewal(
    held: Any, district: Any, lead: Any, facilitator: Any, low: School, principal: Any, client_for: Any, client: Client
) -> None:
    waivers = [["Standard 20.1", "Fewer hours (sample)"]]
    needing = published(district, actor=lead, facilitator=facilitator, waivers=waivers, grades=["3"])
    held.append((low.district_id, "20.1"))
    needs = f"/schools/{low.pk}/needs/"
    assert "needs a waiver that the school’s district does not hold" not in client.get(needs).content.decode()
    assert "1 district holds it today." in client.get(needing.get_absolute_url()).content.decode()
    adoption = adopted(needing, low, actor=principal)
    assert (adoption.lacking, services.tell_waivers()) == ([], 0)
    held.clear()
    call_command("tell_results")
    call_command("tell_results")
    assert [subject.endswith("is not held any more") for subject in told_about_waivers(principal)] == [True]
    page = client_for(principal).get(adoption.get_absolute_url()).content.decode()
    assert "It needs a waiver that the district does not hold today:</b> Standard 20.1" in page
    assert "No district holds it today." in client.get(needing.get_absolute_url()).content.decode()
    held.append((low.district_id, "standard 20.1"))
    assert services.tell_waivers() == 1
    assert told_about_waivers(principal)[-1].endswith("is held again")
    page = client_for(principal).get(adoption.get_absolute_url()).content.decode()
    assert "does not hold today" not in page


def test_suggestion_says_which_waiver_is_not_held(
    held: Any, district: Any, lead: Any, facilitator: Any, low: School, client: Client
) -> None:
    waivers = [["Standard 20.1", "Fewer hours (sample)"]]
    published(district, actor=lead, facilitator=facilitator, waivers=waivers, grades=["3"])
    needs = f"/schools/{low.pk}/needs/"
    assert "does not hold: Standard 20.1." in client.get(needs).content.decode()
    held.append((low.district_id, "20.1"))
    assert "does not hold: Standard 20.1." not in client.get(needs).content.decode()


def found_with(client: Client, waiver: str) -> set[str]:
    answer = client.get(f"/practices/api/?waiver={waiver}").json()
    return {each["title"] for each in answer["results"]}


def test_library_finds_practices_by_the_waivers_held_today(
    held: Any, district: Any, lead: Any, facilitator: Any, low: School, client: Client
) -> None:
    waivers = [["Standard 20.1", "Fewer hours (sample)"], ["Standard 13", "Calendar (sample)"]]
    held += [(low.district_id, "20.1"), (low.district_id, "13")]
    needing = published(district, actor=lead, facilitator=facilitator, waivers=waivers, title="Fewer hours")
    published(district, actor=lead, facilitator=facilitator, title="No waiver")
    assert (found_with(client, "held"), found_with(client, "lapsed")) == ({"Fewer hours"}, set())
    held.pop()
    call_command("tell_results")
    assert (found_with(client, "held"), found_with(client, "lapsed")) == (set(), {"Fewer hours"})
    assert "needs a waiver that no district holds now" in client.get("/practices/?waiver=yes").content.decode()
    held.append((low.district_id, "Standard 13."))
    call_command("tell_results")
    assert (found_with(client, "held"), found_with(client, "lapsed")) == ({"Fewer hours"}, set())
    assert found_with(client, "yes") == {"Fewer hours"}
    library.withdraw_practice(needing, reason="Not used any more.", actor=lead)
    assert [found_with(client, waiver) for waiver in ("yes", "held", "lapsed")] == [set(), set(), set()]


def test_suggestion_names_a_mentor_with_room(
    monkeypatch: pytest.MonkeyPatch, district: Any, lead: Any, facilitator: Any, low: School, client: Client
) -> None:
    published(district, actor=lead, facilitator=facilitator, grades=["3"])
    room: dict[str, int] = {}
    monkeypatch.setattr(providers, "_mentors", [])
    providers.add_mentors(lambda: room)
    needs = f"/schools/{low.pk}/needs/"
    assert f"{district.name}, a mentor with room" not in client.get(needs).content.decode()
    room[district.pk] = 2
    assert f"{district.name}, a mentor with room for 2 more districts" in client.get(needs).content.decode()
    room[district.pk] = 0
    assert "a mentor with room" not in client.get(needs).content.decode()
