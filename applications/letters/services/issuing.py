"""Letters come, change and go: issued, amended as a new version, given more time, taken back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.letters import notifications
from applications.letters.models import ChangeRequest, Letter
from applications.letters.providers import tell_given_up
from applications.letters.states import REPLACE, VOID, LetterState
from applications.letters.wording import reworded, text_hash
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.dates import last_moment
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District
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
    board_signs: bool = False,
) -> Letter:
    """Make the letter for an accepted application and tell the district. The same source has one first version."""
    letter, created = Letter.objects.get_or_create(
        source=source,
        version=1,
        defaults={
            "district": district,
            "text": text,
            "text_hash": text_hash(text),
            "term_starts": term[0],
            "term_ends": term[1],
            "due_at": due_at,
            "issued_by": actor,
            "board_signs": board_signs,
        },
    )
    if created:
        letter.pathways.set(pathways)
        notifications.letter_issued(letter)
    return letter


def check_manager(letter: Letter, actor: Any) -> None:
    """NotAllowed for anybody but a facilitator who is free to judge the district: no office, no conflict."""
    if not actor.has_perm("letters.manage", letter):
        raise NotAllowed("This is done by a facilitator who holds no office in the district.")
    check_free(actor, letter.district_id)


@transaction.atomic
def amend_letter(
    letter: Letter, *, text: str, pathways: list[Pathway], change_note: str, due_on: date, actor: Any
) -> Letter:
    """Issue a changed letter as a new version, to be signed by all again.

    One that is not signed yet is replaced at once. A signed one stays in force until the new one is signed by all.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    check_manager(letter, actor)
    if not letter.is_open and letter.state != LetterState.SIGNED:
        raise NotAllowed(f"This version cannot be amended: it is {letter.get_state_display().lower()}.")
    text = amended_text(letter, text, pathways)
    if text == letter.text:
        raise NotAllowed("Nothing is different. Please change the text or the PLCs.")
    _check_day(due_on)
    if letter.is_open:
        advance(letter, REPLACE, actor=actor, note=change_note)
    elif Letter.objects.open().filter(source=letter.source).exists():
        raise NotAllowed("A newer version waits to be signed already. Please amend that one.")
    amended = _new_version(letter, text, change_note, last_moment(due_on), actor)
    amended.pathways.set(pathways)
    waiting = ChangeRequest.objects.filter(letter__source=letter.source, answered_at=None)
    waiting.update(answer=change_note, answered_at=timezone.now())
    audit.record(amended, "letters.amend", actor=actor, replaces=letter.reference, note=change_note)
    notifications.letter_issued(amended)
    return amended


def amended_text(letter: Letter, text: str, pathways: list[Pathway]) -> str:
    """The new text, in which the list of PLCs follows what was chosen."""
    if not pathways:
        raise NotAllowed("Please choose at least one PLC.")
    before = [pathway.name for pathway in letter.pathways.all()]
    return reworded(text, before, [pathway.name for pathway in pathways])


def _check_day(day: date) -> None:
    if day < timezone.localdate():
        raise NotAllowed("That day is past. Please choose a day that leaves the district time to sign.")


def _new_version(letter: Letter, text: str, note: str, due_at: datetime, actor: Any) -> Letter:
    last = Letter.objects.filter(source=letter.source).order_by("-version").first()
    return Letter.objects.create(
        district=letter.district,
        source=letter.source,
        version=(last.version if last else 0) + 1,
        replaces=letter,
        change_note=note,
        text=text,
        text_hash=text_hash(text),
        term_starts=letter.term_starts,
        term_ends=letter.term_ends,
        board_signs=letter.board_signs,
        due_at=due_at,
        issued_by=actor,
    )


@transaction.atomic
def ask_for_change(letter: Letter, *, words: str, pathways: list[Pathway], actor: Any) -> ChangeRequest:
    """The district asks for other PLCs or other words. The letter stands as it is until MDE issues another version."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not actor.has_perm("letters.ask_change", letter):
        raise NotAllowed("Only the superintendent, the board president or the innovation lead can ask for a change.")
    if not letter.is_open and letter.state != LetterState.SIGNED:
        raise NotAllowed(f"No change can be asked: the letter is {letter.get_state_display().lower()}.")
    if letter.change_requests.filter(answered_at=None).exists():
        raise NotAllowed("A change was asked for already. The department has it.")
    asked = ChangeRequest.objects.create(letter=letter, words=words, asked_by=actor)
    asked.pathways.set(pathways)
    audit.record(letter, "letters.ask_change", actor=actor)
    notifications.change_asked(asked)
    return asked


@transaction.atomic
def answer_change(letter: Letter, *, words: str, actor: Any) -> ChangeRequest:
    """MDE does not change the letter, and says why."""
    check_manager(letter, actor)
    asked = letter.change_requests.select_for_update().filter(answered_at=None).first()
    if asked is None:
        raise NotAllowed("No change is asked for, or it was answered already.")
    asked.answer, asked.answered_at = words, timezone.now()
    asked.save(update_fields=["answer", "answered_at"])
    audit.record(letter, "letters.answer_change", actor=actor)
    notifications.change_answered(asked)
    return asked


@transaction.atomic
def extend_letter(letter: Letter, *, due_on: date, actor: Any) -> Letter:
    """Give the district more time, until the end of a day in US Central."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    check_manager(letter, actor)
    if not letter.is_with_district:
        raise NotAllowed(f"The letter does not wait for the district: it is {letter.get_state_display().lower()}.")
    _check_day(due_on)
    before, letter.due_at = letter.due_at, last_moment(due_on)
    letter.save(update_fields=["due_at"])
    audit.record(letter, "letters.extend", actor=actor, before=str(before), after=str(letter.due_at))
    notifications.letter_extended(letter)
    return letter


@transaction.atomic
def void_letter(letter: Letter, *, reason: str, actor: Any) -> Letter:
    """MDE takes back a letter that is not signed by all. Where no other version is in force, the place is free."""
    check_manager(letter, actor)
    advance(letter, VOID, actor=actor, reason=reason)
    letter.closed_reason = reason
    letter.save(update_fields=["closed_reason"])
    notifications.letter_voided(letter)
    give_up(letter, reason=reason, actor=actor)
    return letter


def give_up(letter: Letter, *, reason: str, actor: Any) -> None:
    """The place that the letter stood for is free, unless another version of it is in force or waits."""
    others = Letter.objects.filter(source=letter.source).exclude(pk=letter.pk)
    if not others.in_force().exists() and not others.open().exists():
        tell_given_up(letter, reason=reason, actor=actor)
