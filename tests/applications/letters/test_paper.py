"""Signing on paper: a sheet with a code, recorded with its scan, equal to an electronic signature."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from applications.letters import services
from applications.letters.models import Letter, Signature
from applications.letters.services import PaperSignature
from portal.core.errors import NotAllowed
from portal.network.models import NetworkMembership
from tests.factories.intake import RoundFactory, countersigned, issued_letter, signed_by

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.7\nsample scan\n%%EOF\n"


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.pdf", SCAN, content_type="application/pdf")


def recorded(letter: Letter, facilitator: Any, *offices: str, day: Any = None) -> Letter:
    signatures = [PaperSignature(office, f"Sample {office}", day or timezone.localdate()) for office in offices]
    return services.record_paper(letter, signatures=signatures, scan=sheet(), actor=facilitator)


def test_paper_copy_has_the_code_the_text_and_a_line_for_each_office(
    lead: Any, superintendent: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    letter = issued_letter(RoundFactory(board_signs=True), district, lead=lead, facilitator=facilitator)
    answer = client_for(superintendent).get(f"{letter.get_absolute_url()}paper.pdf")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert letter.code in words
    assert "Superintendent, Sample District A" in words
    assert "Board president, Sample District A" in words
    assert "Sample: students in grades 9 to 12" in words


def test_paper_makes_the_same_membership_as_signing_here(
    waiting: Letter, facilitator: Any, superintendent: Any, client_for: Any
) -> None:
    client = client_for(facilitator)
    form = {"name_superintendent": "Sample superintendent", "day_superintendent": timezone.localdate().isoformat()}
    page = f"{waiting.get_absolute_url()}paper/"
    assert client.post(page, form).status_code == 200  # without a scan
    assert client.post(page, {**form, "scan": sheet()}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "countersign"
    countersigned(waiting, facilitator=facilitator)
    assert NetworkMembership.objects.current().filter(district=waiting.district).exists()
    words = " ".join(
        page.extract_text() for page in PdfReader(Letter.objects.get(pk=waiting.pk).pdf.content.open("rb")).pages
    )
    assert "Signed on paper" in words
    assert "on paper" in client_for(superintendent).get(f"/verify/{waiting.code}/").content.decode()


def test_scan_is_read_by_those_who_read_the_letter(
    waiting: Letter, facilitator: Any, lead: Any, rival_lead: Any, member: Any, client_for: Any
) -> None:
    recorded(waiting, facilitator, "superintendent")
    address = f"{waiting.get_absolute_url()}scan/"
    assert b"".join(client_for(lead).get(address).streaming_content) == SCAN
    assert client_for(rival_lead).get(address).status_code == 404
    assert client_for(member).get(address).status_code == 404


def test_paper_of_both_offices_or_of_the_one_that_is_missing(
    lead: Any, superintendent: Any, facilitator: Any, district: Any
) -> None:
    both = issued_letter(RoundFactory(board_signs=True), district, lead=lead, facilitator=facilitator)
    assert recorded(both, facilitator, "superintendent", "board_president").state == "countersign"
    half = issued_letter(RoundFactory(board_signs=True), district, lead=lead, facilitator=facilitator)
    signed_by(half, superintendent)
    with pytest.raises(NotAllowed, match="each office"):
        recorded(half, facilitator, "superintendent", "board_president")
    assert recorded(half, facilitator, "board_president").state == "countersign"


@pytest.mark.parametrize("days", [1, -40])
def test_paper_dated_outside_the_days_to_sign_is_refused(days: int, waiting: Letter, facilitator: Any) -> None:
    with pytest.raises(NotAllowed, match="dated"):
        recorded(waiting, facilitator, "superintendent", day=timezone.localdate() + timedelta(days=days))
    assert not Signature.objects.exists()


def test_paper_signed_in_time_and_recorded_late_counts(waiting: Letter, facilitator: Any) -> None:
    Letter.objects.filter(pk=waiting.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    assert recorded(waiting, facilitator, "superintendent").state == "countersign"


def test_paper_with_a_file_that_is_no_scan_is_refused(waiting: Letter, facilitator: Any) -> None:
    bad = SimpleUploadedFile("sheet.pdf", b"<script>")
    signatures = [PaperSignature("superintendent", "Sample", timezone.localdate())]
    with pytest.raises(NotAllowed, match="not a PDF"):
        services.record_paper(waiting, signatures=signatures, scan=bad, actor=facilitator)
    assert not Signature.objects.exists()


def test_view_of_a_scan_by_the_state_is_noted_and_by_the_district_is_not(
    waiting: Letter, facilitator: Any, lead: Any, client_for: Any
) -> None:
    recorded(waiting, facilitator, "superintendent")
    for person in (facilitator, facilitator, lead):
        client_for(person).get(f"{waiting.get_absolute_url()}scan/")
    noted = ModelLogEntry.objects.filter(action="letters.view")
    assert [(entry.user, entry.data["what"]) for entry in noted] == [(facilitator, "scan")]
