"""Each person chooses how soon to hear of each topic; what is essential asks nobody."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from applications.intake import services as intake
from applications.intake.models import Application
from applications.letters import notifications as letters
from portal.core import mail as outbox
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.notifications import services
from portal.notifications.models import Preference
from portal.notifications.providers import all_topics, topics_for
from portal.notifications.queries import pace_of, paces_of
from tests.factories.accounts import state_officer
from tests.factories.intake import RoundFactory, issued_letter, submitted
from tests.portal.notifications.conftest import choose, state_of, tell

pytestmark = pytest.mark.django_db
ADDRESS = "/account/notices/"


@pytest.mark.parametrize(("pace", "state"), [("at_once", "queued"), ("daily", "held"), ("weekly", "held")])
def test_news_wait_as_the_reader_chose(pace: str, state: str, lead: Any, application: Application) -> None:
    choose(lead, messages=pace)
    assert tell(lead, application).state == state


def test_news_leave_at_once_where_nobody_chose(
    lead: Any, application: Application, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        told = tell(lead, application)
    assert state_of(told)[0] == "sent"
    (message,) = mail.outbox
    assert message.to == [lead.email]
    assert message.body.endswith(
        "You get this because you follow “Messages”. Change that: http://127.0.0.1:8000/account/notices/\n"
    )


def test_news_without_mail_are_kept_in_the_portal(
    lead: Any, application: Application, django_capture_on_commit_callbacks: Any, client_for: Any
) -> None:
    choose(lead, messages="none")
    with django_capture_on_commit_callbacks(execute=True):
        told = tell(lead, application)
    assert state_of(told)[0] == "kept"
    assert mail.outbox == []
    page = client_for(lead).get(f"{ADDRESS}news/").content.decode()
    assert "Sample 0" in page
    assert "Only here" in page


def test_essential_mails_ask_nobody_and_offer_no_choice(lead: Any, facilitator: Any, district: Any) -> None:
    for topic in all_topics():
        choose(lead, **{topic.key: "none"})
        choose(facilitator, **{topic.key: "weekly"})
    submitted(RoundFactory(), district, actor=lead)
    told = {each.to: each for each in OutgoingMail.objects.all()}
    assert (told[lead.email].state, told[lead.email].topic) == ("queued", "")
    assert "notices/" not in told[lead.email].text
    assert (told[facilitator.email].state, told[facilitator.email].topic) == ("held", "applications")


def test_message_is_news_and_what_is_asked_is_essential(lead: Any, facilitator: Any, application: Application) -> None:
    choose(lead, messages="daily")
    intake.post_message(application, text="Sample words", audience="all", actor=facilitator)
    intake.ask_information(
        application, questions=["why"], words="?", due_on=RoundFactory().starts_on, actor=facilitator
    )
    states = dict(OutgoingMail.objects.filter(reader=lead).values_list("topic", "state"))
    assert states == {"messages": "held", "": "queued"}


def test_reminder_to_sign_can_wait_but_not_the_last_one(
    lead: Any, superintendent: Any, facilitator: Any, district: Any
) -> None:
    letter = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    OutgoingMail.objects.all().delete()
    choose(superintendent, letters="none")
    letters.signer_reminded(letter, is_early=True)
    assert OutgoingMail.objects.get().state == "kept"
    OutgoingMail.objects.all().delete()
    letters.signer_reminded(letter)
    assert OutgoingMail.objects.get().state == "queued"


def test_secret_mail_cannot_wait_for_a_summary(lead: Any) -> None:
    with pytest.raises(ValueError, match="essential"):
        outbox.post_text(lead, subject="Sample", text="Sample", key="k", topic="messages", is_secret=True)


def test_topic_that_no_app_declared_is_refused(lead: Any) -> None:
    with pytest.raises(KeyError):
        tell(lead, topic="nothing-of-ours")


@pytest.mark.parametrize("who", ["newcomer", "member", "lead", "facilitator", "csa_reviewer", "editor"])
def test_topics_are_offered_to_whom_they_concern(who: str, request: Any) -> None:
    offered = {topic.key for topic in topics_for(request.getfixturevalue(who))}
    expected = {
        "member": {"practices", "events", "named-in-a-plc"},
        "lead": {"applications", "messages", "letters", "people", "practices", "events", "named-in-a-plc", "ledger"},
        "facilitator": {"applications", "messages", "letters", "people", "work", "pages", "practices"},
        "editor": {"pages"},
    }
    assert offered == expected.get(who, set())


# The page -------------------------------------------------------------------------


def test_page_shows_the_choices_and_keeps_them(lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    page = client.get(ADDRESS).content.decode()
    assert page.count("<fieldset") == len(topics_for(lead))
    assert len(re.findall(r'type="radio"[^>]* checked', page)) == len(topics_for(lead))
    answer = client.post(ADDRESS, {"messages": "weekly", "letters": "at_once"}, follow=True)
    assert "Messages: in a weekly summary" in answer.content.decode()
    assert re.search(r'value="weekly"[^>]*checked', answer.content.decode())
    assert paces_of(lead) | {"messages": "at_once"} == {topic.key: "at_once" for topic in all_topics()}
    assert pace_of(lead, "messages") == "weekly"


def test_page_writes_one_audit_row_for_a_change_and_none_without(lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    client.post(ADDRESS, {"messages": "daily", "letters": "none"})
    client.post(ADDRESS, {"messages": "daily", "letters": "none"})
    (row,) = ModelLogEntry.objects.filter(action="notifications.set_paces")
    assert row.data["before"] == {"messages": "at_once", "letters": "at_once"}
    assert row.data["after"] == {"messages": "daily", "letters": "none"}
    assert row.user == lead


@pytest.mark.parametrize("sent", [{"messages": "hourly"}, {"messages": "daily", "letters": "\0"}])
def test_page_refuses_what_is_no_choice_and_keeps_nothing(sent: dict[str, str], lead: Any, client_for: Any) -> None:
    answer = client_for(lead).post(ADDRESS, sent)
    assert answer.status_code in {200, 400}
    assert not Preference.objects.exists()


def test_page_ignores_topics_that_are_not_offered(lead: Any, client_for: Any) -> None:
    client_for(lead).post(ADDRESS, {"work": "daily", "messages": "daily"})
    assert set(Preference.objects.values_list("topic", flat=True)) == {"messages"}


def test_page_of_a_newcomer_has_nothing_to_choose(newcomer: Any, client_for: Any) -> None:
    client = client_for(newcomer)
    assert "nothing to choose yet" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS).status_code == 302


def test_paces_are_ones_own(lead: Any, superintendent: Any, administrator: Any) -> None:
    for actor in (superintendent, administrator):
        with pytest.raises(PermissionDenied):
            services.set_paces(lead, {"messages": "none"}, actor=actor)
    with pytest.raises(NotAllowed):
        services.set_paces(lead, {"work": "none"}, actor=lead)
    assert not Preference.objects.exists()


def test_no_mail_keeps_what_waited(lead: Any, application: Application) -> None:
    choose(lead, messages="daily", letters="daily")
    waiting, other = tell(lead, application), tell(lead, application, topic="letters")
    services.set_paces(lead, {"messages": "none"}, actor=lead)
    assert (state_of(waiting)[0], state_of(other)[0]) == ("kept", "held")


def test_old_address_leads_to_the_page(lead: Any, client_for: Any) -> None:
    assert client_for(lead).get("/accounts/notices/").url == ADDRESS


def test_page_and_news_ask_for_the_second_factor_first(client_for: Any) -> None:
    client = client_for(state_officer("facilitator", second_factor=False))
    for address in (ADDRESS, f"{ADDRESS}news/"):
        assert client.get(address).url == "/accounts/2fa/"


def test_page_is_in_the_menu_and_on_the_account(lead: Any, client_for: Any) -> None:
    assert client_for(lead).get("/account/").content.decode().count(f'href="{ADDRESS}"') == 2


def test_page_takes_the_same_queries_however_much_was_chosen(lead: Any, client_for: Any) -> None:
    client, counts = client_for(lead), []
    client.get(ADDRESS)
    for paces in ({}, {"messages": "daily"}, {topic.key: "none" for topic in topics_for(lead)}):
        choose(lead, **paces)
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 15
