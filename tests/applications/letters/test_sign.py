"""Signing a letter: who, what exactly, until when, and what it makes."""

import hashlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from applications.letters import services
from applications.letters.models import Letter, Signature
from applications.letters.sealed import make_sealed_pdf
from portal.core.errors import NotAllowed
from portal.districts.models import Membership, Office
from portal.districts.policies import forget_offices
from portal.network.models import NetworkMembership
from tests.cast import office_holder
from tests.factories.conflicts import DeclarationFactory
from tests.factories.intake import RoundFactory, completed, countersigned, issued_letter, signed_by
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(lead: Any, superintendent: Any, facilitator: Any, district: Any) -> Letter:
    return issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)


def sign(client: Any, letter: Letter, key: str = "a" * 32, **changes: str) -> Any:
    sent = {"consent": "on", "typed_name": "Sample Superintendent", "shown_hash": letter.text_hash, "form_key": key}
    return client.post(f"{letter.get_absolute_url()}sign/", {**sent, **changes})


def countersign(client: Any, letter: Letter, key: str = "c" * 32, **changes: str) -> Any:
    sent = {"consent": "on", "typed_name": "Sample facilitator", "shown_hash": letter.text_hash, "form_key": key}
    return client.post(f"{letter.get_absolute_url()}countersign/", {**sent, **changes})


def test_sign_by_the_district_and_the_department_makes_it_a_member_and_tells_everybody(
    letter: Any,
    superintendent: Any,
    lead: Any,
    facilitator: Any,
    client_for: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert sign(client_for(superintendent), letter).url == letter.get_absolute_url()
    letter.refresh_from_db()
    assert letter.state == "countersign"
    assert not NetworkMembership.objects.exists()
    assert any("your signature is next" in sent.subject and sent.to == [facilitator.email] for sent in mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        assert countersign(client_for(facilitator), letter).url == letter.get_absolute_url()
    letter.refresh_from_db()
    signature = Signature.objects.get(letter=letter, office="superintendent")
    assert letter.state == "signed"
    assert (signature.signer, signature.typed_name) == (superintendent, "Sample Superintendent")
    assert (signature.text_hash, signature.address) == (letter.text_hash, "127.0.0.1")
    assert "password" in signature.method
    membership = NetworkMembership.objects.current().get(district=letter.district)
    assert [pathway.slug for pathway in membership.pathways.all()] == ["career-academies-sample"]
    assert letter.reference in membership.rests_on
    signed = [message for message in mail.outbox if "is signed by all" in message.subject]
    assert {to for message in signed for to in message.to} == {superintendent.email, lead.email, facilitator.email}
    assert all(message.attachments for message in signed)


def test_countersign_puts_the_district_on_the_map(
    letter: Any, superintendent: Any, facilitator: Any, client: Any
) -> None:
    signed_by(letter, superintendent)
    assert "Sample District A" not in client.get("/districts/?role=member").content.decode()
    countersigned(letter, facilitator=facilitator)
    assert "Sample District A" in client.get("/districts/?role=member").content.decode()


def test_countersign_seals_a_tagged_pdf_that_shows_any_change(
    letter: Any, superintendent: Any, facilitator: Any, client_for: Any
) -> None:
    client = client_for(superintendent)
    signed_by(letter, superintendent, typed_name="Sample superintendent's name")
    assert client.get(f"{letter.get_absolute_url()}letter.pdf").status_code == 404
    countersigned(letter, facilitator=facilitator, typed_name="Sample facilitator's name")
    content = b"".join(client.get(f"{letter.get_absolute_url()}letter.pdf").streaming_content)
    assert is_sealed(content)
    reader = PdfFileReader(BytesIO(content))
    assert reader.root["/Lang"] == "en-US"
    assert reader.root["/MarkInfo"]["/Marked"]
    read = PdfReader(BytesIO(content))
    assert read.metadata.title == "Letter of commitment, Sample District A"
    words = " ".join(sheet.extract_text() for sheet in read.pages)
    assert "Sample superintendent" in words
    assert "Sample facilitator" in words
    assert letter.text_hash in words.replace("\n", "").replace(" ", "")
    changed = content.replace(b"/Lang", b"/lanG", 1)
    assert changed != content
    assert not is_sealed(changed)


def is_sealed(content: bytes) -> bool:
    found = PdfFileReader(BytesIO(content)).embedded_signatures[0]
    status = validate_pdf_signature(found, ValidationContext(trust_roots=[found.signer_cert]))
    return status.bottom_line and status.coverage.name == "ENTIRE_FILE"


def test_sign_without_consent_or_name_says_what_is_missing(letter: Any, superintendent: Any, client_for: Any) -> None:
    client = client_for(superintendent)
    page = sign(client, letter, consent="", typed_name="").content.decode()
    assert "Please tick this to sign electronically." in page
    assert "Please type your full name." in page
    assert not Signature.objects.exists()


def test_sign_asks_for_the_password_again_and_then_goes_on(letter: Any, superintendent: Any, client_for: Any) -> None:
    superintendent.set_password("a long enough sample")
    superintendent.save()
    client = client_for(superintendent, recent=False)
    asked = sign(client, letter)
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert not Signature.objects.exists()
    client.post(asked.url, {"password": "a long enough sample"})
    assert Signature.objects.get(letter=letter).typed_name == "Sample Superintendent"


def test_sign_a_text_that_was_not_shown_is_refused(letter: Any, superintendent: Any, client_for: Any) -> None:
    answer = sign(client_for(superintendent), letter, shown_hash="0" * 64)
    assert answer.status_code == 409
    assert "not the one you were shown" in answer.content.decode()
    Letter.objects.filter(pk=letter.pk).update(text=letter.text + "changed")
    with pytest.raises(NotAllowed, match="not the one you were shown"):
        signed_by(letter, superintendent)


@pytest.mark.parametrize("who", ["lead", "board_president"])
def test_sign_is_for_the_superintendent_only(who: str, letter: Any, request: Any, client_for: Any) -> None:
    person = request.getfixturevalue(who)
    assert client_for(person).get(letter.get_absolute_url()).status_code == 200
    assert sign(client_for(person), letter).status_code == 403
    with pytest.raises(NotAllowed, match="Only the superintendent"):
        signed_by(letter, person)


def test_sign_is_closed_to_the_state(letter: Any, facilitator: Any, client_for: Any) -> None:
    assert sign(client_for(facilitator), letter).status_code == 403
    with pytest.raises(NotAllowed):
        signed_by(letter, facilitator)


def test_sign_is_unknown_to_a_rival(letter: Any, rival_superintendent: Any, client_for: Any) -> None:
    client = client_for(rival_superintendent)
    assert sign(client, letter).status_code == 404
    assert client.get(letter.get_absolute_url()).status_code == 404
    assert client.get(f"{letter.get_absolute_url()}letter.pdf").status_code == 404


def test_sign_ends_with_the_office(letter: Any, superintendent: Any, client_for: Any) -> None:
    client = client_for(superintendent)
    assert client.get(f"{letter.get_absolute_url()}sign/").status_code == 200
    Membership.objects.filter(user=superintendent).update(state="ended")
    assert sign(client, letter).status_code == 404
    assert not Signature.objects.exists()


@pytest.mark.parametrize(("seconds", "signed"), [(1, True), (-1, False)])
def test_sign_until_the_last_moment(
    seconds: int, signed: bool, letter: Any, superintendent: Any, client_for: Any
) -> None:
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() + timedelta(seconds=seconds * 60))
    answer = sign(client_for(superintendent), letter)
    assert (answer.status_code == 302) is signed
    assert Signature.objects.exists() is signed


def test_sign_twice_is_one_signature_with_one_answer(letter: Any, superintendent: Any, client_for: Any) -> None:
    client = client_for(superintendent)
    assert sign(client, letter).url == sign(client, letter).url
    again = sign(client, letter, key="b" * 32)
    assert again.status_code == 409
    assert "it is already waiting for the department" in again.content.decode()
    assert Signature.objects.count() == 1


def test_decline_needs_a_reason_and_closes_the_letter(letter: Any, superintendent: Any, client_for: Any) -> None:
    client = client_for(superintendent)
    url = f"{letter.get_absolute_url()}decline/"
    assert "Please say why" in client.post(url, {"reason": ""}).content.decode()
    client.post(url, {"reason": "The board asks for a shorter term.", "form_key": "a" * 32})
    assert "The board asks for a shorter term." in client.get(letter.get_absolute_url()).content.decode()
    assert sign(client, letter).status_code == 409
    assert not NetworkMembership.objects.exists()


def test_void_is_for_mde_and_stops_signing(letter: Any, superintendent: Any, facilitator: Any) -> None:
    with pytest.raises(NotAllowed):
        services.void_letter(letter, reason="Sample.", actor=superintendent)
    services.void_letter(letter, reason="Sample.", actor=facilitator)
    with pytest.raises(NotAllowed, match="already void"):
        signed_by(letter, superintendent)


def test_sealed_pdf_holds_any_text_a_person_types(letter: Any, superintendent: Any) -> None:
    letter.text = '# Title\n#panic("x")\n- *bold* _under_ $x$ `code` \\ {braces} "quotes" émigré 漢字 👩‍👩‍👧 \u202e\n'
    signature = Signature(
        letter=letter, office="superintendent", signer=superintendent, typed_name="#eval(1)", signed_at=timezone.now()
    )
    assert is_sealed(make_sealed_pdf(letter, [signature]))


# The department and the board -------------------------------------------------------


def test_board_president_signs_second_where_the_round_asks_for_it(
    lead: Any, superintendent: Any, board_president: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    letter = issued_letter(RoundFactory(board_signs=True), district, lead=lead, facilitator=facilitator)
    with pytest.raises(NotAllowed, match="Only the superintendent"):
        signed_by(letter, board_president)
    assert sign(client_for(superintendent), letter).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.next_office) == ("board", "board_president")
    with pytest.raises(NotAllowed, match="Only the board president"):
        signed_by(letter, superintendent)
    assert "Sign the letter of commitment" in client_for(board_president).get("/start/").content.decode()
    assert sign(client_for(board_president), letter).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "countersign"
    assert [signature.office for signature in letter.signatures.all()] == ["superintendent", "board_president"]


def test_countersign_before_the_district_is_refused(letter: Any, facilitator: Any, client_for: Any) -> None:
    assert countersign(client_for(facilitator), letter).status_code == 409
    assert not Signature.objects.exists()


def test_countersign_on_ones_own_district_or_with_a_conflict_is_refused(
    letter: Any, superintendent: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    signed_by(letter, superintendent)
    declared = DeclarationFactory(person=facilitator, district=district)
    assert countersign(client_for(facilitator), letter).status_code == 409
    declared.delete()
    MembershipFactory(user=facilitator, district=district, office="other")
    forget_offices(facilitator)
    assert countersign(client_for(facilitator), letter).status_code == 403
    with pytest.raises(NotAllowed):
        countersigned(letter, facilitator=facilitator)
    assert not NetworkMembership.objects.exists()


def test_countersign_a_text_that_was_not_shown_is_refused(letter: Any, superintendent: Any, facilitator: Any) -> None:
    signed_by(letter, superintendent)
    with pytest.raises(NotAllowed, match="not the one you were shown"):
        countersigned(letter, facilitator=facilitator, shown_hash="0" * 64)


def test_sign_by_the_successor_counts_and_the_old_signature_stays(
    lead: Any, superintendent: Any, board_president: Any, facilitator: Any, district: Any
) -> None:
    letter = issued_letter(RoundFactory(board_signs=True), district, lead=lead, facilitator=facilitator)
    signed_by(letter, superintendent)
    Membership.objects.filter(user=board_president).update(state="ended")
    successor = office_holder(district, Office.BOARD_PRESIDENT, "Next board president")
    with pytest.raises(NotAllowed):
        signed_by(letter, board_president)
    signed_by(letter, successor)
    assert [signature.signer for signature in letter.signatures.all()] == [superintendent, successor]


def test_stored_bytes_and_signatures_never_change(letter: Any, superintendent: Any, facilitator: Any) -> None:
    completed(letter, superintendent=superintendent, facilitator=facilitator)
    stored = Letter.objects.get(pk=letter.pk).pdf
    with stored.content.open("rb") as content:
        assert hashlib.sha256(content.read()).hexdigest() == stored.sha256
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(letter=letter).update(typed_name="Somebody else")
