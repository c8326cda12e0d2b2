"""Looking at the portal through another person's eyes: start and stop. The middleware keeps it read-only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from portal.accounts import services
from portal.accounts.middleware import VIEWING_AS
from portal.accounts.models import User
from portal.accounts.views.people import person_for
from portal.core.policies import requires


@require_POST
@requires("accounts.view_as", on=person_for)
def view_as(request: HttpRequest, person: User) -> HttpResponse:
    """Begin to look through a person's eyes."""
    services.start_viewing(person, actor=request.user)
    request.session[VIEWING_AS] = person.pk
    return redirect("/start/")


@require_POST
@requires("accounts.stop_viewing")
def stop_viewing(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    administrator = getattr(request, "real_user", None)
    if administrator is None:
        return redirect("/start/")
    person: Any = request.user
    del request.session[VIEWING_AS]
    services.stop_viewing(person, actor=administrator)
    return redirect("accounts:person", person.pk)
