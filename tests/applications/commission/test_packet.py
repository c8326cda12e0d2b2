"""The packet of a meeting: frozen with a hash, the same words on the page and on paper, nothing of it for the tied."""

import html
import io
import re
import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from applications.commission import services
from applications.commission.models import Packet, Sitting
from applications.commission.packet import is_intact, packet_pdf
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.measures.models import Reading
from portal.network.models import Pathway
from portal.network.providers import CircleRole
from portal.standards.models import Waivable
from tests.factories.commission import moved, planned, voted
from tests.factories.conflicts import DeclarationFactory
from tests.factories.measures import change, circle, measured, read
from tests.factories.waivers import agreed, docketed, drafted, hypothesised, provided, standard_of

pytestmark = pytest.mark.django_db
SECONDS = 10
SAID = "49 (n 40) in place of 40 (n 40)"


@pytest.fixture
def measured_waiver(
    district: District, pathway: Pathway, lead: Any, facilitator: Any, monkeypatch: Any, five: list[Any]
) -> Waiver:
    """A proposal with a measure of which a month is missing."""
    monkeypatch.setattr("portal.network.providers._circles", [circle({lead.email: CircleRole.LEAD}, pathway)])
    measure = measured(pathway, actor=lead)
    read(measure, district, 40, None, 44, actor=lead)
    draft = drafted(district, pathway, actor=lead)
    provision = provided(draft, standard_of("13", actor=facilitator, waivable=Waivable.YES), actor=lead)
    hypothesised(provision, measure=measure, other_measure="", actor=lead)
    return waivers.docket_waiver(waivers.submit_waiver(agreed(draft), actor=lead), actor=facilitator)


@pytest.fixture
def ahead(measured_waiver: Waiver, facilitator: Any) -> Sitting:
    """A meeting with it on its agenda."""
    return planned(measured_waiver, actor=facilitator)


@pytest.fixture
def packet(ahead: Sitting, facilitator: Any) -> Packet:
    """Its packet."""
    return services.freeze_packet(ahead, actor=facilitator)


def words_of(text: str) -> list[str]:
    """The words of a text, without what lines and hyphens make of them."""
    return re.findall(r"[A-Za-z0-9]+", text)


def test_packet_is_frozen_by_mde_and_never_changes(
    ahead: Sitting, facilitator: Any, five: list[Any], client_for: Any
) -> None:
    assert client_for(five[0]).post(f"{ahead.get_absolute_url()}freeze/").status_code == 403
    client_for(facilitator).post(f"{ahead.get_absolute_url()}freeze/")
    packet = ahead.packets.get()
    assert is_intact(packet)
    with pytest.raises(DatabaseError), transaction.atomic():
        Packet.objects.filter(pk=packet.pk).update(body=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        packet.delete()
    where = f"{ahead.get_absolute_url()}packet/"
    assert "The packet is what was frozen." in client_for(five[0]).get(where).content.decode()
    slipped = [{**packet.body[0], "title": "Sample: slipped in."}]
    Packet.objects.create(sitting=ahead, number=2, body=slipped, sha256=packet.sha256, frozen_by=facilitator)
    assert "The packet is not what was frozen." in client_for(five[0]).get(where).content.decode()


def test_packet_is_of_what_is_on_the_agenda_while_the_agenda_can_change(
    ahead: Sitting, packet: Packet, measured_waiver: Waiver, lead: Any, five: list[Any], facilitator: Any
) -> None:
    district, pathway = measured_waiver.district, measured_waiver.pathway
    standard = measured_waiver.provisions.get().standard
    second = docketed(district, pathway, standard, actor=lead, facilitator=facilitator, title="Taken off (sample)")
    item = services.add_item(ahead, second, actor=facilitator)
    services.remove_item(item, actor=facilitator)
    assert [each["title"] for each in services.freeze_packet(ahead, actor=facilitator).body] == [str(measured_waiver)]
    with pytest.raises(NotAllowed, match="agenda is empty"):
        services.freeze_packet(planned(actor=facilitator), actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.freeze_packet(ahead, actor=five[0])
    services.open_sitting(ahead, actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.freeze_packet(ahead, actor=facilitator)
    assert ahead.packets.count() == 2


def test_edit_of_a_measure_is_seen_by_the_reviewer_and_leaves_the_packet_as_it_is(
    packet: Packet, measured_waiver: Waiver, lead: Any, five: list[Any], facilitator: Any, client_for: Any
) -> None:
    before = packet.sha256
    change(measured_waiver.pathway.measures.get(), Reading.objects.earliest("month"), 49, actor=lead, why="Sample")
    page = client_for(five[0]).get(measured_waiver.get_absolute_url()).content.decode()
    assert SAID in page
    assert lead.name in page
    packet.refresh_from_db()
    assert is_intact(packet)
    assert packet.sha256 == before
    shown = client_for(five[0]).get(f"{packet.sitting.get_absolute_url()}packet/").content.decode()
    assert before in shown
    assert SAID not in shown
    assert "missing" in shown
    again = services.freeze_packet(packet.sitting, actor=facilitator)
    assert (again.number, again.sha256 == before) == (2, False)
    assert SAID in client_for(five[0]).get(f"{packet.sitting.get_absolute_url()}packet/").content.decode()


def test_packet_on_paper_has_the_words_of_its_page_and_is_tagged(
    packet: Packet, five: list[Any], client_for: Any
) -> None:
    browser, where = client_for(five[0]), packet.sitting.get_absolute_url()
    page = browser.get(f"{where}packet/").content.decode()
    main = re.search(r"<h1>.*?</main>", page, re.S)
    assert main
    on_page = words_of(
        html.unescape(re.sub(r"<p class=\"no-print\">.*?</p>|<[^>]+>", " ", main.group().split("<footer")[0]))
    )
    pdf = PdfReader(io.BytesIO(browser.get(f"{where}packet.pdf").content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    on_paper = words_of("".join(each.extract_text() for each in pdf.pages))
    assert "".join(on_page) in "".join(on_paper) or _all_in_order(on_page, on_paper)


def _all_in_order(wanted: list[str], found: list[str]) -> bool:
    """Whether all words stand there in this order; numbers of pages may stand between."""
    rest = iter("".join(found))
    return all(sign in rest for sign in "".join(wanted))


def test_packet_before_the_meeting_is_for_members_and_mde_without_what_they_are_tied_to(
    packet: Packet, measured_waiver: Waiver, five: list[Any], facilitator: Any, lead: Any, client: Any, client_for: Any
) -> None:
    where = packet.sitting.get_absolute_url()
    for browser in (client, client_for(lead)):
        assert browser.get(f"{where}packet/").status_code == 404
        assert browser.get(f"{where}packet.pdf").status_code == 404
        assert "packet" not in browser.get(where).content.decode().lower()
    assert str(measured_waiver) in client_for(facilitator).get(f"{where}packet/").content.decode()
    DeclarationFactory(person=five[0], district=measured_waiver.district)
    browser = client_for(five[0])
    page = browser.get(f"{where}packet/").content.decode()
    assert measured_waiver.title not in page
    assert "Nothing in it is yours to read before the meeting." in page
    pdf = PdfReader(io.BytesIO(browser.get(f"{where}packet.pdf").content))
    assert measured_waiver.title not in "".join(each.extract_text() for each in pdf.pages)


def test_packet_is_public_once_the_meeting_is_closed(
    packet: Packet, measured_waiver: Waiver, five: list[Any], facilitator: Any, client: Any
) -> None:
    sitting = services.open_sitting(packet.sitting, actor=facilitator)
    motion = moved(sitting.items.get(), measured_waiver.provisions.get(), by=five[0], seconded_by=five[1])
    voted(motion, dict.fromkeys(five, "yes"))
    services.close_sitting(sitting, minutes="Sample", actor=facilitator)
    assert str(measured_waiver) in client.get(f"{sitting.get_absolute_url()}packet/").content.decode()


def test_packet_of_forty_proposals_is_frozen_and_printed_within_ten_seconds(
    district: District, pathway: Pathway, lead: Any, facilitator: Any, five: list[Any]
) -> None:
    standard = standard_of("13", actor=facilitator, waivable=Waivable.YES)
    forty = [docketed(district, pathway, standard, actor=lead, facilitator=facilitator) for _ in range(40)]
    sitting = planned(*forty, actor=facilitator)
    begun = time.monotonic()
    packet = services.freeze_packet(sitting, actor=facilitator)
    content = packet_pdf(packet, packet.body)
    took = time.monotonic() - begun
    assert len(packet.body) == 40
    assert len(PdfReader(io.BytesIO(content)).pages) >= 40
    assert took < SECONDS, f"{took:.1f} s"
