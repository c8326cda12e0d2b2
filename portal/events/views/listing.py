"""The list of events."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.policies import public
from portal.events.models import Event
from portal.events.vocabulary import Kind

ON_A_PAGE = 20


@require_safe
@public
def events(request: HttpRequest) -> HttpResponse:
    """What comes, or what was: all that the reader may know, by kind."""
    found, is_past = Event.objects.visible_to(request.user).select_related("pathway"), "past" in request.GET
    kind = request.GET.get("kind", "")
    if kind in Kind.values:
        found = found.filter(kind=kind)
    found = found.over() if is_past else found.coming()
    context: dict[str, Any] = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_past": is_past,
        "kinds": Kind.choices,
        "chosen": kind,
        "may_plan": request.user.has_perm("events.plan"),
    }
    return render(request, "events/events.html", context)
