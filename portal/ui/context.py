"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.ui.providers import menu_for, waiting_for

PLACES = [
    ("Practices", "/practices/"),
    ("PLCs", "/plcs/"),
    ("Mentoring", "/mentoring/"),
    ("Waivers", "/waivers/"),
    ("Events", "/events/"),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The places of the header and which one this is; for a signed-in person also the menu and what waits."""
    places = [{"name": name, "url": url, "here": request.path.startswith(url)} for name, url in PLACES]
    context: dict[str, Any] = {"places": places, "is_demonstration": settings.DEMO}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and not request.path.startswith(settings.CMS_PATH):
        context["person_menu"] = SimpleLazyObject(lambda: menu_for(user))
        context["waiting_count"] = SimpleLazyObject(lambda: sum(not item.on_others for item in waiting_for(user)))
        context["viewing_as"] = getattr(request, "real_user", None)
    return context
