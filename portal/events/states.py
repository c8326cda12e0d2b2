"""The states of an event, and of the place that a person or a team has at it."""

from django.db import models

from portal.core.states import Move


class EventState(models.TextChoices):
    """Where an event stands; that it was held is said by its time."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    CANCELLED = "cancelled", "Cancelled"


class PlaceState(models.TextChoices):
    """Whether a person, or a whole team, has a place."""

    OPEN = "open", "No place taken"
    REGISTERED = "registered", "Registered"
    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "A place is offered"
    LAPSED = "lapsed", "The offer ran out"
    GIVEN_UP = "given_up", "Not coming"


E, P = EventState, PlaceState
PUBLISH = Move("publish", (E.DRAFT,), E.PUBLISHED)
CANCEL = Move("cancel", (E.DRAFT, E.PUBLISHED), E.CANCELLED)

OUTSIDE = (P.OPEN, P.LAPSED, P.GIVEN_UP)
TAKING = (P.REGISTERED, P.OFFERED)
PLACE = Move("place", OUTSIDE, P.REGISTERED)
QUEUE = Move("queue", OUTSIDE, P.WAITING)
OFFER = Move("offer", (P.WAITING,), P.OFFERED)
TAKE = Move("take", (P.OFFERED,), P.REGISTERED)
LAPSE = Move("lapse", (P.OFFERED,), P.LAPSED)
GIVE_UP = Move("give_up", (P.OPEN, P.REGISTERED, P.WAITING, P.OFFERED, P.LAPSED), P.GIVEN_UP)
DOUBT = Move("doubt", (P.REGISTERED, P.WAITING, P.OFFERED, P.LAPSED, P.GIVEN_UP), P.OPEN)
