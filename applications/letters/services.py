"""Every write to letters: issue, sign, decline, void."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.letters import notifications
from applications.letters.models import Letter, Signature
from applications.letters.providers import tell_given_up
from applications.letters.sealed import make_sealed_pdf
from applications.letters.states import DECLINE, SIGN, VOID
from applications.letters.wording import CONSENT, CONSENT_VERSION, text_hash
from portal.core import files
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District, Membership, Office
from portal.network import services as network
from portal.network.models import Pathway


@transaction.atomic
def issue_letter(
    *,
    district: District,
    source: str,
    text: str,
    pathways: list[Pathway],
    term: tuple[date, date],
    due_at: datetime,
    actor: Any,
) -> Letter:
    """Make the letter for an accepted application and tell the district. The same source has one letter."""
    letter, created = Letter.objects.get_or_create(
        source=source,
        defaults={
            "district": district,
            "text": text,
            "text_hash": text_hash(text),
            "term_starts": term[0],
            "term_ends": term[1],
            "due_at": due_at,
            "issued_by": actor,
        },
    )
    if created:
        letter.pathways.set(pathways)
        notifications.letter_issued(letter)
    return letter


@transaction.atomic
def sign_letter(
    letter: Letter, *, typed_name: str, shown_hash: str, actor: Any, address: str | None, method: str
) -> Letter:
    """The superintendent signs the exact text that was shown. Membership of the network starts with it.

    Raises NotAllowed where the actor is not the superintendent now, the last moment has passed, the text is not the
    one shown, or the letter is signed, declined or void already.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    _check_signer(letter, actor)
    if letter.is_overdue:
        raise NotAllowed("The last moment to sign has passed. Please write to the network: it can be issued again.")
    if shown_hash != letter.text_hash or text_hash(letter.text) != letter.text_hash:
        raise NotAllowed("The letter is not the one you were shown. Please open it again and read it once more.")
    advance(letter, SIGN, actor=actor, text_hash=letter.text_hash)
    signature = Signature.objects.create(
        letter=letter,
        office=Office.SUPERINTENDENT,
        signer=actor,
        typed_name=typed_name,
        consent=CONSENT,
        consent_version=CONSENT_VERSION,
        text_hash=letter.text_hash,
        signed_at=timezone.now(),
        address=address,
        method=method,
    )
    _complete(letter, signature, actor)
    return letter


def _check_signer(letter: Letter, actor: Any) -> None:
    office = Membership.objects.in_office(Office.SUPERINTENDENT).filter(user=actor, district=letter.district_id)
    if not office.exists():
        raise NotAllowed(f"Only the superintendent of {letter.district} can sign or decline this letter.")


def _complete(letter: Letter, signature: Signature, actor: Any) -> None:
    """What a signed letter makes: the sealed copy, membership of the network, and the news."""
    pdf = make_sealed_pdf(letter, signature)
    letter.pdf = files.store_bytes(
        pdf, name=f"letter-{letter.reference}.pdf", content_type="application/pdf", actor=actor
    )
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


@transaction.atomic
def decline_letter(letter: Letter, *, reason: str, actor: Any) -> Letter:
    """The superintendent says no, with a reason that the facilitators read."""
    _check_signer(letter, actor)
    advance(letter, DECLINE, actor=actor, reason=reason)
    letter.declined_reason = reason
    letter.save(update_fields=["declined_reason"])
    notifications.letter_declined(letter)
    tell_given_up(letter, reason=reason, actor=actor)
    return letter


@transaction.atomic
def void_letter(letter: Letter, *, reason: str, actor: Any) -> Letter:
    """MDE takes back a letter that nobody has signed."""
    if not actor.has_perm("letters.void", letter):
        raise NotAllowed("Only MDE can take back a letter.")
    return advance(letter, VOID, actor=actor, reason=reason)  # type: ignore[return-value]
