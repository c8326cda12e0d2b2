"""The docket that everybody reads, one proposal, its files, and a district's own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.waivers import queries
from applications.waivers.changes import changes_between
from applications.waivers.clock import clock_of_service, standing_of
from applications.waivers.forms import DocketForm, SendBackForm
from applications.waivers.models import Waiver
from applications.waivers.providers import objections, sections_for
from applications.waivers.views.finding import waiver_for
from applications.waivers.views.people import sign_off_addresses
from portal.core.files import serve
from portal.core.models import StoredFile
from portal.core.policies import public, requires
from portal.districts.policies import offices_of
from portal.drafts.queries import agreement_of, answered

PAGE = 20
VERBS = (
    *("write", "submit", "withdraw", "check", "record_board", "rescind"),
    *("ask", "answer", "pause", "go_on", "revise", "amend", "renew", "propose_together"),
    *("share", "sign_off", "help"),
)


@require_safe
@public
def docket(request: HttpRequest) -> HttpResponse:
    """What districts propose, the newest first."""
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "q": words,
        "page": Paginator(queries.docket(words), PAGE).get_page(request.GET.get("page")),
        "clock": clock_of_service(),
        "may_begin": request.user.has_perm("waivers.begin"),
        "may_list": request.user.has_perm("waivers.list_own"),
    }
    return render(request, "waivers/docket.html", context)


@require_safe
@requires("waivers.list_own")
def own(request: HttpRequest) -> HttpResponse:
    """The proposals of one's districts; for MDE what was handed in."""
    found = Waiver.objects.visible_to(request.user).select_related("district", "pathway")
    found = found.prefetch_related("partners__district")
    is_own = bool(offices_of(request.user))
    found = found.own_of(request.user) if is_own else found.exclude(submitted_at=None)
    context = {"page": Paginator(found, PAGE).get_page(request.GET.get("page")), "is_own": is_own}
    return render(request, "waivers/own.html", {**context, "may_begin": request.user.has_perm("waivers.begin")})


@require_safe
@public
def waiver(request: HttpRequest, reference: str) -> HttpResponse:
    """One proposal: what is proposed, why, what shows it, and where it stands."""
    return render(request, "waivers/waiver.html", page_of(request, waiver_for(request, reference)))


def page_of(request: HttpRequest, found: Waiver, **more: Any) -> dict[str, Any]:
    """What the page of a proposal shows this reader."""
    may = {verb: request.user.has_perm(f"waivers.{verb}", found) for verb in VERBS}
    is_at_work = may["write"] or may["sign_off"]
    provisions, agreement = queries.provisions_of(found), agreement_of(found, request.user)
    needed = queries.lacking(found, provisions, agreement) if is_at_work else []
    return {
        "waiver": found,
        "parts": answered(found.sections, found.values()),
        "provisions": [(each, queries.evidence_of(each, request.user)) for each in provisions],
        "lacking": needed + _objections(found) if may["write"] else [],
        "is_written": all(each.is_agreement for each in needed),
        "agreement": agreement,
        "own_share": found.co_writers.current().filter(person=request.user).first() if may["help"] else None,
        **sign_off_addresses(found),
        "standing": standing_of(found),
        "lane": queries.lane_for(found, provisions) if may["write"] or may["check"] else None,
        "sections": sections_for(found, request.user),
        "exhibits": list(found.exhibits.select_related("file", "provision__standard__standard")),
        "notices": list(found.notices.defer("body")),
        "inquiries": list(found.inquiries.all()),
        "window": queries.renewal_window(provisions) if may["renew"] and provisions else None,
        "precedents": queries.precedents_of(found, provisions),
        "may": may,
        "send_back": SendBackForm() if may["check"] else None,
        "to_docket": DocketForm() if may["check"] else None,
        **more,
    }


def _objections(found: Waiver) -> list[queries.Lacking]:
    """What else stands in the way of handing it in."""
    where = f"{found.earlier.get_absolute_url()}#reports" if found.earlier else found.get_absolute_url()
    return [queries.Lacking(words, where) for words in objections("submit", found)]


@require_safe
@public
def notice(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A text as it was published, with its hash, and what differs from the one before."""
    found = waiver_for(request, reference)
    notices = {each.number: each for each in found.notices.all()}
    if number not in notices:
        raise Http404
    shown, before = notices[number], notices.get(number - 1)
    context = {"waiver": found, "notice": shown, "changes": changes_between(before, shown) if before else []}
    return render(request, "waivers/notice.html", context)


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
