"""What is told about letters, one function for each fact."""

from typing import Any

from applications.letters.models import Letter
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership


def readers_of(letter: Letter) -> list[Any]:
    """The district's people whom a letter concerns."""
    return Membership.objects.in_office(*LEADING_OFFICES).filter(district=letter.district_id).people()


def letter_issued(letter: Letter) -> None:
    """To the district: the letter is there to be signed."""
    mail.post("letters/mail/issued.txt", to=readers_of(letter), key=f"letter-issued-{letter.reference}", letter=letter)


def letter_signed(letter: Letter) -> None:
    """To the district and to MDE: signed, with the sealed copy."""
    people = [*readers_of(letter), *User.objects.holding(StateRole.FACILITATOR)]
    attachments = [letter.pdf] if letter.pdf else []
    mail.post(
        "letters/mail/signed.txt",
        to=people,
        key=f"letter-signed-{letter.reference}",
        attachments=attachments,
        letter=letter,
    )


def letter_declined(letter: Letter) -> None:
    """To the district and to MDE: declined, and why."""
    people = [*readers_of(letter), *User.objects.holding(StateRole.FACILITATOR)]
    mail.post("letters/mail/declined.txt", to=people, key=f"letter-declined-{letter.reference}", letter=letter)
