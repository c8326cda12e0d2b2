"""The State Board decides; the register shows what holds; a waiver lapses, or is rescinded."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from applications.commission import services
from applications.commission.models import Item, Sitting
from applications.waivers import services as waivers
from applications.waivers.models import Provision, Waiver
from applications.waivers.queries import held
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.commission import moved, voted
from tests.factories.conflicts import DeclarationFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def recommended(item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any) -> Waiver:
    """The Commission recommends to grant."""
    Provision.objects.update(begins_on=TODAY() - timedelta(days=1), ends_on=TODAY() + timedelta(days=300))
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    voted(motion, dict.fromkeys(five[:3], "yes"))
    services.close_sitting(sitting, minutes="x", actor=facilitator)
    return Waiver.objects.get()


def board(waiver: Waiver, facilitator: Any, **more: Any) -> Waiver:
    return waivers.record_board(waiver, **{"approves": True, "on": TODAY(), **more}, actor=facilitator)


def test_board_grants_what_is_recommended_and_the_register_shows_it(
    recommended: Waiver, facilitator: Any, lead: Any, client: Any, client_for: Any
) -> None:
    assert held() == []
    where = f"{recommended.get_absolute_url()}board/"
    page = client_for(facilitator).post(where, {"approves": "yes", "on": "2001-01-01"}).content.decode()
    assert "The Board decides after the Commission." in page
    client_for(facilitator).post(where, {"approves": "yes", "on": TODAY().isoformat(), "words": "Sample words."})
    recommended.refresh_from_db()
    assert recommended.state == "granted"
    assert held() == [(recommended.district_id, "13")]
    page = client.get("/waivers/register/").content.decode()
    assert "13 School day (sample)" in page
    told = client.get("/waivers/register/waivers.csv").content.decode()
    assert "in force" in told
    assert "Sample words." in client.get(recommended.get_absolute_url()).content.decode()
    assert lead.email in OutgoingMail.objects.filter(subject__startswith="Granted").values_list("to", flat=True)


def test_board_that_does_not_approve_denies(recommended: Waiver, facilitator: Any, client: Any) -> None:
    assert board(recommended, facilitator, approves=False).state == "denied"
    assert held() == []
    assert "School day" not in client.get("/waivers/register/?all=1").content.decode()


def test_pilot_is_granted_with_conditions(recommended: Waiver, facilitator: Any) -> None:
    Provision.objects.update(disposition="pilot")
    assert board(recommended, facilitator).state == "conditional"


def test_board_is_recorded_by_a_free_facilitator_after_the_recommendation(
    waiver: Waiver, recommended: Waiver, facilitator: Any, five: list[Any], lead: Any
) -> None:
    for person in (five[0], lead):
        with pytest.raises(PermissionDenied):
            board(recommended, person)
    with pytest.raises(NotAllowed, match="has not come yet"):
        board(recommended, facilitator, on=TODAY() + timedelta(days=1))
    with pytest.raises(NotAllowed, match="after the Commission"):
        board(recommended, facilitator, on=TODAY() - timedelta(days=1))
    DeclarationFactory(person=facilitator, district=recommended.district)
    with pytest.raises(NotAllowed):
        board(recommended, facilitator)


def test_waiver_lapses_with_its_term_and_is_held_no_more(recommended: Waiver, facilitator: Any, client: Any) -> None:
    board(recommended, facilitator)
    call_command("lapse_waivers")
    assert held() == [(recommended.district_id, "13")]
    Provision.objects.update(ends_on=TODAY() - timedelta(days=1), begins_on=TODAY() - timedelta(days=9))
    assert held() == []
    assert waivers.lapse_waivers() == 1
    assert waivers.lapse_waivers() == 0
    recommended.refresh_from_db()
    assert recommended.state == "lapsed"
    assert "No waiver holds today." in client.get("/waivers/register/").content.decode()
    assert "Lapsed" in client.get("/waivers/register/?all=1").content.decode()
    assert OutgoingMail.objects.filter(subject__startswith="Lapsed").exists()


def test_rescinded_waiver_holds_no_more(recommended: Waiver, facilitator: Any, client: Any, client_for: Any) -> None:
    board(recommended, facilitator)
    where = f"{recommended.get_absolute_url()}rescind/"
    assert "This field is required" in client_for(facilitator).post(where, {"reason": ""}).content.decode()
    client_for(facilitator).post(where, {"reason": "Sample: attendance fell."})
    assert held() == []
    assert "Sample: attendance fell." in client.get(recommended.get_absolute_url()).content.decode()


def test_practice_that_needs_the_waiver_knows_who_holds_it(recommended: Waiver, facilitator: Any) -> None:
    from best_practices.reuse.providers import held_waivers, waived_today

    assert not waived_today()("Standard 13")
    board(recommended, facilitator)
    assert waived_today()("Standard 13")
    assert held_waivers()["13"] == {recommended.district_id}
    Provision.objects.update(ends_on=TODAY() - timedelta(days=1), begins_on=TODAY() - timedelta(days=9))
    assert not waived_today()("Standard 13")
