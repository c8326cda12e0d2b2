"""A person answers: yes, maybe, or no with a reason."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.policies import offices_of
from portal.events import notifications
from portal.events.models import Event, Registration, TeamSeat
from portal.events.policies import may_bring_team
from portal.events.services import seats
from portal.events.states import PlaceState
from portal.events.vocabulary import Reply

TEAMS_ONLY = "Districts register a team for this event. Please ask your superintendent, innovation lead or principal."
SEATED = "Your district’s team holds a seat for you. Whoever registered the team can give it to another person."


@transaction.atomic
def answer_event(event: Event, *, reply: str, reason: str = "", actor: Any) -> Registration:
    """Say whether one comes. Yes takes a place or joins the line; no and maybe give back what one had."""
    event = seats.open_for_answers(event)
    _may_answer(event, reply, actor)
    registration, _ = Registration.objects.get_or_create(
        event=event, user=actor, is_team=False, defaults={"district_id": district_of(actor), "reply": reply}
    )
    registration.event = event
    registration.reply, registration.reason, registration.answered_at = reply, reason, timezone.now()
    registration.save(update_fields=["reply", "reason", "answered_at"])
    audit.record(registration, "events.answer", actor=actor, event=event.slug, reply=reply)
    if reply == Reply.YES:
        seats.ask_for_place(event, registration, actor=actor)
    else:
        seats.free(event, registration, actor=actor, is_maybe=reply == Reply.MAYBE)
        for team in _teams_with(event, actor):
            notifications.seat_declined(team, person=actor, reason=reason)
    return registration


def _teams_with(event: Event, person: Any) -> list[Registration]:
    """The teams in which a person holds a seat."""
    return list(event.registrations.filter(is_team=True, seats__user=person).distinct())


@transaction.atomic
def reply_by_mail(event: Event, *, reply: str, reason: str = "", person: Any) -> Registration:
    """The one answer of a mail's link: good while the person has not answered, and may know of the event."""
    event = seats.locked(event)
    if not may_reply_by_mail(event, person):
        raise NotAllowed("This link was used already, or is not good any more. Please sign in to change your answer.")
    return answer_event(event, reply=reply, reason=reason, actor=person)


def may_reply_by_mail(event: Event, person: Any) -> bool:
    """Whether the link in a person's mail still acts."""
    if not person.is_active or not Event.objects.visible_to(person).filter(pk=event.pk).exists():
        return False
    return not Registration.objects.filter(event=event, user=person, is_team=False).exists()


@transaction.atomic
def take_place(registration: Registration, *, actor: Any) -> Registration:
    """Take the place that is offered, for oneself or for the district's team."""
    event = seats.open_for_answers(registration.event)
    registration = event.registrations.select_related("user", "district").get(pk=registration.pk)
    if registration.is_team and not may_bring_team(actor, registration.district_id or ""):
        raise NotAllowed(TEAMS_ONLY)
    if registration.state != PlaceState.OFFERED or (not registration.is_team and registration.user_id != actor.pk):
        raise NotAllowed("There is no offer to take any more.")
    seats.take(registration, actor=actor)
    return registration


def _may_answer(event: Event, reply: str, actor: Any) -> None:
    if not Event.objects.visible_to(actor).filter(pk=event.pk).exists():
        raise NotAllowed("This event is not open to you.")
    if event.is_for_teams and reply == Reply.YES:
        raise NotAllowed(TEAMS_ONLY)
    is_seated = TeamSeat.objects.filter(registration__event=event, user=actor).exists()
    if is_seated and reply != Reply.NO:
        raise NotAllowed(SEATED)


def district_of(person: Any) -> str | None:
    """The district for which a person comes: where they hold an office; the first by number where there are several."""
    return min(offices_of(person), default=None)
