"""Signatures: of the district's offices in their order, of the department, on paper; and the refusal to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.letters import notifications
from applications.letters.models import MDE, NEXT_OFFICE, Letter, Signature
from applications.letters.sealed import make_sealed_pdf
from applications.letters.services.issuing import check_manager, give_up
from applications.letters.states import (
    COUNTERSIGN,
    DECLINE,
    REPLACE,
    SIGN,
    SIGN_FIRST,
    WITHDRAW,
    LetterState,
)
from applications.letters.wording import CONSENT, CONSENT_VERSION, text_hash
from portal.core import files
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance
from portal.districts.models import Membership, Office
from portal.network import services as network
from portal.network.models import NetworkMembership

SCANS = [files.PDF, files.PNG, files.JPEG]


@dataclass(frozen=True)
class PaperSignature:
    """What stands on a signed sheet of paper: the office, the name, and the day beside it."""

    office: str
    name: str
    signed_on: date


@transaction.atomic
def sign_letter(
    letter: Letter, *, typed_name: str, shown_hash: str, actor: Any, address: str | None, method: str
) -> Letter:
    """The office whose turn it is signs the exact text that was shown; then the next office, or the department.

    Raises NotAllowed where the actor does not hold the office now, the last moment has passed, the text is not the
    one shown, or the letter does not wait for the district.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    office = letter.next_office if letter.is_with_district else Office.SUPERINTENDENT
    _check_holds(letter, actor, office)
    if letter.is_with_district and letter.is_overdue:
        raise NotAllowed("The last moment to sign has passed. Please write to the network: it can give more time.")
    _check_shown(letter, shown_hash)
    advance(letter, _move(letter, office), actor=actor, text_hash=letter.text_hash)
    _add(letter, office, typed_name, actor, address, method)
    notifications.signature_given(letter, office)
    return letter


def _move(letter: Letter, office: str) -> Move:
    first = office == Office.SUPERINTENDENT and letter.board_signs and letter.state == LetterState.ISSUED
    return SIGN_FIRST if first else SIGN


def _check_holds(letter: Letter, actor: Any, office: str) -> None:
    if not Membership.objects.in_office(office).filter(user=actor, district=letter.district_id).exists():
        words = Office(office).label.lower()
        raise NotAllowed(f"Only the {words} of {letter.district} can sign or decline this letter now.")


def _check_shown(letter: Letter, shown_hash: str) -> None:
    if shown_hash != letter.text_hash or text_hash(letter.text) != letter.text_hash:
        raise NotAllowed("The letter is not the one you were shown. Please open it again and read it once more.")


def _add(letter: Letter, office: str, name: str, actor: Any, address: str | None, method: str) -> Signature:
    return Signature.objects.create(
        letter=letter,
        office=office,
        signer=actor,
        typed_name=name,
        consent=CONSENT,
        consent_version=CONSENT_VERSION,
        text_hash=letter.text_hash,
        signed_at=timezone.now(),
        address=address,
        method=method,
    )


@transaction.atomic
def countersign_letter(
    letter: Letter, *, typed_name: str, shown_hash: str, actor: Any, address: str | None, method: str
) -> Letter:
    """The department signs last. With it the district is a member, and every party gets the sealed copy."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not actor.has_perm("letters.countersign", letter):
        raise NotAllowed("The department countersigns by a facilitator who holds no office in the district.")
    check_manager(letter, actor)
    _check_shown(letter, shown_hash)
    for older in Letter.objects.select_for_update().in_force().filter(source=letter.source):
        advance(older, REPLACE, actor=actor, replaced_by=letter.reference)
    advance(letter, COUNTERSIGN, actor=actor, text_hash=letter.text_hash)
    _add(letter, MDE, typed_name, actor, address, method)
    _complete(letter, actor)
    return letter


def _complete(letter: Letter, actor: Any) -> None:
    """What a letter signed by all makes: the sealed copy, membership of the network, and the news."""
    pdf = make_sealed_pdf(letter, list(letter.signatures.select_related("signer")))
    name = f"letter-{letter.reference}.pdf"
    letter.pdf = files.store_bytes(pdf, name=name, content_type="application/pdf", actor=actor)
    letter.save(update_fields=["pdf"])
    network.admit(
        letter.district,
        pathways=list(letter.pathways.all()),
        since=timezone.localdate(),
        until=letter.term_ends,
        rests_on=f"Letter of commitment {letter.reference}",
        actor=actor,
    )
    notifications.letter_signed(letter)


def missing_offices(letter: Letter) -> list[str]:
    """The offices of the district that have not signed yet, in their order."""
    if not letter.is_with_district:
        return []
    offices = [Office.SUPERINTENDENT.value, *([Office.BOARD_PRESIDENT.value] if letter.board_signs else [])]
    return offices[offices.index(NEXT_OFFICE[LetterState(letter.state)]) :]


@transaction.atomic
def record_paper(letter: Letter, *, signatures: Sequence[PaperSignature], scan: Any, actor: Any) -> Letter:
    """MDE records the district's signatures on paper with their scan. They count as the electronic ones do."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    check_manager(letter, actor)
    missing = missing_offices(letter)
    if not missing or [signature.office for signature in signatures] != missing:
        raise NotAllowed("The sheet must carry the signature of each office that is still missing.")
    _check_days(letter, signatures)
    stored = files.store_upload(scan, kinds=SCANS, actor=actor)
    for signature in signatures:
        advance(letter, _move(letter, signature.office), actor=actor, text_hash=letter.text_hash, on_paper=True)
        Signature.objects.create(
            letter=letter,
            office=signature.office,
            signer=actor,
            typed_name=signature.name,
            text_hash=letter.text_hash,
            signed_at=timezone.now(),
            method=f"on paper, recorded by {actor}"[:120],
            paper_date=signature.signed_on,
            scan=stored,
        )
    notifications.signature_given(letter, missing[-1])
    return letter


def _check_days(letter: Letter, signatures: Sequence[PaperSignature]) -> None:
    first, last = timezone.localdate(letter.issued_at), timezone.localdate(letter.due_at)
    for signature in signatures:
        if not first <= signature.signed_on <= timezone.localdate():
            raise NotAllowed("A signature is dated before the letter was issued, or in the future.")
        if signature.signed_on > last:
            raise NotAllowed("A signature is dated after the last day to sign. Please give more time first.")


@transaction.atomic
def decline_letter(letter: Letter, *, reason: str, actor: Any) -> Letter:
    """The office whose turn it is says no, with a reason that the facilitators read."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    _check_holds(letter, actor, letter.next_office if letter.is_with_district else Office.SUPERINTENDENT)
    advance(letter, DECLINE, actor=actor, reason=reason)
    letter.closed_reason = reason
    letter.save(update_fields=["closed_reason"])
    notifications.letter_declined(letter)
    give_up(letter, reason=reason, actor=actor)
    return letter


@transaction.atomic
def withdraw_letter(letter: Letter, *, reason: str, actor: Any) -> Letter:
    """The superintendent takes the district out of the network before its term is over."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not actor.has_perm("letters.withdraw", letter):
        raise NotAllowed("Only the superintendent of the district can withdraw its letter.")
    advance(letter, WITHDRAW, actor=actor, reason=reason)
    letter.closed_reason = reason
    letter.save(update_fields=["closed_reason"])
    membership = NetworkMembership.objects.current().filter(district=letter.district_id).first()
    if membership:
        network.leave(membership, reason=reason, actor=actor)
    for waiting in Letter.objects.select_for_update().open().filter(source=letter.source):
        advance(waiting, REPLACE, actor=actor, note=reason)
    notifications.letter_withdrawn(letter)
    give_up(letter, reason=reason, actor=actor)
    return letter
