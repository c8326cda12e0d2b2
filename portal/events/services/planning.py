"""Planning events: making, changing, publishing and cancelling them, alone or as a series."""

from collections.abc import Mapping
from itertools import count as count_from
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from portal.accounts.policies import is_mde_staff
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.events import notifications, recurring
from portal.events.models import Event, Series
from portal.events.services import seats
from portal.events.states import CANCEL, PUBLISH, TAKING
from portal.events.vocabulary import DUTY_OF_KIND, Audience, Duty, Kind

TOLD = ("title", "starts_at", "ends_at", "is_all_day", "place", "room", "video_link")
MOST_IN_A_SERIES = 24


@transaction.atomic
def create_event(*, facts: Mapping[str, Any], actor: Any, series: Series | None = None) -> Event:
    """A draft; only those who run it know of it. Its kind says for which duty it counts, unless that is said."""
    told = dict(facts)
    if not (actor is None or is_mde_staff(actor)):
        told["duty"] = Duty.NONE
    if told.get("duty") is None:
        told["duty"] = DUTY_OF_KIND.get(Kind(told["kind"]), Duty.NONE)
    event = Event(series=series, created_by=actor, **told)
    _may_run(event, actor)
    event.slug = _free_slug(event)
    event.save()
    audit.record(event, "events.create", actor=actor, title=event.title)
    return event


def _free_slug(event: Event) -> str:
    """The title and the day; numbered where there is one of that name already."""
    base = f"{slugify(event.title)[:60] or 'event'}-{timezone.localdate(event.starts_at)}"
    taken = set(Event.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    names = (base if number == 1 else f"{base}-{number}" for number in count_from(1))
    return next(name for name in names if name not in taken)


@transaction.atomic
def create_series(*, facts: Mapping[str, Any], count: int, actor: Any) -> list[Event]:
    """One event a month, on the same weekday of the month and at the same time of day; each a draft of its own."""
    if not 2 <= count <= MOST_IN_A_SERIES:
        raise NotAllowed(f"A series has from 2 to {MOST_IN_A_SERIES} events.")
    series = Series.objects.create(title=facts["title"])
    starts = recurring.monthly(timezone.localtime(facts["starts_at"]), count)
    ends = recurring.monthly_beside(timezone.localtime(facts["starts_at"]), timezone.localtime(facts["ends_at"]), count)
    return [
        create_event(facts={**facts, "starts_at": start, "ends_at": end}, actor=actor, series=series)
        for start, end in zip(starts, ends, strict=True)
    ]


@transaction.atomic
def edit_event(event: Event, *, facts: Mapping[str, Any], actor: Any) -> Event:
    """Change one event. What calendars show is told to those who come; more places go to those in line."""
    _may_run(event, actor)
    event = seats.locked(event)
    if event.state == "cancelled":
        raise NotAllowed("This event is cancelled.")
    before = {name: getattr(event, name) for name in facts}
    for name, value in facts.items():
        setattr(event, name, value)
    _may_run(event, actor)
    _keeps_its_promises(event, before)
    changed = [name for name in facts if before[name] != getattr(event, name)]
    if set(changed) & set(TOLD):
        event.sequence += 1
    event.changed_at = timezone.now()
    event.save()
    audit.record(event, "events.edit", actor=actor, changed=changed)
    if event.is_published and set(changed) & set(TOLD) and not event.is_over:
        notifications.event_changed(event)
    seats.fill(event)
    return event


@transaction.atomic
def publish_event(event: Event, *, actor: Any) -> Event:
    """Let its people know of it, and answer."""
    _may_run(event, actor)
    advance(event, PUBLISH, actor=actor)
    _touch(event)
    return event


@transaction.atomic
def cancel_event(event: Event, *, reason: str, actor: Any) -> Event:
    """It is not held. All who answered are told why; calendars show it as cancelled."""
    _may_run(event, actor)
    event = seats.locked(event)
    if event.is_over:
        raise NotAllowed("This event is over. It cannot be cancelled any more.")
    was_published = event.is_published
    advance(event, CANCEL, actor=actor, reason=reason)
    event.reason = reason
    _touch(event)
    if was_published:
        notifications.event_cancelled(event)
    return event


def _touch(event: Event) -> None:
    event.sequence += 1
    event.changed_at = timezone.now()
    event.save(update_fields=["reason", "sequence", "changed_at"])


def _may_run(event: Event, actor: Any) -> None:
    if actor is not None and not actor.has_perm("events.run", event):
        raise NotAllowed("MDE plans events. Who leads a PLC plans those of that PLC.")
    is_mde = actor is None or is_mde_staff(actor)
    if not is_mde and (event.audience != Audience.PLC or event.duty):
        raise NotAllowed("Who leads a PLC plans events for its people. MDE plans those that count for all.")
    if event.audience == Audience.PLC and event.pathway_id is None:
        raise NotAllowed("Please say which PLC the event is for.")


def _keeps_its_promises(event: Event, before: Mapping[str, Any]) -> None:
    """Nobody loses a place by a change of numbers; how one registers stays once somebody has."""
    if (
        event.capacity is not None
        and event.capacity < seats.places_taken(event)
        and before["capacity"] != event.capacity
    ):
        raise NotAllowed(f"{seats.places_taken(event)} places are taken already. Fewer places would turn people away.")
    changed = before.get("required_roles", event.required_roles) != event.required_roles
    if changed and event.registrations.filter(state__in=TAKING).exists():
        raise NotAllowed("People have registered already. The roles of a team cannot be changed any more.")
