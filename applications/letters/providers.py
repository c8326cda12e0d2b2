"""What of letters waits for a person, and what a successor in office takes over."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format

from applications.letters.models import MDE, ChangeRequest, Letter
from portal.districts.models import LEADING_OFFICES, District
from portal.districts.policies import offices_of
from portal.districts.providers import HandedOver
from portal.ui.providers import Waiting
from portal.worklist.providers import MDE as MDE_WORK
from portal.worklist.providers import Work

GivenUp = Callable[[Letter, str, Any], None]
_given_up: list[GivenUp] = []


def add_given_up(listener: GivenUp) -> None:
    """Called once by an app in `ready()`: it hears of a letter that will not be signed, why, and by whom."""
    _given_up.append(listener)


def tell_given_up(letter: Letter, *, reason: str, actor: Any) -> None:
    """This letter will not be signed: what it stood for is free for others, in the same transaction."""
    for listener in _given_up:
        listener(letter, reason, actor)


def waiting_letters(user: Any) -> Iterator[Waiting]:
    """Letters to sign, for whom it is the turn; for everybody else who sees them, whose turn it is."""
    held, is_facilitator = offices_of(user), "facilitator" in user.state_roles
    for letter in Letter.objects.visible_to(user).open().select_related("district"):
        own = held.get(letter.district_id, frozenset())
        mine = letter.next_office in own or (letter.next_office == MDE and is_facilitator and not own)
        verb = "Countersign" if letter.next_office == MDE else "Sign"
        yield Waiting(
            words=f"{verb} the letter of commitment of {letter.district}" if mine else str(letter),
            url=letter.get_absolute_url(),
            note="Read it, then sign it or not." if mine else f"Next signs: {letter.get_next_office_display()}.",
            due=letter.due_at if letter.is_with_district else None,
            state=letter.state,
            state_words="to be signed",
            on_others=not mine,
        )


def letter_work(user: Any) -> Iterator[Work]:
    """Letters that wait for a signature, and changes that were asked for, for the work list."""
    for letter in Letter.objects.visible_to(user).open().select_related("district"):
        yield _work(letter, MDE_WORK if letter.next_office == MDE else "the district")
    asked = ChangeRequest.objects.filter(answered_at=None, letter__in=Letter.objects.visible_to(user))
    for change in asked.select_related("letter__district"):
        yield _work(change.letter, MDE_WORK, kind="Change of a letter", key=f"change-{change.pk}")


def _work(letter: Letter, waits_on: str, *, kind: str = "Letter", key: str = "") -> Work:
    return Work(
        key=key or f"letter-{letter.reference}",
        kind=kind,
        title=str(letter),
        url=letter.get_absolute_url(),
        state=letter.state,
        state_words=letter.get_state_display(),
        since=letter.issued_at,
        due=letter.due_at if letter.is_with_district else None,
        waits_on=waits_on,
        leaid=letter.district_id,
    )


def letters_handed_over(district: District, office: str) -> list[HandedOver]:
    """The district's letters, signed and open, for a successor in an office that reads them."""
    if office not in LEADING_OFFICES:
        return []
    return [
        HandedOver(
            words=f"{letter}, {letter.get_state_display().lower()}",
            url=letter.get_absolute_url(),
            note=f"Term: {date_format(letter.term_starts)} to {date_format(letter.term_ends)}",
            is_open=letter.is_open,
        )
        for letter in district.letters.all()
    ]
