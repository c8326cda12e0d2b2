"""Meetings: the list, the page of one, planning, changing, cancelling, holding, attendance."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.meetings import queries, services
from plcs.meetings.forms import AttendanceForm, ChangeForm, PlanForm, ReasonForm, RsvpForm, TopicForm
from plcs.meetings.models import Coming, Meeting
from plcs.meetings.views.finding import FORMS, meeting_for, plc_for
from plcs.workgroups.models import Workgroup
from portal.core.policies import requires

PAGE = 20


@require_safe
@requires("meetings.read", on=plc_for)
def meetings(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """All meetings of a PLC: those to come, then those that were."""
    past = (
        Meeting.objects.filter(workgroup=workgroup)
        .exclude(state="planned")
        .select_related("workgroup__pathway", "minutes")
    )
    context = {
        "workgroup": workgroup,
        "coming": queries.coming(workgroup),
        "page": Paginator(past, PAGE).get_page(request.GET.get("page")),
        "series": queries.series_of(workgroup),
        "may_plan": request.user.has_perm("meetings.plan", workgroup),
    }
    return render(request, "meetings/meetings.html", context)


@require_http_methods(FORMS)
@requires("meetings.plan", on=plc_for)
def plan(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Plan a meeting or a series."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        made = services.plan_meetings(workgroup, **form.cleaned_data, actor=request.user)
        words = "Planned" if len(made) == 1 else f"{len(made)} meetings are planned"
        messages.success(request, f"{words}. The people of the PLC are told.")
        return redirect(made[0])
    return render(request, "meetings/plan.html", {"workgroup": workgroup, "form": form, "has_errors": form.errors})


@require_safe
@requires("meetings.read", on=meeting_for)
def meeting(request: HttpRequest, found: Meeting) -> HttpResponse:
    """One meeting: when, where, its agenda, what one can do now."""
    return render(request, "meetings/meeting.html", meeting_page(request, found))


def meeting_page(
    request: HttpRequest, found: Meeting, form: TopicForm | None = None, rsvp: RsvpForm | None = None
) -> dict[str, Any]:
    """What the page of a meeting shows this reader."""
    user = request.user
    may = {name: user.has_perm(f"meetings.{name}", found) for name in ("arrange", "propose", "order_agenda", "plan")}
    return {
        "meeting": found,
        "workgroup": found.workgroup,
        "agenda": queries.agenda(found),
        "may": may,
        "may_note": user.has_perm("meetings.note_attendance", found),
        "minutes": getattr(found, "minutes", None),
        "attendance": queries.attendance(found),
        "actions": queries.actions_of(found),
        "form": (form or TopicForm()) if may["propose"] else None,
        "has_errors": bool((form and form.errors) or (rsvp and rsvp.errors)),
        **rsvp_part(request, found, rsvp),
    }


def rsvp_part(request: HttpRequest, found: Meeting, form: RsvpForm | None) -> dict[str, Any]:
    """Who says that they come, and the form to say so oneself, while the meeting is to come."""
    if not found.is_planned:
        return {}
    answers = queries.answers_to(found, request.user)
    if not request.user.has_perm("meetings.rsvp", found):
        return {"answers": answers}
    own = {"coming": answers.own.coming, "reason": answers.own.reason} if answers.own else {}
    return {"answers": answers, "rsvp": form or RsvpForm(initial=own)}


@require_POST
@requires("meetings.rsvp", on=meeting_for)
def rsvp(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Say whether one comes."""
    form = RsvpForm(request.POST)
    if form.is_valid():
        services.answer_meeting(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "Noted. You can change it until the meeting begins.")
        return redirect(found)
    return render(request, "meetings/meeting.html", meeting_page(request, found, rsvp=form))


@require_http_methods(FORMS)
@requires("meetings.arrange", on=meeting_for)
def change(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Change its time, place or name."""
    form = ChangeForm.of(found, request.POST or None)
    if form.is_valid():
        services.change_meeting(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "Changed. If the time or place is another, the people of the PLC get a mail.")
        return redirect(found)
    context = {"meeting": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/change.html", context)


@require_http_methods(FORMS)
@requires("meetings.arrange", on=meeting_for)
def cancel(request: HttpRequest, found: Meeting) -> HttpResponse:
    """It does not take place."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.cancel_meeting(found, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Cancelled. The people of the PLC were told by mail.")
        return redirect(found)
    context = {"meeting": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/cancel.html", context)


@require_POST
@requires("meetings.arrange", on=meeting_for)
def hold(request: HttpRequest, found: Meeting) -> HttpResponse:
    """It takes place; the minutes begin."""
    services.hold_meeting(found, actor=request.user)
    messages.success(request, "The minutes have begun. Note first who is there.")
    return redirect("meetings:attendance", found.workgroup.slug, found.reference)


@require_http_methods(FORMS)
@requires("meetings.note_attendance", on=meeting_for)
def attendance(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Who was there."""
    people, noted = queries.people_for(found), list(found.attendance.all())
    excused = set(found.rsvps.in_force().filter(coming=Coming.NO).values_list("user", flat=True))
    who: dict[str, Any] = {"people": people, "noted": noted, "excused": excused}
    form = AttendanceForm(request.POST if request.method == "POST" else None, **who)
    if form.is_valid():
        services.note_attendance(found, presence=form.presence(), actor=request.user)
        messages.success(request, "Noted.")
        return redirect(found.minutes)
    context = {"meeting": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/attendance.html", context)
