"""What I was told: a list of one's own, and only what one may still know."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.intake.models import Application
from portal.core import mail
from portal.core.models import MailState, OutgoingMail
from portal.notifications import services
from portal.notifications.queries import HOW
from tests.portal.notifications.conftest import choose, leave, tell, tell_many

pytestmark = pytest.mark.django_db
LIST = "/account/notices/news/"


def page_of(client: Any, query: str = "") -> str:
    text: str = client.get(LIST + query).content.decode()
    return text


def test_news_are_listed_with_how_they_were_told_and_open(lead: Any, application: Application, client_for: Any) -> None:
    client = client_for(lead)
    for number, (state, words) in enumerate(HOW.items()):
        told = tell(lead, application, number=number, text=f"Read <b>this</b> {number}.\n")
        OutgoingMail.objects.filter(pk=told.pk).update(state=state)
        assert words in page_of(client)
        opened = client.get(f"{LIST}{told.pk}/").content.decode()
        assert f"Read &lt;b&gt;this&lt;/b&gt; {number}." in opened
        assert words in opened
    assert set(HOW) == set(MailState) - {MailState.DROPPED}


def test_news_are_ones_own(lead: Any, superintendent: Any, application: Application, client_for: Any) -> None:
    told = tell(superintendent, application)
    client = client_for(lead)
    assert "Sample 0" not in page_of(client)
    assert client.get(f"{LIST}{told.pk}/").status_code == 404
    assert client.get(f"{LIST}987654/").status_code == 404


def test_news_that_one_may_not_know_any_more_are_gone(lead: Any, application: Application, client_for: Any) -> None:
    told, plain = tell(lead, application, number=1), tell(lead, number=2)
    leave(lead)
    client = client_for(lead)
    assert "Sample 1" not in page_of(client)
    assert client.get(f"{LIST}{told.pk}/").status_code == 404
    assert "Sample 2" in page_of(client)
    assert client.get(f"{LIST}{plain.pk}/").status_code == 200


def test_news_that_were_dropped_are_not_listed(lead: Any, client_for: Any) -> None:
    told = tell(lead)
    OutgoingMail.objects.update(state="dropped", text="")
    client = client_for(lead)
    assert "Nothing here yet" in page_of(client)
    assert client.get(f"{LIST}{told.pk}/").status_code == 404


def test_secret_news_are_listed_without_their_text(lead: Any, client_for: Any) -> None:
    told = mail.post_text(lead, subject="Sample link", text="https://example.org/open/abc", key="k", is_secret=True)
    client = client_for(lead)
    assert "Sample link" in page_of(client)
    opened = client.get(f"{LIST}{told.pk}/").content.decode()
    assert "It is not kept here" in opened
    assert "open/abc" not in opened


def test_summary_itself_is_not_listed_beside_its_parts(lead: Any, application: Application, client_for: Any) -> None:
    choose(lead, messages="daily")
    tell(lead, application)
    services.send_digests()
    page = page_of(client_for(lead))
    assert "Your summary" not in page
    assert page.count("Sample 0") == 1


def test_reading_changes_nothing(lead: Any, application: Application, client_for: Any) -> None:
    told = tell(lead, application)
    client = client_for(lead)
    client.get(LIST)
    before = OutgoingMail.objects.values().get()
    client.get(f"{LIST}{told.pk}/")
    assert client.post(f"{LIST}{told.pk}/").status_code == 405
    assert OutgoingMail.objects.values().get() == before


def test_list_has_fifty_a_page(lead: Any, application: Application, client_for: Any) -> None:
    tell_many(lead, application, 51)
    client = client_for(lead)
    assert page_of(client).count("Sample ") == 50
    assert "51 in all" in page_of(client)
    assert "Sample 0<" in page_of(client, "?page=2")


def test_list_takes_the_same_queries_for_1_3_and_50(lead: Any, application: Application, client_for: Any) -> None:
    client, counts, begin = client_for(lead), [], timezone.now()
    client.get(LIST)
    for until in (1, 3, 50):
        for number in range(until):
            tell(lead, application, number=number, at=begin)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 15


def test_outbox_of_the_administrator_names_every_state(
    lead: Any, application: Application, administrator: Any, client_for: Any
) -> None:
    for number, state in enumerate(MailState.values):
        OutgoingMail.objects.filter(pk=tell(lead, number=number).pk).update(state=state)
    page = client_for(administrator).get("/outbox/").content.decode()
    for label in MailState.labels:
        assert label in page
    assert "1 more waits for its reader’s summary." in page
