"""A mentorship is kept: goals, the log of contacts, its end without blame."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mentorship.matching import notifications, queries
from mentorship.matching.models import Contact, Match
from mentorship.matching.services.proposing import locked
from mentorship.matching.states import END
from mentorship.profiles.services import finish_request, open_again
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.references import new_reference
from portal.core.states import advance
from portal.measures.models import Measure

NOT_YET = "That day has not come yet. A contact is noted once it was held."
BEFORE = "That was before the mentorship began."
NO_GROUP = "One of these districts does not meet with this mentor in a group now. Please look at the list again."


@transaction.atomic
def agree(
    match: Match,
    *,
    goals: str,
    goes_back: str,
    first_meeting_by: date,
    measures: Collection[Measure] | None = None,
    actor: Any,
) -> Match:
    """What the two want to reach, what the mentor learns in turn, by when they meet first, by which measures they see.

    Measures that the person may not choose stay as they are.
    """
    fresh = locked(match)
    _demand(actor, "agree", fresh)
    before: dict[str, Any] = {
        "goals": fresh.goals,
        "goes_back": fresh.goes_back,
        "first_meeting_by": str(fresh.first_meeting_by),
    }
    fresh.goals, fresh.goes_back, fresh.first_meeting_by = goals, goes_back, first_meeting_by
    fresh.save(update_fields=["goals", "goes_back", "first_meeting_by"])
    if measures is not None:
        before["measures"] = [str(each) for each in fresh.measures.all()]
        offered = queries.measures_for(fresh, actor)
        if not {each.pk for each in measures} <= {each.pk for each in offered}:
            raise PermissionDenied
        fresh.measures.set([*fresh.measures.exclude(pk__in=[each.pk for each in offered]), *measures])
    audit.record(fresh, "matching.agree", actor=actor, before=before)
    return fresh


@transaction.atomic
def note_contact(
    match: Match,
    *,
    held_on: date,
    format: str,
    minutes: int,
    words: str = "",
    next_on: date | None = None,
    also: Collection[Match] = (),
    message_id: str = "",
    actor: Any,
) -> Contact:
    """Note that the two were in contact; it counts for the mentor in the ledger.

    `also`: the mentor met these at the same time, in a group. Then it is noted for each.
    """
    facts: dict[str, Any] = {
        "held_on": held_on,
        "format": format,
        "minutes": minutes,
        "words": words,
        "next_on": next_on,
    }
    _demand(actor, "note", match)
    if not {each.pk for each in also} <= {each.pk for each in queries.group_of(match, actor)}:
        raise NotAllowed(NO_GROUP)
    facts["together"] = new_reference() if also else ""
    made = _note(match, actor=actor, message_id=message_id, **facts)
    for each in also:
        _note(each, actor=actor, **facts)
    return made


def _note(match: Match, *, held_on: date, minutes: int, actor: Any, **facts: Any) -> Contact:
    fresh = locked(match)
    _demand(actor, "note", fresh)
    if held_on > timezone.localdate():
        raise NotAllowed(NOT_YET)
    if fresh.started_at and held_on < timezone.localtime(fresh.started_at).date():
        raise NotAllowed(BEFORE)
    contact = Contact.objects.create(match=fresh, noted_by=actor, held_on=held_on, minutes=minutes, **facts)
    audit.record(contact, "matching.note_contact", actor=actor, held_on=str(held_on), minutes=minutes)
    return contact


@transaction.atomic
def strike_contact(contact: Contact, *, actor: Any) -> Contact:
    """Strike out what was noted by mistake; it counts no more and stays readable."""
    fresh = Contact.objects.select_for_update(of=("self",)).select_related("match").get(pk=contact.pk)
    if not actor.has_perm("matching.strike", fresh):
        raise PermissionDenied
    fresh.struck_at = timezone.now()
    fresh.save(update_fields=["struck_at"])
    audit.record(fresh, "matching.strike_contact", actor=actor)
    return fresh


@transaction.atomic
def end_match(match: Match, *, reason: str, wants_another: bool, actor: Any) -> Match:
    """End it, whoever wishes to; nobody is to blame. The district may wait for another mentor."""
    fresh = locked(match)
    _demand(actor, "end", fresh)
    advance(fresh, END, actor=actor, reason=reason)
    fresh.reason, fresh.ended_at = reason, timezone.now()
    fresh.save(update_fields=["reason", "ended_at"])
    if wants_another:
        open_again(fresh.request, actor=actor)
    else:
        finish_request(fresh.request, actor=actor)
    notifications.match_ended(fresh, by=actor)
    return fresh


def _demand(actor: Any, verb: str, match: Match) -> None:
    if not actor.has_perm(f"matching.{verb}", match):
        raise PermissionDenied
