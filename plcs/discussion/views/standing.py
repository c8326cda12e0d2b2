"""Where a thread stands, and how far one has read it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plcs.discussion import services
from plcs.discussion.forms import TitleForm
from plcs.discussion.models import Thread
from plcs.discussion.views.finding import thread_for
from portal.core.policies import requires

FORMS = ["GET", "HEAD", "POST"]


@require_POST
@requires("discussion.resolve", on=thread_for)
def resolve(request: HttpRequest, thread: Thread) -> HttpResponse:
    """The question is answered."""
    services.resolve_thread(thread, actor=request.user)
    messages.success(request, "Resolved. People can still write.")
    return redirect(thread)


@require_POST
@requires("discussion.moderate", on=thread_for)
def lock(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Nobody writes in it any more."""
    services.lock_thread(thread, actor=request.user)
    messages.success(request, "Locked. Nobody can write in it; all can read it.")
    return redirect(thread)


@require_POST
@requires("discussion.resolve", on=thread_for)
def reopen(request: HttpRequest, thread: Thread) -> HttpResponse:
    """It goes on."""
    services.reopen_thread(thread, actor=request.user)
    messages.success(request, "Open again.")
    return redirect(thread)


@require_POST
@requires("discussion.moderate", on=thread_for)
def pin(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Let it stand first, or no longer."""
    pinned = request.POST.get("pinned") == "1"
    services.pin_thread(thread, pinned=pinned, actor=request.user)
    messages.success(request, "It stands first in the list." if pinned else "It stands in its turn again.")
    return redirect(thread)


@require_http_methods(FORMS)
@requires("discussion.resolve", on=thread_for)
def rename(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Give it another title."""
    form = TitleForm(request.POST or None, initial={"title": thread.title})
    if form.is_valid():
        services.rename_thread(thread, title=form.cleaned_data["title"], actor=request.user)
        messages.success(request, "Renamed. Its address stays.")
        return redirect(thread)
    context = {"workgroup": thread.workgroup, "thread": thread, "form": form, "has_errors": bool(form.errors)}
    return render(request, "discussion/rename.html", context)


@require_POST
@requires("discussion.follow", on=thread_for)
def mark_read(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Note how far the reader has read: a script says so, or a button where there are none."""
    until = request.POST.get("until", "")
    services.mark_read(thread, until=int(until) if until.isdecimal() and len(until) < 15 else 0, actor=request.user)
    if request.headers.get("X-Live"):
        return HttpResponse(status=204)
    return redirect("discussion:threads", thread.workgroup.slug)


@require_POST
@requires("discussion.follow", on=thread_for)
def mute(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Hear of it only where one is named, or of all of it."""
    muted = request.POST.get("muted") == "1"
    services.mute_thread(thread, muted=muted, actor=request.user)
    messages.success(request, "No mail of it, but where you are named." if muted else "You hear of it again.")
    return redirect(thread)


@require_POST
@requires("discussion.promote", on=thread_for)
def promote(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Begin a practice with what the thread found."""
    address = services.promote_thread(thread, actor=request.user)
    messages.success(request, "A draft of a practice was begun. It says where it comes from.")
    return redirect(address)
