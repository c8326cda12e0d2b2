"""Verifying a letter, and reading one."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.letters.models import Letter
from portal.core.models import StoredFile
from tests.factories.intake import RoundFactory, completed, issued_letter, signed_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(lead: Any, superintendent: Any, facilitator: Any, district: Any) -> Letter:
    return issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)


def test_verify_tells_everybody_who_signed_when_and_what(
    letter: Any, superintendent: Any, facilitator: Any, client: Any
) -> None:
    completed(letter, superintendent=superintendent, facilitator=facilitator, typed_name="Sample Superintendent")
    page = client.get(f"/verify/{letter.code}/").content.decode()
    assert "This letter is genuine" in page
    assert "Sample Superintendent" in page
    assert letter.text_hash in page
    assert Letter.objects.get(pk=letter.pk).pdf.sha256 in page
    assert superintendent.email not in page
    assert letter.reference not in page


def test_verify_takes_a_code_as_people_type_it(letter: Any, client: Any) -> None:
    typed = f"{letter.code[:4].lower()} {letter.code[4:8]}-{letter.code[8:]}"
    answer = client.get("/verify/", {"code": typed})
    assert answer.url == f"/verify/{letter.code}/"


@pytest.mark.parametrize("code", ["", "ABC", "x" * 200, "<script>", "ё" * 12])
def test_verify_says_what_is_wrong_with_a_code(code: str, client: Any) -> None:
    answer = client.get("/verify/", {"code": code})
    assert answer.status_code == 200
    assert 'class="errors"' in answer.content.decode()


def test_verify_knows_no_letter_that_is_not_signed_by_all(letter: Any, superintendent: Any, client: Any) -> None:
    signed_by(letter, superintendent)
    unsigned, random = client.get(f"/verify/{letter.code}/"), client.get("/verify/ABCDEFGHJKMN/")
    assert unsigned.status_code == random.status_code == 404
    assert "No signed letter has this code" in unsigned.content.decode()


def test_letter_waits_on_the_start_page_of_its_superintendent(
    letter: Any, superintendent: Any, lead: Any, client_for: Any
) -> None:
    assert (
        "Sign the letter of commitment of Sample District A"
        in client_for(superintendent).get("/start/").content.decode()
    )
    assert "Next signs: Superintendent." in client_for(lead).get("/start/").content.decode()


def test_letter_pdf_before_signing_is_not_there(letter: Any, superintendent: Any, client_for: Any) -> None:
    assert client_for(superintendent).get(f"{letter.get_absolute_url()}letter.pdf").status_code == 404


def test_letter_is_unknown_to_colleagues_without_a_leading_office(letter: Any, member: Any, client_for: Any) -> None:
    assert client_for(member).get(letter.get_absolute_url()).status_code == 404


def test_verify_takes_the_sealed_pdf_and_refuses_one_changed_byte(
    letter: Any, superintendent: Any, facilitator: Any, client: Any
) -> None:
    completed(letter, superintendent=superintendent, facilitator=facilitator)
    with Letter.objects.get(pk=letter.pk).pdf.content.open("rb") as stored:
        content = stored.read()
    files = StoredFile.objects.count()
    answer = client.post("/verify/", {"letter_file": SimpleUploadedFile("letter.pdf", content)})
    assert answer.url == f"/verify/{letter.code}/"
    changed = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
    refused = client.post("/verify/", {"letter_file": SimpleUploadedFile("letter.pdf", changed)})
    assert "One changed byte is enough." in refused.content.decode()
    assert "Please choose the PDF" in client.post("/verify/", {}).content.decode()
    assert StoredFile.objects.count() == files
