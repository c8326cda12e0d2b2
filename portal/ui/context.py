"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

PLACES = [
    ("Practices", "/practices/"),
    ("PLCs", "/plcs/"),
    ("Mentoring", "/mentoring/"),
    ("Waivers", "/waivers/"),
    ("Events", "/events/"),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The places of the header, which one this is, and whether this is the demonstration."""
    places = [{"name": name, "url": url, "here": request.path.startswith(url)} for name, url in PLACES]
    return {"places": places, "is_demonstration": settings.DEMO}
