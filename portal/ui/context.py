"""What the frame of every page needs."""

from time import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.ui.middleware import KEPT
from portal.ui.providers import menu_for, waiting_for

PLACES = [
    ("Practices", "/practices/"),
    ("PLCs", "/plcs/"),
    ("Mentoring", "/mentoring/"),
    ("Waivers", "/waivers/"),
    ("Events", "/events/"),
]


KEPT_SECONDS = 60


def count_waiting(request: HttpRequest) -> int:
    """How much waits for the person: asked anew after a minute and after each form the person sends."""
    session, user = getattr(request, "session", None), request.user
    kept = session.get(KEPT) if session is not None else None
    if kept and kept[0] == user.pk and kept[1] > time():
        return int(kept[2])
    count = sum(not item.on_others for item in waiting_for(user))
    if session is not None:
        session[KEPT] = [user.pk, time() + KEPT_SECONDS, count]
    return count


def frame(request: HttpRequest) -> dict[str, Any]:
    """The places of the header and which one this is; for a signed-in person also the menu and what waits."""
    places = [{"name": name, "url": url, "here": request.path.startswith(url)} for name, url in PLACES]
    context: dict[str, Any] = {"places": places, "is_demonstration": settings.DEMO}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and not request.path.startswith(settings.CMS_PATH):
        context["person_menu"] = SimpleLazyObject(lambda: menu_for(user))
        context["waiting_count"] = SimpleLazyObject(lambda: count_waiting(request))
        context["viewing_as"] = getattr(request, "real_user", None)
    return context
