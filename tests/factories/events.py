"""Events for tests; made by services, as people would."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.districts.models import District
from portal.events import services
from portal.events.models import Attendance, Event, Registration

FACTS: dict[str, Any] = {
    "kind": "webinar",
    "audience": "public",
    "pathway": None,
    "summary": "Sample event.",
    "description": "Sample agenda.",
    "place": "Sample hall, Starkville",
    "room": "Room 1",
    "video_link": "https://video.example.org/sample",
    "capacity": None,
    "required_roles": [],
    "one_may_hold_two": False,
    "duty": None,
    "hours": None,
}


def drafted(*, actor: Any, days: float = 10, **facts: Any) -> Event:
    """A draft; it begins in so many days and takes two hours."""
    starts_at = facts.pop("starts_at", timezone.now() + timedelta(days=days))
    told = {"title": "Sample event", "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return services.create_event(facts={**FACTS, **told, **facts}, actor=actor)


def planned(*, actor: Any, **facts: Any) -> Event:
    """A published event."""
    return services.publish_event(drafted(actor=actor, **facts), actor=actor)


def held(*, actor: Any, days: float = 1, **facts: Any) -> Event:
    """An event that was held so many days ago."""
    return planned(actor=actor, days=-days, **facts)


def came(event: Event, person: Any, reply: str = "yes", **facts: Any) -> Registration:
    """The person's answer."""
    return services.answer_event(event, reply=reply, actor=person, **facts)


def noted(event: Event, person: Any, district: District | None, standing: str, **facts: Any) -> Attendance:
    """Attendance, as it is noted."""
    told = {"name": person.name, "user": person, "district": district, "standing": standing, **facts}
    return Attendance.objects.create(event=event, email=person.email, **told)


def team_of(event: Event, district: District, *, actor: Any, **addresses: str) -> Registration:
    """A district's team: a person for each role, named by the role; `role=address` says another address."""
    people = [
        services.Named(role, f"Sample {words.lower()}", addresses.get(role, f"{role}.{district.pk}@example.org"))
        for role, words in event.roles
    ]
    return services.save_team(event, district, people=[each for each in people if each.email], actor=actor)
