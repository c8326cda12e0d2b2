"""Signing a letter: who, what exactly, until when, and what it makes."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from applications.letters import services
from applications.letters.models import Letter, Signature
from applications.letters.sealed import make_sealed_pdf
from portal.core.errors import NotAllowed
from portal.districts.models import Membership
from portal.network.models import NetworkMembership
from tests.factories.intake import RoundFactory, issued_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(lead: Any, superintendent: Any, facilitator: Any, district: Any) -> Letter:
    return issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)


def sign(client: Any, letter: Letter, key: str = "a" * 32, **changes: str) -> Any:
    sent = {"consent": "on", "typed_name": "Sample Superintendent", "shown_hash": letter.text_hash, "form_key": key}
    return client.post(f"{letter.get_absolute_url()}sign/", {**sent, **changes})


def sign_directly(letter: Letter, actor: Any, **changes: Any) -> Letter:
    facts = {"typed_name": "Sample", "shown_hash": letter.text_hash, "address": "192.0.2.7", "method": "password"}
    return services.sign_letter(letter, actor=actor, **{**facts, **changes})


def test_sign_makes_the_district_a_member_and_tells_everybody(
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
    signature = Signature.objects.get(letter=letter)
    assert letter.state == "signed"
    assert (signature.signer, signature.typed_name) == (superintendent, "Sample Superintendent")
    assert (signature.text_hash, signature.address) == (letter.text_hash, "127.0.0.1")
    assert "password" in signature.method
    membership = NetworkMembership.objects.current().get(district=letter.district)
    assert [pathway.slug for pathway in membership.pathways.all()] == ["career-academies-sample"]
    assert letter.reference in membership.rests_on
    signed = [message for message in mail.outbox if "has signed" in message.subject]
    assert {to for message in signed for to in message.to} == {superintendent.email, lead.email, facilitator.email}
    assert all(message.attachments for message in signed)


def test_sign_puts_the_district_on_the_map(letter: Any, superintendent: Any, client: Any, client_for: Any) -> None:
    assert "Sample District A" not in client.get("/districts/?role=member").content.decode()
    sign(client_for(superintendent), letter)
    assert "Sample District A" in client.get("/districts/?role=member").content.decode()


def test_sign_seals_a_tagged_pdf_that_shows_any_change(letter: Any, superintendent: Any, client_for: Any) -> None:
    client = client_for(superintendent)
    sign(client, letter)
    content = b"".join(client.get(f"{letter.get_absolute_url()}letter.pdf").streaming_content)
    assert is_sealed(content)
    reader = PdfFileReader(BytesIO(content))
    assert reader.root["/Lang"] == "en-US"
    assert reader.root["/MarkInfo"]["/Marked"]
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
        sign_directly(letter, superintendent)


@pytest.mark.parametrize("who", ["lead", "board_president"])
def test_sign_is_for_the_superintendent_only(who: str, letter: Any, request: Any, client_for: Any) -> None:
    person = request.getfixturevalue(who)
    assert client_for(person).get(letter.get_absolute_url()).status_code == 200
    assert sign(client_for(person), letter).status_code == 403
    with pytest.raises(NotAllowed, match="Only the superintendent"):
        sign_directly(letter, person)


def test_sign_is_closed_to_the_state(letter: Any, facilitator: Any, client_for: Any) -> None:
    assert sign(client_for(facilitator), letter).status_code == 403
    with pytest.raises(NotAllowed):
        sign_directly(letter, facilitator)


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
    assert "it is already signed" in again.content.decode()
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
        sign_directly(letter, superintendent)


def test_sealed_pdf_holds_any_text_a_person_types(letter: Any, superintendent: Any) -> None:
    letter.text = '# Title\n#panic("x")\n- *bold* _under_ $x$ `code` \\ {braces} "quotes" émigré 漢字 👩‍👩‍👧 \u202e\n'
    signature = Signature(
        letter=letter, office="superintendent", signer=superintendent, typed_name="#eval(1)", signed_at=timezone.now()
    )
    assert is_sealed(make_sealed_pdf(letter, signature))
