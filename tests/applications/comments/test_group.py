"""Comments are grouped by MDE and answered by the district, group by group."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from applications.comments import services
from applications.comments.models import CommentGroup
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.cast import office_holder
from tests.factories.comments import answered, grouped, published, written
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import DistrictFactory

pytestmark = pytest.mark.django_db


def test_group_takes_several_at_once_and_each_is_in_one_group(
    waiver: Waiver, where: str, facilitator: Any, client: Any, client_for: Any
) -> None:
    one, two, three = (published(waiver, f"Sample {name}", facilitator=facilitator) for name in ("a", "b", "c"))
    browser = client_for(facilitator)
    browser.post(f"{where}group/", {"comments": [one.pk, two.pk], "group": "", "title": "Buses (sample)"})
    buses = CommentGroup.objects.get()
    assert list(buses.comments.all()) == [one, two]
    browser.post(f"{where}group/", {"comments": [two.pk, three.pk], "title": "Meals (sample)"})
    meals = CommentGroup.objects.exclude(pk=buses.pk).get()
    assert (list(buses.comments.all()), list(meals.comments.all())) == ([one], [two, three])
    browser.post(f"{where}group/", {"comments": [three.pk], "group": buses.pk, "title": ""})
    assert list(buses.comments.all()) == [one, three]
    page = client.get(f"{where}?group={meals.pk}").content.decode()
    assert "Sample b" in page
    assert "Sample a" not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": "Sample"}, "Please tick at least one."),
        ({"comments": "{shown}"}, "Choose a group, or name a new one."),
        ({"comments": "{shown}", "title": "Other", "group": "{group}"}, "Either a group that is there or a new one."),
        ({"comments": "{shown}", "title": "BUSES (sample)"}, "There is a group of this name already."),
        ({"comments": "{waits}", "title": "Other"}, "Select a valid choice."),
    ],
)
def test_group_says_what_is_wrong_and_keeps_the_ticks(
    waiver: Waiver, where: str, facilitator: Any, client_for: Any, sent: dict[str, str], said: str
) -> None:
    shown = published(waiver, facilitator=facilitator)
    group = grouped(published(waiver, facilitator=facilitator), facilitator=facilitator)
    facts = {"shown": shown.pk, "group": group.pk, "waits": written(waiver).pk}
    form = {name: value.format_map(facts) for name, value in sent.items()}
    page = client_for(facilitator).post(f"{where}group/?list=ungrouped", form).content.decode()
    assert said in page
    assert (" checked" in page) == ("{shown}" in sent.get("comments", ""))
    shown.refresh_from_db()
    assert shown.group is None


def test_group_takes_only_shown_comments_of_its_own_proposal(waiver: Waiver, facilitator: Any) -> None:
    for comments in ([], [written(waiver)]):
        with pytest.raises(NotAllowed, match="tick at least one"):
            services.group_comments(waiver, comments, title="Sample", actor=facilitator)


def test_group_is_renamed(waiver: Waiver, where: str, facilitator: Any, client: Any, client_for: Any) -> None:
    group = grouped(published(waiver, facilitator=facilitator), facilitator=facilitator)
    grouped(published(waiver, facilitator=facilitator), title="Meals (sample)", facilitator=facilitator)
    browser, address = client_for(facilitator), f"{where}groups/{group.pk}/rename/"
    assert "already" in browser.post(address, {"title": "Meals (sample)"}).content.decode()
    browser.post(address, {"title": "School buses (sample)"})
    assert "School buses (sample)" in client.get(where).content.decode()


def test_group_and_rename_are_for_who_may_moderate(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, administrator: Any, client_for: Any
) -> None:
    made = published(waiver, facilitator=facilitator)
    group = grouped(made, facilitator=facilitator)
    administrator.is_superuser = True
    DeclarationFactory(person=facilitator, district=waiver.district)
    for person in (facilitator, lead, administrator):
        with pytest.raises(PermissionDenied):
            services.group_comments(waiver, [made], title="Other", actor=person)
        with pytest.raises(PermissionDenied):
            services.rename_group(group, title="Other", actor=person)
    assert client_for(facilitator).post(f"{where}group/", {"title": "Other"}).status_code == 403


def test_group_that_waits_is_told_once_to_who_writes_for_the_district(
    waiver: Waiver, facilitator: Any, lead: Any, superintendent: Any, board_president: Any, told: Any
) -> None:
    group = grouped(published(waiver, facilitator=facilitator), facilitator=facilitator)
    more = published(waiver, facilitator=facilitator)
    services.group_comments(waiver, [more], group=group, actor=facilitator)
    assert told("A group of comments waits") == sorted([lead.email, superintendent.email])


def test_answer_is_public_and_told_once_to_who_gave_an_address(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, client: Any, client_for: Any, told: Any
) -> None:
    first = published(waiver, facilitator=facilitator, email="a@example.org")
    second = published(waiver, facilitator=facilitator, email="a@example.org")
    group = grouped(first, second, published(waiver, facilitator=facilitator), facilitator=facilitator)
    browser, address = client_for(lead), f"{where}groups/{group.pk}/answer/"
    assert "This field is required" in browser.post(address, {}).content.decode()
    assert "has not answered yet" in client.get(where).content.decode()
    browser.post(address, {"answer": "Sample: buses run as before."})
    browser.post(address, {"answer": "Sample: buses run earlier."})
    for page in (where, waiver.get_absolute_url()):
        shown = client.get(page).content.decode()
        assert "Sample: buses run earlier." in shown
        assert "Sample: buses run as before." not in shown
        assert "Answer of Sample District A" in shown
        assert "written anew on" in shown
    assert told(f"Comments on {waiver.docket} are answered") == ["a@example.org"]
    late = published(waiver, facilitator=facilitator, email="late@example.org")
    services.group_comments(waiver, [late], group=group, actor=facilitator)
    assert told(f"Comments on {waiver.docket} are answered") == ["a@example.org", "late@example.org"]


def test_mail_of_an_answer_names_no_comment_that_is_not_shown(waiver: Waiver, facilitator: Any, lead: Any) -> None:
    made = published(waiver, facilitator=facilitator, email="a@example.org")
    group = grouped(made, published(waiver, facilitator=facilitator), facilitator=facilitator)
    services.take_down_comment(made, reason="insult", actor=facilitator)
    services.answer_group(group, answer="Sample", actor=lead)
    assert not OutgoingMail.objects.filter(to="a@example.org").exists()


def test_answer_is_for_who_writes_for_the_district_that_leads(
    waiver: Waiver,
    where: str,
    facilitator: Any,
    rival_lead: Any,
    board_president: Any,
    administrator: Any,
    client_for: Any,
) -> None:
    group = grouped(published(waiver, facilitator=facilitator), facilitator=facilitator)
    partner = DistrictFactory(leaid="2899031", name="Sample District 31")
    waiver.partners.create(district=partner, asked_by=waiver.begun_by)
    of_partner = office_holder(partner, "superintendent", "Superintendent 31")
    administrator.is_superuser = True
    for person in (facilitator, rival_lead, board_president, of_partner, administrator):
        with pytest.raises(PermissionDenied):
            services.answer_group(group, answer="Sample", actor=person)
    for person, status in ((facilitator, 404), (rival_lead, 404), (board_president, 403), (of_partner, 403)):
        assert client_for(person).get(f"{where}groups/{group.pk}/answer/").status_code == status


def test_answer_is_written_anew_until_the_proposal_is_on_an_agenda(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, client_for: Any
) -> None:
    group = answered(published(waiver, facilitator=facilitator), facilitator=facilitator, lead=lead)
    Waiver.objects.filter(pk=waiver.pk).update(state="on_agenda")
    with pytest.raises(PermissionDenied):
        services.answer_group(group, answer="Sample: another.", actor=lead)
    assert client_for(lead).get(f"{where}groups/{group.pk}/answer/").status_code == 403
    late = grouped(published(waiver, facilitator=facilitator), title="Late (sample)", facilitator=facilitator)
    services.answer_group(late, answer="Sample: first.", actor=lead)
    with pytest.raises(PermissionDenied):
        services.answer_group(late, answer="Sample: second.", actor=lead)
