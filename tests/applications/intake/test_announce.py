"""Announcing a round in the editor: by facilitators, without code."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from applications.intake.blocks import criteria_stream, default_form
from applications.intake.models import Round
from tests.factories.intake import RoundFactory, posted

pytestmark = pytest.mark.django_db
ADD = "/cms/snippets/intake/round/add/"


def filled(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime()

    def moment(days: int) -> str:
        return datetime.strftime(now + timedelta(days=days), "%Y-%m-%d %H:%M")

    return {
        "title": "Sample round",
        "slug": "sample-round",
        "summary": "Sample.",
        "guide": "",
        "opens_at": moment(-1),
        "closes_at": moment(10),
        "decisions_on": "2027-03-09",
        "letters_due_at": "2027-03-21 23:59",
        "starts_on": "2027-03-26",
        "ends_on": "2028-09-30",
        "capacity": "15",
        "letter_text": "# Letter of commitment\nSample.",
        "is_published": "on",
        **posted("form", default_form()),
        **posted("rubric", criteria_stream()),
        **posted("balance", []),
        **posted("workflow", []),
        **changes,
    }


def test_announce_puts_the_round_before_the_public(facilitator: Any, client: Any, client_for: Any) -> None:
    answer = client_for(facilitator).post(ADD, filled())
    assert answer.status_code == 302, answer.context["form"].errors
    assert "Sample round" in client.get("/apply/").content.decode()


def test_announce_with_an_end_before_the_beginning_says_so(facilitator: Any, client_for: Any) -> None:
    answer = client_for(facilitator).post(ADD, filled(closes_at="2020-01-01 00:00"))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Round.objects.exists()


def test_announce_names_the_offices_that_agree_beforehand(facilitator: Any, client_for: Any) -> None:
    client = client_for(facilitator)
    assert 'value="superintendent"' in client.get(ADD).content.decode()
    client.post(ADD, filled(sign_off_offices=["superintendent", "board_president"]))
    assert Round.objects.get().sign_off_offices == ["superintendent", "board_president"]
    client.post(ADD, filled(slug="other", sign_off_offices=["janitor"]))
    assert not Round.objects.filter(slug="other").exists()


def test_announce_is_not_for_editors(editor: Any, client_for: Any) -> None:
    assert client_for(editor).post(ADD, filled()).status_code in {302, 403, 404}
    assert not Round.objects.exists()


def test_round_cannot_be_deleted(facilitator: Any, client_for: Any) -> None:
    call = RoundFactory()
    client_for(facilitator).post(f"/cms/snippets/intake/round/delete/{call.pk}/")
    assert Round.objects.filter(pk=call.pk).exists()
