"""A practice knows the waiver that it needs: granted by the Board, over, and granted anew for another term."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from applications.commission import services as commission
from applications.waivers import services as waivers
from applications.waivers.models import Provision, Waiver
from portal.core.models import OutgoingMail
from portal.districts.models import District
from portal.standards.models import StandardVersion, Waivable
from tests.factories.commission import commissioners, in_session, moved, voted
from tests.factories.districts import SchoolFactory
from tests.factories.library import published
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.reuse import adopted, principal_of
from tests.factories.waivers import docketed, standard_of

pytestmark = pytest.mark.django_db


def granted(district: District, standard: StandardVersion, people: list[Any], *, lead: Any, facilitator: Any) -> Waiver:
    """A waiver whose term began yesterday."""
    pathway = district.network_memberships.get().pathways.get()
    waiver = docketed(district, pathway, standard, actor=lead, facilitator=facilitator)
    today = timezone.localdate()
    Provision.objects.filter(waiver=waiver).update(
        begins_on=today - timedelta(days=1), ends_on=today + timedelta(days=300)
    )
    sitting = in_session(waiver, actor=facilitator)
    motion = moved(sitting.items.get(), waiver.provisions.get(), by=people[0], seconded_by=people[1])
    voted(motion, dict.fromkeys(people, "yes"))
    commission.close_sitting(sitting, minutes="Sample", actor=facilitator)
    return waivers.record_board(waiver, approves=True, on=today, actor=facilitator)


def nightly() -> None:
    """What runs each night."""
    call_command("lapse_waivers")
    call_command("tell_results")


def found(client: Client, waiver: str) -> list[str]:
    return [each["title"] for each in client.get(f"/practices/api/?waiver={waiver}").json()["results"]]


def test_practice_says_whether_its_waiver_holds_and_adopters_are_told_the_same_night(
    district: District, lead: Any, facilitator: Any, client: Client
) -> None:
    NetworkMembershipFactory(district=district).pathways.add(PathwayFactory())
    standard, people = standard_of("13", actor=facilitator, waivable=Waivable.YES), commissioners(3)
    needing = published(
        district, actor=lead, facilitator=facilitator, title="Longer days", waivers=[["Standard 13", "Sample"]]
    )
    assert "No district holds it today." in client.get(needing.get_absolute_url()).content.decode()
    waiver = granted(district, standard, people, lead=lead, facilitator=facilitator)
    nightly()
    assert "1 district holds it today." in client.get(needing.get_absolute_url()).content.decode()
    assert (found(client, "held"), found(client, "lapsed")) == (["Longer days"], [])
    school = SchoolFactory(district=district)
    principal = principal_of(school)
    adoption = adopted(needing, school, actor=principal)
    assert adoption.lacking == []
    yesterday = timezone.localdate() - timedelta(days=1)
    Provision.objects.update(begins_on=yesterday - timedelta(days=9), ends_on=yesterday)
    nightly()
    waiver.refresh_from_db()
    adoption.refresh_from_db()
    assert (waiver.state, adoption.lacking) == ("lapsed", ["Standard 13"])
    assert (found(client, "held"), found(client, "lapsed")) == ([], ["Longer days"])
    told = OutgoingMail.objects.filter(to=principal.email).order_by("pk")
    assert told.last().subject.endswith("is not held any more")
    granted(district, standard, people, lead=lead, facilitator=facilitator)
    nightly()
    adoption.refresh_from_db()
    assert adoption.lacking == []
    assert told.last().subject.endswith("is held again")
    assert (found(client, "held"), found(client, "lapsed")) == (["Longer days"], [])
