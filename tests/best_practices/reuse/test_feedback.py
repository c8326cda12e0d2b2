"""Words about a practice: with a reason and an office, looked at by a moderator who is not tied."""

from typing import Any

import pytest
from django.test import Client

from best_practices.reuse import services
from best_practices.reuse.models import Feedback
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.conflicts import DeclarationFactory
from tests.factories.library import published
from tests.factories.reuse import said

WORDS = "Sample: the short check made the difference."


@pytest.fixture
def practice(district: Any, lead: Any, facilitator: Any) -> Any:
    return published(district, actor=lead, facilitator=facilitator)


def test_words_are_shown_after_a_moderator_looked(
    practice: Any, rival_district: Any, rival_lead: Any, facilitator: Any, client_for: Any, client: Client
) -> None:
    url = practice.get_absolute_url()
    sent = {"district": rival_district.pk, "verdict": "partly", "reason": WORDS}
    assert client_for(rival_lead).post(f"{url}feedback/", sent).url == url
    assert WORDS not in client.get(url).content.decode()
    assert "A moderator looks at what you wrote." in client_for(rival_lead).get(url).content.decode()
    assert WORDS in client_for(facilitator).get("/adoptions/feedback/").content.decode()
    assert "Words on a practice" in client_for(facilitator).get("/moderation/").content.decode()
    client_for(facilitator).post(f"/adoptions/feedback/{Feedback.objects.get().pk}/show/")
    shown = client.get(url).content.decode()
    assert WORDS in shown
    assert f"Innovation lead, {rival_district.name}" in shown
    assert rival_lead.name not in shown
    assert OutgoingMail.objects.filter(to=rival_lead.email, subject__startswith="What a district says").exists()


def test_words_without_a_reason_are_sent_back(
    practice: Any, rival_district: Any, rival_lead: Any, client_for: Any
) -> None:
    sent = {"district": rival_district.pk, "verdict": "failed", "reason": " "}
    page = client_for(rival_lead).post(f"{practice.get_absolute_url()}feedback/", sent).content.decode()
    assert "a mark alone helps nobody" in page
    assert not Feedback.objects.exists()


def test_changed_words_are_looked_at_again(
    practice: Any, rival_district: Any, rival_lead: Any, facilitator: Any, client: Client
) -> None:
    services.show_feedback(said(practice, rival_district, actor=rival_lead), actor=facilitator)
    feedback = said(practice, rival_district, actor=rival_lead, reason="Sample: changed canary.")
    assert (Feedback.objects.count(), feedback.state) == (1, "held")
    assert "changed canary" not in client.get(practice.get_absolute_url()).content.decode()


def test_hidden_words_tell_their_author_why_and_nobody_else(
    practice: Any, rival_district: Any, rival_lead: Any, facilitator: Any, client_for: Any, client: Client
) -> None:
    feedback = said(practice, rival_district, actor=rival_lead)
    url = f"/adoptions/feedback/{feedback.pk}/hide/"
    client_for(facilitator).post(url, {"reason": ""})
    assert Feedback.objects.get().state == "held"
    client_for(facilitator).post(url, {"reason": "Sample: it blames a person."})
    page = client_for(rival_lead).get(practice.get_absolute_url()).content.decode()
    assert "it blames a person" in page
    assert "it blames a person" not in client.get(practice.get_absolute_url()).content.decode()


def test_words_can_be_taken_back(
    practice: Any, rival_district: Any, rival_lead: Any, lead: Any, client_for: Any
) -> None:
    feedback = said(practice, rival_district, actor=rival_lead)
    url = f"/adoptions/feedback/{feedback.pk}/take-back/"
    assert client_for(lead).post(url).status_code == 404
    client_for(rival_lead).post(url)
    assert not Feedback.objects.exists()


def test_nobody_speaks_of_the_own_districts_practice(practice: Any, district: Any, member: Any) -> None:
    with pytest.raises(NotAllowed, match="your own district"):
        said(practice, district, actor=member)


def test_nobody_speaks_for_a_district_without_an_office(practice: Any, rival_district: Any, member: Any) -> None:
    with pytest.raises(NotAllowed, match="only while you hold an office"):
        said(practice, rival_district, actor=member)


def test_tied_facilitator_neither_sees_nor_judges(
    practice: Any, rival_district: Any, rival_lead: Any, facilitator: Any, client_for: Any
) -> None:
    feedback = said(practice, rival_district, actor=rival_lead)
    DeclarationFactory(person=facilitator, district=rival_district)
    assert WORDS not in client_for(facilitator).get("/adoptions/feedback/").content.decode()
    assert client_for(facilitator).post(f"/adoptions/feedback/{feedback.pk}/show/").status_code == 404
    with pytest.raises(NotAllowed, match="Another facilitator"):
        services.show_feedback(feedback, actor=facilitator)
    assert Feedback.objects.get().state == "held"


def test_words_that_look_like_personal_data_are_looked_at_first(
    practice: Any, rival_district: Any, rival_lead: Any, client_for: Any
) -> None:
    sent = {"district": rival_district.pk, "verdict": "worked", "reason": "Our student Jane Doe rose."}
    page = client_for(rival_lead).post(f"{practice.get_absolute_url()}feedback/", sent).content.decode()
    assert "student Jane Doe" in page
    assert "no student can be recognised" in page
    assert not Feedback.objects.exists()
