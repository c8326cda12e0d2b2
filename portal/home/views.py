"""The signed-in start page: what waits for me, what waits for others, and my districts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.models import RoleGrant
from portal.core.policies import requires
from portal.home.queries import offices_of
from portal.ui.providers import menu_for, waiting_for


@require_safe
@requires("home.start")
def start(request: HttpRequest) -> HttpResponse:
    """What a person sees first after signing in."""
    waiting = waiting_for(request.user)
    context = {
        "mine": [item for item in waiting if not item.on_others],
        "others": [item for item in waiting if item.on_others],
        "offices": offices_of(request.user),
        "roles": RoleGrant.objects.filter(user=request.user.pk, ended_at=None),
        "menu": menu_for(request.user),
    }
    return render(request, "home/start.html", context)
