"""What is told about letters, one function for each fact."""

from typing import Any

from django.utils import timezone

from applications.letters.models import MDE, ChangeRequest, Letter
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership

TOPIC = "letters"


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


def _tell(fact: str, letter: Letter, to: Any, *, key: str, **more: Any) -> None:
    """One fact about a letter, to those who may still read it by then; essential unless `topic` says otherwise."""
    told = {"key": key, "about": letter, "permission": "letters.read", "letter": letter, **more}
    mail.post(f"letters/mail/{fact}.txt", to=to, **told)


def _tell_both(fact: str, letter: Letter, *, key: str) -> None:
    """To the district, whom it binds, at once; to the department as news."""
    _tell(fact, letter, readers_of(letter), key=key)
    _tell(fact, letter, facilitators(), key=key, topic=TOPIC)


def letter_issued(letter: Letter) -> None:
    """To the district: the letter, or its new version, is there to be signed."""
    _tell("issued", letter, readers_of(letter), key=f"letter-issued-{letter.reference}")


def signature_given(letter: Letter, office: str) -> None:
    """To who signs next: the board president, or the department."""
    to = list(facilitators()) if letter.next_office == MDE else holders_of(letter)
    _tell("next", letter, to, key=f"letter-next-{letter.reference}-{office}")


def letter_signed(letter: Letter) -> None:
    """To the district and to MDE: signed by all, with the sealed copy."""
    copy = [letter.pdf] if letter.pdf else []
    to = [*readers_of(letter), *facilitators()]
    _tell("signed", letter, to, key=f"letter-signed-{letter.reference}", attachments=copy)


def letter_declined(letter: Letter) -> None:
    """To the district and to MDE: declined, and why."""
    _tell_both("declined", letter, key=f"letter-declined-{letter.reference}")


def letter_voided(letter: Letter) -> None:
    """To the district: taken back, and why."""
    _tell("voided", letter, readers_of(letter), key=f"letter-voided-{letter.reference}")


def letter_withdrawn(letter: Letter) -> None:
    """To the district and to MDE: the district leaves the network, and why."""
    _tell_both("withdrawn", letter, key=f"letter-withdrawn-{letter.reference}")


def letter_extended(letter: Letter) -> None:
    """To the district: there is more time."""
    _tell("extended", letter, readers_of(letter), key=f"letter-extended-{letter.reference}-{letter.due_at:%Y%m%d%H%M}")


def signer_reminded(letter: Letter, *, is_early: bool = False) -> None:
    """To the holders of the office that signs next, once a day; early ones come as each has chosen."""
    key = f"letter-reminded-{letter.reference}-{timezone.localdate():%Y%m%d}"
    _tell("reminded", letter, holders_of(letter), key=key, topic=TOPIC if is_early else "")


def renewal_ahead(letter: Letter) -> None:
    """To the district and to MDE, once: the term ends within a year."""
    _tell_both("renewal", letter, key=f"letter-renewal-{letter.reference}")


def change_asked(asked: ChangeRequest) -> None:
    """To MDE: a district asks for a change."""
    _tell("change_asked", asked.letter, facilitators(), key=f"letter-change-{asked.pk}", topic=TOPIC, asked=asked)


def change_answered(asked: ChangeRequest) -> None:
    """To the district: the letter stays as it is, and why."""
    key = f"letter-change-answered-{asked.pk}"
    _tell("change_answered", asked.letter, readers_of(asked.letter), key=key, asked=asked)
