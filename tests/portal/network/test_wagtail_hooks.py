"""Who writes the topics in Wagtail's admin."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.network.models import Pathway
from tests.factories.network import PathwayFactory

TOPICS = "/cms/snippets/network/pathway/"
SENT = {
    "name": "Sample topic",
    "slug": "sample-topic",
    "kind": "work_group",
    "summary": "",
    "source": "",
    "position": "3",
    "is_open": "on",
}


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_write_a_topic_is_open_to_mde(
    role: str, request: pytest.FixtureRequest, client_for: Callable[..., Client]
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.get(TOPICS).status_code == 200
    assert client.post(f"{TOPICS}add/", SENT).status_code == 302
    topic = Pathway.objects.get(slug="sample-topic")
    assert client.post(f"{TOPICS}edit/{topic.pk}/", {**SENT, "name": "Sample topic, renamed"}).status_code == 302
    topic.refresh_from_db()
    assert topic.name == "Sample topic, renamed"


def test_delete_a_topic_is_open_to_nobody(administrator: User, client_for: Callable[..., Client]) -> None:
    topic = PathwayFactory()
    client_for(administrator).post(f"{TOPICS}delete/{topic.pk}/")
    assert Pathway.objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize("role", ["lead", "superintendent", "csa_reviewer", "data_steward", "editor", "newcomer"])
def test_write_a_topic_is_closed_to_others(
    role: str, request: pytest.FixtureRequest, client_for: Callable[..., Client]
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.post(f"{TOPICS}add/", SENT).status_code in {302, 403}
    assert not Pathway.objects.exists()
