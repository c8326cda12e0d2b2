"""Minutes are written together, section by section: held by one person at a time, and never over another's words."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from plcs.meetings import notifications
from plcs.meetings.minutes import tidy
from plcs.meetings.models import Minutes, Section, SectionVersion
from plcs.meetings.models.minutes import HELD_FOR
from plcs.meetings.services.asking import demand
from plcs.meetings.states import MinutesState
from portal.core import audit
from portal.core.errors import NotAllowed


@dataclass(frozen=True)
class Clash:
    """Somebody saved the section meanwhile: what stands there, and the version to save over once it was read."""

    text: str
    version: int
    by: str


def locked(minutes: Minutes) -> Minutes:
    """The minutes with their row locked: whatever is done to them is done one after the other."""
    return Minutes.objects.select_for_update(of=("self",)).select_related("meeting__workgroup").get(pk=minutes.pk)


def _writable(section: Section, actor: Any) -> Section:
    """The section with its row locked, where the actor may write it now."""
    locked(section.minutes)
    fresh = Section.objects.select_for_update(of=("self",)).select_related("held_by").get(pk=section.pk)
    demand(actor, "write", fresh)
    if fresh.holder is not None and fresh.held_by_id != actor.pk:
        until = timezone.localtime(fresh.held_until).strftime("%-I:%M %p").lower()
        raise NotAllowed(f"{fresh.holder.name} writes this section, until {until} Central at the latest.")
    return fresh


@transaction.atomic
def add_section(minutes: Minutes, *, title: str, actor: Any) -> Section:
    """A section of its own, at the end."""
    fresh = locked(minutes)
    demand(actor, "write", fresh)
    last = fresh.sections.aggregate(last=Max("position"))["last"] or 0
    section = Section.objects.create(minutes=fresh, title=title, position=last + 1)
    audit.record(section, "meetings.add_section", actor=actor)
    if fresh.state == MinutesState.IN_APPROVAL:
        ask_anew(fresh, actor=actor)
    return section


@transaction.atomic
def take_section(section: Section, *, actor: Any) -> Section:
    """Hold it for fifteen minutes, so that nobody else writes it meanwhile."""
    fresh = _writable(section, actor)
    fresh.held_by, fresh.held_until = actor, timezone.now() + HELD_FOR
    fresh.save(update_fields=["held_by", "held_until"])
    return fresh


@transaction.atomic
def leave_section(section: Section, *, actor: Any) -> None:
    """Let others write it again."""
    fresh = Section.objects.select_for_update().get(pk=section.pk)
    if fresh.held_by_id == actor.pk:
        fresh.held_by = fresh.held_until = None
        fresh.save(update_fields=["held_by", "held_until"])


@transaction.atomic
def save_section(
    section: Section, *, text: str, version: int, actor: Any, stay: bool = True, restored_from: int | None = None
) -> Clash | Section:
    """Save a section over the version that was shown; a clash where another was saved since. Kept as a new version."""
    fresh = _writable(section, actor)
    text = tidy(text)
    if fresh.version != version and fresh.text != text:
        last = fresh.versions.select_related("saved_by").first()
        return Clash(fresh.text, fresh.version, last.saved_by.name if last else "")
    if fresh.text != text:
        _keep(fresh, text, actor, restored_from)
    fresh.held_by, fresh.held_until = (actor, timezone.now() + HELD_FOR) if stay else (None, None)
    fresh.save(update_fields=["text", "version", "held_by", "held_until"])
    return fresh


def _keep(fresh: Section, text: str, actor: Any, restored_from: int | None) -> None:
    fresh.text, fresh.version = text, fresh.version + 1
    facts = {"number": fresh.version, "text": text, "saved_by": actor, "restored_from": restored_from}
    SectionVersion.objects.create(section=fresh, **facts)
    audit.record(fresh, "meetings.write", actor=actor, version=fresh.version, restored_from=restored_from)
    if fresh.minutes.state == MinutesState.IN_APPROVAL:
        ask_anew(fresh.minutes, actor=actor)


def restore_version(version: SectionVersion, *, shown: int, actor: Any) -> Clash | Section:
    """Save the words of an earlier version once more, as the newest."""
    section, number = version.section, version.number
    return save_section(section, text=version.text, version=shown, actor=actor, stay=False, restored_from=number)


def ask_anew(minutes: Minutes, *, actor: Any) -> None:
    """The words changed while those present were asked: they are asked anew, and what they said before is past."""
    fresh = locked(minutes)
    fresh.round, fresh.put_at = fresh.round + 1, timezone.now()
    fresh.save(update_fields=["round", "put_at"])
    audit.record(fresh, "meetings.renew", actor=actor, round=fresh.round)
    notifications.minutes_put(fresh)
