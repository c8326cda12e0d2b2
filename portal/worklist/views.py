"""The facilitators' work list: what is new, mine, waits on others or is late; claims; saved views."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.core.policies import requires
from portal.worklist import services
from portal.worklist.forms import FilterForm, ViewForm
from portal.worklist.models import PLACES, SavedView
from portal.worklist.providers import Work
from portal.worklist.queries import TABS, entries_for, fits, in_tab


@require_safe
@requires("worklist.read")
def worklist(request: HttpRequest) -> HttpResponse:
    """All areas' work for MDE, under tabs with their counts."""
    entries = entries_for(request.user)
    form = FilterForm(request.GET or None, kinds=sorted({entry.work.kind for entry in entries}))
    chosen = form.cleaned_data if form.is_valid() else {}
    found = [entry for entry in entries if fits(entry, chosen.get("q", ""), chosen.get("kind", ""))]
    tab = request.GET.get("tab", "new") if request.GET.get("tab") in TABS else "new"
    shown = [entry for entry in found if in_tab(entry, tab, request.user)]
    context = {
        "page": Paginator(shown, 25).get_page(request.GET.get("page")),
        "form": form,
        "tab": tab,
        "here": _address(request, tab),
        "tabs": _tabs(request, found),
        "may_claim": request.user.has_perm("worklist.claim"),
        **views_context(request, "moderation"),
    }
    return render(request, "worklist/worklist.html", context)


def _tabs(request: HttpRequest, entries: list[Any]) -> list[tuple[str, str]]:
    counts = {name: sum(in_tab(entry, name, request.user) for entry in entries) for name in TABS}
    return [(f"{words} ({counts[name]})", _address(request, name)) for name, words in TABS.items()]


def _address(request: HttpRequest, tab: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["tab"] = tab
    return f"{PLACES['moderation']}?{query.urlencode()}"


def views_context(request: HttpRequest, place: str) -> dict[str, Any]:
    """What a list needs to show and keep its saved views."""
    form = ViewForm(initial={"place": place, "query": request.GET.urlencode()}, auto_id="view_%s")
    return {"saved_views": SavedView.objects.visible_to(request.user).filter(place=place), "view_form": form}


def _work(request: HttpRequest) -> Work:
    key = request.POST.get("key", "")
    found = next((entry.work for entry in entries_for(request.user) if entry.work.key == key), None)
    if found is None:
        raise Http404
    return found


@require_POST
@requires("worklist.claim")
def claim(request: HttpRequest) -> HttpResponse:
    """I do this."""
    work = _work(request)
    services.claim_work(work, actor=request.user)
    return redirect(work.url)


@require_POST
@requires("worklist.claim")
def take_over(request: HttpRequest) -> HttpResponse:
    """I do what a colleague claimed."""
    work = _work(request)
    services.take_over(work, actor=request.user)
    return redirect(work.url)


@require_POST
@requires("worklist.claim")
def release(request: HttpRequest) -> HttpResponse:
    """I give it back."""
    services.release_work(request.POST.get("key", "")[:80], actor=request.user)
    messages.success(request, "Given back. It stands under “New” again.")
    return redirect("worklist:worklist")


@require_POST
@requires("worklist.save_view")
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep a list with its filters under a name."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A view needs a name of at most 60 signs. Nothing was kept.")
        return redirect(PLACES.get(request.POST.get("place", ""), "/start/"))
    view = services.save_view(actor=request.user, **form.cleaned_data)
    messages.success(request, f"Kept as “{view}”.")
    return redirect(view)


def view_for(request: HttpRequest, number: int) -> SavedView:
    """One of the person's own views."""
    found = SavedView.objects.visible_to(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_POST
@requires("worklist.drop_view", on=view_for)
def drop_view(request: HttpRequest, view: SavedView) -> HttpResponse:
    """Forget a view."""
    services.drop_view(view, actor=request.user)
    return redirect(PLACES[view.place])
