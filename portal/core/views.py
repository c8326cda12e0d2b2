"""Health, the kept form, the mail outbox, and the pages that say what went wrong."""

import sys

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core import health
from portal.core.http import kept_post
from portal.core.middleware import is_database_away, unavailable
from portal.core.models import MailState, OutgoingMail
from portal.core.policies import public, requires


@require_safe
@public
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@public
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Every part works, with one line for each; 503 where one does not."""
    healthy, lines = health.report()
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain", status=200 if healthy else 503)


@require_safe
@requires("core.resume")
def resume(request: HttpRequest) -> HttpResponse:
    """After signing in again: the text that was being sent, to be sent now. It is kept until it arrives."""
    kept = kept_post(request)
    if kept is None:
        return redirect("/start/")
    return render(request, "core/resume.html", {"kept": kept})


@require_safe
@requires("core.read_outbox")
def outbox(request: HttpRequest) -> HttpResponse:
    """The mail outbox: what was sent, what waits and since when, what failed and why."""
    mails = OutgoingMail.objects.order_by("-created_at", "-pk").defer("text")
    page = Paginator(mails, 50).get_page(request.GET.get("page"))
    waiting = OutgoingMail.objects.filter(state=MailState.QUEUED).order_by("created_at")
    context = {
        "page": page,
        "waiting": waiting.count(),
        "oldest": waiting.first(),
        "held": OutgoingMail.objects.held().count(),
        "given_up": OutgoingMail.objects.filter(state=MailState.FAILED).count(),
    }
    return render(request, "core/outbox.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its proof of origin: said in words, with a way on."""
    return render(request, "core/csrf.html", status=403)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reader may see the thing but not do this to it."""
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request no browser would send."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. The page asks nothing of the database, so that it cannot break again.

    The database's absence is met here too, where it was middleware that missed it.
    """
    if is_database_away(sys.exc_info()[1]):
        return unavailable()
    return HttpResponse(render_to_string("500.html"), status=500)
