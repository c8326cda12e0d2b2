"""`manage.py tell_ledgers`: who leads a member district hears of each quarter once, as they chose."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.models import OutgoingMail
from portal.districts.models import Office
from portal.network import services as network
from portal.notifications.providers import topic_of, topics_for
from tests.cast import office_holder
from tests.factories.ledger import Source, noon
from tests.factories.network import NetworkMembershipFactory

pytestmark = pytest.mark.django_db


def told(*day: int) -> int:
    """How many districts the command told on a day."""
    out = StringIO()
    with time_machine.travel(noon(*day), tick=False):
        call_command("tell_ledgers", "--json", stdout=out)
    number: int = json.loads(out.getvalue())["told"]
    return number


def test_tell_ledgers_mails_who_leads_once_a_quarter(
    ledger: Source, lead: Any, superintendent: Any, board_president: Any, member: Any
):
    assert told(2019, 1, 1) == 1
    mails = OutgoingMail.objects.all()
    assert {mail.to for mail in mails} == {lead.email, superintendent.email, board_president.email}
    assert {(mail.key, mail.topic, mail.permission) for mail in mails} == {
        ("ledger-2899001-2018-12", "ledger", "participation.read")
    }
    assert (told(2019, 1, 2), told(2019, 3, 31), OutgoingMail.objects.count()) == (0, 0, 3)
    assert (told(2019, 4, 1), OutgoingMail.objects.count()) == (1, 6)


def test_tell_ledgers_says_how_the_district_stands(ledger: Source, lead: Any):
    told(2019, 4, 2)
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Sample District A: your ledger after March 31, 2019"
    assert "4 of 5 duties of the school year 2018-19 have nothing missing." in mail.text
    assert "Quarterly meetings: 3 of 4, 1 excused\n" in mail.text
    assert "Monthly webinars and calls: 9 of 12; 3 still to do" in mail.text
    assert "/participation/2899001/2018-19/" in mail.text


def test_tell_ledgers_in_july_tells_of_the_year_that_ended(ledger: Source, lead: Any):
    told(2019, 7, 1)
    text = OutgoingMail.objects.get().text
    assert "Monthly webinars and calls: 9 of 12; 3 missing" in text
    assert "The school year is over." in text


def test_tell_ledgers_reaches_who_came_into_office_since(ledger: Source, lead: Any, district: Any):
    assert told(2019, 1, 1) == 1
    new = office_holder(district, Office.SUPERINTENDENT, "Superintendent of February")
    assert told(2019, 2, 1) == 1
    assert {mail.to for mail in OutgoingMail.objects.all()} == {lead.email, new.email}


def test_tell_ledgers_leaves_out_who_was_no_member(
    source: Source, district: Any, lead: Any, rival_district: Any, rival_lead: Any, facilitator: Any
):
    gone = NetworkMembershipFactory(district=district, since=date(2018, 3, 14))
    with time_machine.travel(noon(2019, 3, 1), tick=False):
        network.leave(gone, reason="Sample", actor=facilitator)
    NetworkMembershipFactory(district=rival_district, since=date(2019, 4, 1))
    assert told(2019, 4, 2) == 0
    assert told(2019, 7, 2) == 1
    assert {mail.to for mail in OutgoingMail.objects.all()} == {rival_lead.email}


def test_mail_of_a_quarter_is_not_for_who_left_meanwhile(ledger: Source, lead: Any):
    told(2019, 4, 2)
    mail = OutgoingMail.objects.get()
    assert mail.may_be_known()
    lead.memberships.update(state="ended")
    assert not OutgoingMail.objects.get().may_be_known()


def test_topic_is_offered_to_who_leads(ledger: Source, lead: Any, member: Any, facilitator: Any):
    topic = topic_of("ledger")
    assert [topic in topics_for(who) for who in (lead, member, facilitator)] == [True, False, False]


def test_tell_ledgers_in_words(ledger: Source, lead: Any):
    out = StringIO()
    with time_machine.travel(noon(2019, 1, 1), tick=False):
        call_command("tell_ledgers", stdout=out)
    assert "1 districts were told" in out.getvalue()


def test_tell_ledgers_with_nothing_to_tell_asks_as_much_for_one_as_for_fifty(source: Source):
    def asked() -> int:
        told(2019, 1, 1)
        with CaptureQueriesContext(connection) as seen:
            assert told(2019, 1, 2) == 0
        return len(seen)

    counts = []
    for more in (1, 2, 47):
        for _ in range(more):
            district = NetworkMembershipFactory().district
            office_holder(district, Office.SUPERINTENDENT, f"Superintendent {district.pk}")
        counts.append(asked())
    assert len(set(counts)) == 1, counts
