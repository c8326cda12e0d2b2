"""The agenda of a meeting: proposing, taking, putting in order, postponing, declining."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plcs.meetings import services
from plcs.meetings.forms import ReasonForm, TopicForm
from plcs.meetings.models import AgendaItem, Meeting
from plcs.meetings.views.finding import FORMS, item_for, meeting_for
from plcs.meetings.views.meetings import meeting_page
from portal.core.policies import requires


@require_POST
@requires("meetings.propose", on=meeting_for)
def propose(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Propose a topic."""
    form = TopicForm(request.POST)
    if form.is_valid():
        services.propose_topic(meeting, **form.cleaned_data, actor=request.user)
        messages.success(request, "Proposed. The leads put the agenda in order.")
        return redirect(meeting)
    return render(request, "meetings/meeting.html", meeting_page(request, meeting, form))


@require_POST
@requires("meetings.order_agenda", on=meeting_for)
def close_agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Close the agenda, or open it again."""
    closed = request.POST.get("closed") == "1"
    services.close_agenda(meeting, closed=closed, actor=request.user)
    messages.success(request, "The agenda is closed." if closed else "The agenda is open: everybody may propose.")
    return redirect(meeting)


@require_POST
@requires("meetings.order_agenda", on=item_for)
def take(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Onto the agenda."""
    services.take_topic(item, actor=request.user)
    messages.success(request, f"“{item.title}” is on the agenda.")
    return redirect(item.meeting)


@require_POST
@requires("meetings.order_agenda", on=item_for)
def postpone(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """To the next meeting."""
    carried = services.postpone_topic(item, actor=request.user)
    where = f"is proposed for “{carried.meeting.title}”" if carried else "waits until the next meeting is planned"
    messages.success(request, f"“{item.title}” {where}.")
    return redirect(item.meeting)


@require_POST
@requires("meetings.order_agenda", on=item_for)
def move(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """One place up or down."""
    services.move_topic(item, up=request.POST.get("up") == "1", actor=request.user)
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")


@require_http_methods(FORMS)
@requires("meetings.order_agenda", on=item_for)
def decline(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Not taken, with the reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.decline_topic(item, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, f"“{item.title}” is not taken; the reason stands beside it.")
        return redirect(item.meeting)
    context = {"item": item, "meeting": item.meeting, "workgroup": item.workgroup, "form": form}
    return render(request, "meetings/decline.html", {**context, "has_errors": bool(form.errors)})
