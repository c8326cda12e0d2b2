"""The docket that everybody reads, one proposal, its files, and a district's own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.waivers import queries
from applications.waivers.forms import DocketForm, SendBackForm
from applications.waivers.models import Waiver
from applications.waivers.views.finding import waiver_for
from portal.core.files import serve
from portal.core.models import StoredFile
from portal.core.policies import public, requires
from portal.drafts.queries import answered

PAGE = 20
VERBS = ("write", "submit", "withdraw", "check", "record_board", "rescind")


@require_safe
@public
def docket(request: HttpRequest) -> HttpResponse:
    """What districts propose, the newest first."""
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "q": words,
        "page": Paginator(queries.docket(words), PAGE).get_page(request.GET.get("page")),
        "may_begin": request.user.has_perm("waivers.begin"),
        "may_list": request.user.has_perm("waivers.list_own"),
    }
    return render(request, "waivers/docket.html", context)


@require_safe
@requires("waivers.list_own")
def own(request: HttpRequest) -> HttpResponse:
    """The proposals of one's districts; for MDE what was handed in."""
    found = Waiver.objects.visible_to(request.user).select_related("district", "pathway")
    if not request.user.has_perm("waivers.begin"):
        found = found.exclude(submitted_at=None)
    else:
        found = found.of_districts_led_by(request.user)
    context = {"page": Paginator(found, PAGE).get_page(request.GET.get("page"))}
    return render(request, "waivers/own.html", {**context, "may_begin": request.user.has_perm("waivers.begin")})


@require_safe
@public
def waiver(request: HttpRequest, reference: str) -> HttpResponse:
    """One proposal: what is proposed, why, what shows it, and where it stands."""
    return render(request, "waivers/waiver.html", page_of(request, waiver_for(request, reference)))


def page_of(request: HttpRequest, found: Waiver, **more: Any) -> dict[str, Any]:
    """What the page of a proposal shows this reader."""
    may = {verb: request.user.has_perm(f"waivers.{verb}", found) for verb in VERBS}
    provisions = queries.provisions_of(found)
    return {
        "waiver": found,
        "parts": answered(found.sections, found.values()),
        "provisions": [(each, queries.evidence_of(each, request.user)) for each in provisions],
        "lacking": queries.lacking(found, provisions) if may["write"] else [],
        "may": may,
        "send_back": SendBackForm() if may["check"] else None,
        "to_docket": DocketForm() if may["check"] else None,
        **more,
    }


@require_safe
@public
def answer_file(request: HttpRequest, reference: str, question: str) -> HttpResponseBase:
    """The file that answers a question, for who may read the proposal."""
    answer = waiver_for(request, reference).answers.filter(question=question).first()
    number = answer.value.get("file") if answer and isinstance(answer.value, dict) else None
    stored = StoredFile.objects.filter(pk=number).first() if number else None
    if stored is None:
        raise Http404
    return serve(stored)
