"""Minutes are put to those who were present, agreed to, amended, sealed, and corrected by notes."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from plcs.meetings import notifications
from plcs.meetings.minutes import content_of, hash_of, text_of
from plcs.meetings.models import Agreement, Amendment, Correction, Minutes, SealedMinutes, Section
from plcs.meetings.services.asking import demand
from plcs.meetings.services.writing import locked
from plcs.meetings.states import ADOPT, APPROVE, PUT, REFUSE, TAKE_BACK, MinutesState
from plcs.workgroups.policies import place_of
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.drafts.providers import Material, promote


@transaction.atomic
def put_to_approval(minutes: Minutes, *, actor: Any) -> Minutes:
    """Ask those who were present to agree; the draft is closed meanwhile."""
    fresh = locked(minutes)
    demand(actor, "put", fresh)
    if not fresh.present().exists():
        raise NotAllowed("Note first who was present: they are asked to agree.")
    writing = [
        each.holder.name for each in fresh.sections.select_related("held_by") if each.holder not in (None, actor)
    ]
    if writing:
        raise NotAllowed(f"Somebody still writes: {', '.join(writing)}. Wait until they have finished.")
    advance(fresh, PUT, actor=actor)
    fresh.sections.update(held_by=None, held_until=None)
    fresh.round, fresh.put_at = fresh.round + 1, timezone.now()
    fresh.save(update_fields=["round", "put_at"])
    notifications.minutes_put(fresh)
    return fresh


@transaction.atomic
def take_back(minutes: Minutes, *, actor: Any) -> Minutes:
    """Back to the draft: everybody writes again, and those present are asked anew later."""
    fresh = locked(minutes)
    demand(actor, "take_back", fresh)
    advance(fresh, TAKE_BACK, actor=actor)
    return fresh


@transaction.atomic
def agree_to_minutes(minutes: Minutes, *, shown: int, actor: Any) -> Minutes:
    """Somebody who was present agrees, with the round whose words were shown; the last one's word approves them."""
    fresh = locked(minutes)
    demand(actor, "answer", fresh)
    if fresh.round != shown:
        raise NotAllowed("The minutes changed since you read them. Please read them once more.")
    if fresh.open_amendments().filter(asked_by=actor).exists():
        raise NotAllowed("You asked for a change that is not answered yet. A lead answers it first.")
    try:
        with transaction.atomic():
            given = Agreement.objects.create(minutes=fresh, user=actor, round=fresh.round)
    except IntegrityError:
        raise NotAllowed("You have agreed already.") from None
    audit.record(fresh, "meetings.agree", actor=actor, round=given.round)
    if all_agree(fresh):
        _approve(fresh, actor=actor, why="All who were present agree.")
    return fresh


def all_agree(minutes: Minutes) -> bool:
    """Whether everybody who was present agrees with the words as they stand, and nobody wants them changed."""
    present = set(minutes.present().values_list("user", flat=True))
    agreed = set(minutes.agreements.filter(round=minutes.round).values_list("user", flat=True))
    return bool(present) and present <= agreed and not minutes.open_amendments().exists()


def _approve(minutes: Minutes, *, actor: Any, why: str) -> None:
    """Seal the text as it stands; from here the database refuses a change of it."""
    content = content_of(minutes)
    text = text_of(content)
    Section.objects.filter(minutes=minutes).update(held_by=None, held_until=None)
    sealed = SealedMinutes.objects.create(minutes=minutes, content=content, text=text, text_hash=hash_of(text))
    advance(minutes, APPROVE, actor=actor, why=why, text_hash=sealed.text_hash)
    notifications.minutes_approved(minutes)


@transaction.atomic
def ask_amendment(section: Section, *, words: str, actor: Any) -> Amendment:
    """Somebody who was present wants a section changed."""
    minutes = locked(section.minutes)
    demand(actor, "answer", minutes)
    amendment = Amendment.objects.create(section=section, words=words, asked_by=actor)
    audit.record(amendment, "meetings.amend", actor=actor, minutes=minutes.pk)
    notifications.amendment_asked(amendment)
    return amendment


@transaction.atomic
def answer_amendment(amendment: Amendment, *, adopted: bool, answer: str, actor: Any) -> Amendment:
    """Taken in, once the section says so, or not, with the reason."""
    demand(actor, "answer_amendment", amendment)
    minutes = locked(amendment.section.minutes)
    if minutes.state == MinutesState.APPROVED:
        raise NotAllowed("The minutes are approved.")
    if not adopted and not answer:
        raise NotAllowed("Please say why it is not taken in.")
    since = amendment.section.versions.filter(saved_at__gt=amendment.asked_at)
    if adopted and not since.exists():
        raise NotAllowed("Write the change into the section first; then say that it is taken in.")
    advance(amendment, ADOPT if adopted else REFUSE, actor=actor, answer=answer)
    amendment.answer = answer
    amendment.save(update_fields=["answer"])
    notifications.amendment_answered(amendment)
    if minutes.state == MinutesState.IN_APPROVAL and all_agree(minutes):
        _approve(minutes, actor=actor, why="All who were present agree.")
    return amendment


@transaction.atomic
def approve_silent(minutes: Minutes) -> bool:
    """Approve what nobody present wanted changed for seven days after they were last asked; whether it was."""
    fresh = locked(minutes)
    until = fresh.silent_until
    ripe = fresh.state == MinutesState.IN_APPROVAL and until is not None and until <= timezone.now()
    if not ripe or fresh.open_amendments().exists() or not fresh.workgroup.is_open:
        return False
    _approve(fresh, actor=None, why="Seven days without a wish to change them.")
    return True


@transaction.atomic
def correct_minutes(minutes: Minutes, *, words: str, actor: Any) -> Correction:
    """Add a note with name and date to approved minutes, which stay as they are."""
    fresh = locked(minutes)
    demand(actor, "correct", fresh)
    note = Correction.objects.create(minutes=fresh, words=words, by=actor, by_name=actor.name)
    audit.record(minutes, "meetings.correct", actor=actor, note=note.pk)
    notifications.minutes_corrected(note)
    return note


@transaction.atomic
def promote_minutes(minutes: Minutes, *, actor: Any) -> str:
    """Begin a practice with what approved minutes say; the address of the draft."""
    demand(actor, "promote", minutes)
    place, meeting = place_of(actor, minutes.workgroup), minutes.meeting
    source = f"Minutes of “{meeting}” of the PLC {minutes.workgroup}"
    facts = {"source": source, "url": minutes.get_absolute_url(), "leaid": place.district_id if place else ""}
    said = " ".join(minutes.sections.values_list("text", flat=True))
    address = promote(Material(title=meeting.title, text=said, **facts), actor)
    audit.record(minutes, "meetings.promote", actor=actor, draft=address)
    return address
