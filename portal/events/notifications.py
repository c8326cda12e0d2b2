"""What is told about events, one function for each fact."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from portal.core import mail
from portal.core.files import store_bytes
from portal.core.models import StoredFile
from portal.core.pacing import Pace, answers
from portal.districts.models import Membership
from portal.events.icalendar import calendar_of
from portal.events.links import reply_code
from portal.events.models import Event, Registration
from portal.events.policies import TEAM_OFFICES
from portal.events.vocabulary import Reply

FOLDER = "events/mail"
TOPIC = "events"


def invitation_of(event: Event) -> StoredFile:
    """The event as a calendar's file, as mail programs read it. It holds no video link: mail is passed on."""
    content = calendar_of([event], name=event.title)
    return store_bytes(content, name=f"{event.slug}.ics", content_type="text/calendar; charset=utf-8", actor=None)


def people_of(registration: Registration) -> list[Any]:
    """The person; of a team, who may register it, by office, now."""
    if not registration.is_team:
        return [registration.user]
    return Membership.objects.filter(district=registration.district_id).in_office(*TEAM_OFFICES).people()


def seats_of(registration: Registration) -> list[Any]:
    """The people of a team, by account or by bare address, each once."""
    found = {seat.email: seat.user or seat.email for seat in registration.seats.all()}
    return list(found.values())


def _tell(registration: Registration, name: str, *, key: str, **more: Any) -> None:
    event = registration.event
    told = {"event": event, "registration": registration, "about": event, "permission": "events.see", **more}
    stamp = f"{registration.pk}-{timezone.now():%Y%m%d%H%M%S%f}"
    mail.post(f"{FOLDER}/{name}.txt", to=people_of(registration), key=f"event-{key}-{stamp}", **told)


def place_given(registration: Registration) -> None:
    """To the person or to those who lead the team, with the calendar's file; and to the people of the team."""
    invitation = invitation_of(registration.event)
    _tell(registration, "place_given", key="place", attachments=[invitation])
    if registration.is_team:
        leads = {person.email for person in people_of(registration)}
        people = [each for each in seats_of(registration) if getattr(each, "email", each) not in leads]
        key = f"event-seat-{registration.pk}-{registration.event.sequence}"
        facts: dict[str, Any] = {"event": registration.event, "registration": registration, "attachments": [invitation]}
        mail.post(f"{FOLDER}/seat_given.txt", to=people, key=key, **facts)


def seat_passed_on(registration: Registration, people: Iterable[Any]) -> None:
    """To those who take over a seat of a team that has its places: the event, with the calendar's file."""
    key = f"event-seat-{registration.pk}-{registration.event.sequence}"
    facts: dict[str, Any] = {"event": registration.event, "registration": registration}
    mail.post(f"{FOLDER}/seat_given.txt", to=people, key=key, attachments=[invitation_of(registration.event)], **facts)


def seat_declined(registration: Registration, *, person: Any, reason: str) -> None:
    """To those who lead the team: who cannot come, and why; they name somebody else."""
    _tell(registration, "seat_declined", key=f"declined-{person.pk}", person=person, reason=reason)


def place_waited_for(registration: Registration) -> None:
    """To the person or to those who lead the team: where they stand."""
    ahead = registration.event.registrations.waiting().filter(position__lt=registration.position).count()
    _tell(registration, "place_waited_for", key="line", ahead=ahead)


def place_offered(registration: Registration) -> None:
    """To the person or to those who lead the team: a place, and until when."""
    _tell(registration, "place_offered", key="offer")


def offer_lapsed(registration: Registration) -> None:
    """To the person or to those who lead the team: the offer ran out."""
    _tell(registration, "offer_lapsed", key="lapsed")


def everybody_of(event: Event) -> list[Any]:
    """Who said yes or maybe, waits or has a seat: accounts and bare addresses, each once."""
    answered = list(event.registrations.exclude(reply=Reply.NO).select_related("user").prefetch_related("seats__user"))
    teams = [registration.district_id for registration in answered if registration.is_team]
    people: list[Any] = Membership.objects.filter(district__in=teams).in_office(*TEAM_OFFICES).people()
    for registration in answered:
        people += [registration.user] if registration.user else seats_of(registration)
    return list({getattr(person, "email", person): person for person in people}.values())


def _tell_all(event: Event, name: str, people: Iterable[Any], key: str) -> None:
    """Accounts are asked once more whether they may know; bare addresses were named by their district."""
    facts: dict[str, Any] = {"event": event, "attachments": [invitation_of(event)]}
    known = [person for person in people if hasattr(person, "pk")]
    others = [person for person in people if not hasattr(person, "pk")]
    mail.post(f"{FOLDER}/{name}.txt", to=known, key=key, about=event, permission="events.see", **facts)
    mail.post(f"{FOLDER}/{name}.txt", to=others, key=key, **facts)


def event_changed(event: Event) -> None:
    """To all who come or may come: when and where it is now."""
    _tell_all(event, "event_changed", everybody_of(event), f"event-changed-{event.pk}-{event.sequence}")


def event_cancelled(event: Event) -> None:
    """To all who come or may come: it is not held, and why."""
    _tell_all(event, "event_cancelled", everybody_of(event), f"event-cancelled-{event.pk}")


def reminded(event: Event, people: Iterable[Any], days: int) -> None:
    """To those who said yes: it is soon. A new time is a new reminder."""
    key = f"event-reminder-{event.pk}-{days}-{event.starts_at:%Y%m%d%H%M}"
    _tell_all(event, "reminded", people, key)


def answer_asked(event: Event, person: Any, days: int) -> int:
    """To one who has not answered: by mail with a link that takes the answer, unless they want summaries or no mail.

    A link that takes an answer cannot wait in a summary; there, the mail leads to the event's page.
    """
    pace = answers().pace_of(person, TOPIC)
    key = f"event-asked-{event.pk}-{days}"
    facts: dict[str, Any] = {"event": event, "about": event, "permission": "events.see"}
    if pace == Pace.AT_ONCE and not event.is_for_teams:
        facts |= {"code": reply_code(event.pk, person.pk), "is_secret": True}
    else:
        facts |= {"topic": TOPIC}
    return sum(each.attempts == 0 for each in mail.post(f"{FOLDER}/answer_asked.txt", to=[person], key=key, **facts))
