"""What is told about letters, one function for each fact."""

from typing import Any

from django.utils import timezone

from applications.letters.models import MDE, ChangeRequest, Letter
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership


def readers_of(letter: Letter) -> list[Any]:
    """The district's people whom a letter concerns."""
    return Membership.objects.in_office(*LEADING_OFFICES).filter(district=letter.district_id).people()


def holders_of(letter: Letter) -> list[Any]:
    """The people in the office that signs next."""
    if letter.next_office in ("", MDE):
        return []
    return Membership.objects.in_office(letter.next_office).filter(district=letter.district_id).people()


def facilitators() -> Any:
    """The department's people who act on letters."""
    return User.objects.holding(StateRole.FACILITATOR)


def _both(letter: Letter) -> list[Any]:
    return [*readers_of(letter), *facilitators()]


def letter_issued(letter: Letter) -> None:
    """To the district: the letter, or its new version, is there to be signed."""
    mail.post("letters/mail/issued.txt", to=readers_of(letter), key=f"letter-issued-{letter.reference}", letter=letter)


def signature_given(letter: Letter, office: str) -> None:
    """To who signs next: the board president, or the department."""
    to = list(facilitators()) if letter.next_office == MDE else holders_of(letter)
    mail.post("letters/mail/next.txt", to=to, key=f"letter-next-{letter.reference}-{office}", letter=letter)


def letter_signed(letter: Letter) -> None:
    """To the district and to MDE: signed by all, with the sealed copy."""
    mail.post(
        "letters/mail/signed.txt",
        to=_both(letter),
        key=f"letter-signed-{letter.reference}",
        attachments=[letter.pdf] if letter.pdf else [],
        letter=letter,
    )


def letter_declined(letter: Letter) -> None:
    """To the district and to MDE: declined, and why."""
    mail.post("letters/mail/declined.txt", to=_both(letter), key=f"letter-declined-{letter.reference}", letter=letter)


def letter_voided(letter: Letter) -> None:
    """To the district: taken back, and why."""
    mail.post("letters/mail/voided.txt", to=readers_of(letter), key=f"letter-voided-{letter.reference}", letter=letter)


def letter_withdrawn(letter: Letter) -> None:
    """To the district and to MDE: the district leaves the network, and why."""
    mail.post("letters/mail/withdrawn.txt", to=_both(letter), key=f"letter-withdrawn-{letter.reference}", letter=letter)


def letter_extended(letter: Letter) -> None:
    """To the district: there is more time."""
    key = f"letter-extended-{letter.reference}-{letter.due_at:%Y%m%d%H%M}"
    mail.post("letters/mail/extended.txt", to=readers_of(letter), key=key, letter=letter)


def signer_reminded(letter: Letter) -> None:
    """To the holders of the office that signs next, once a day."""
    key = f"letter-reminded-{letter.reference}-{timezone.localdate():%Y%m%d}"
    mail.post("letters/mail/reminded.txt", to=holders_of(letter), key=key, letter=letter)


def renewal_ahead(letter: Letter) -> None:
    """To the district and to MDE, once: the term ends within a year."""
    mail.post("letters/mail/renewal.txt", to=_both(letter), key=f"letter-renewal-{letter.reference}", letter=letter)


def change_asked(asked: ChangeRequest) -> None:
    """To MDE: a district asks for a change."""
    mail.post("letters/mail/change_asked.txt", to=facilitators(), key=f"letter-change-{asked.pk}", asked=asked)


def change_answered(asked: ChangeRequest) -> None:
    """To the district: the letter stays as it is, and why."""
    to = readers_of(asked.letter)
    mail.post("letters/mail/change_answered.txt", to=to, key=f"letter-change-answered-{asked.pk}", asked=asked)
