"""Approval of minutes: put, taken back, agreed to, amended, corrected; the sealed text and its PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.meetings import queries, services
from plcs.meetings.compiled import paper_of
from plcs.meetings.forms import AmendmentForm, AnswerForm, CorrectionForm
from plcs.meetings.models import Amendment, Minutes, Section
from plcs.meetings.states import MinutesState
from plcs.meetings.views.answers import pdf_answer, text_answer
from plcs.meetings.views.finding import FORMS, amendment_for, minutes_for, section_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires


@require_http_methods(FORMS)
@requires("meetings.put", on=minutes_for)
def put(request: HttpRequest, found: Minutes) -> HttpResponse:
    """Ask those who were present to agree."""
    if request.method == "POST":
        services.put_to_approval(found, actor=request.user)
        messages.success(request, "Those who were present are asked by mail to agree.")
        return redirect(found)
    context = {"minutes": found, "meeting": found.meeting, "workgroup": found.workgroup, "present": found.present()}
    return render(request, "meetings/put.html", {**context, "empty": queries.empty_sections(found)})


@require_POST
@requires("meetings.take_back", on=minutes_for)
def take_back(request: HttpRequest, found: Minutes) -> HttpResponse:
    """Back to the draft."""
    services.take_back(found, actor=request.user)
    messages.success(request, "They are a draft again. Those present are asked anew when you put them to approval.")
    return redirect(found)


@require_POST
@requires("meetings.answer", on=minutes_for)
def agree(request: HttpRequest, found: Minutes) -> HttpResponse:
    """Agree with the minutes as they were shown."""
    shown = request.POST.get("round", "")
    fresh = services.agree_to_minutes(
        found, shown=int(shown) if shown.isdecimal() and len(shown) < 6 else 0, actor=request.user
    )
    done = fresh.state == MinutesState.APPROVED
    messages.success(request, "Thank you. All agree: the minutes are approved." if done else "Thank you. You agree.")
    return redirect(found)


@require_http_methods(FORMS)
@requires("meetings.answer", on=section_for)
def amend(request: HttpRequest, section: Section) -> HttpResponse:
    """Ask for a change of a section."""
    form = AmendmentForm(request.POST or None)
    if form.is_valid():
        services.ask_amendment(section, **form.cleaned_data, actor=request.user)
        messages.success(request, "Asked. The leads get a mail, and you get one with their answer.")
        return redirect(section.minutes)
    context = {"section": section, "minutes": section.minutes, "meeting": section.minutes.meeting, "form": form}
    context |= {"workgroup": section.workgroup, "has_errors": bool(form.errors)}
    return render(request, "meetings/amend.html", context)


@require_http_methods(FORMS)
@requires("meetings.answer_amendment", on=amendment_for)
def answer_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Say whether a change was taken in."""
    form, section = AnswerForm(request.POST or None), amendment.section
    if form.is_valid():
        try:
            services.answer_amendment(amendment, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{amendment.asked_by.name} was told by mail.")
            return redirect(section.minutes)
    context = {"amendment": amendment, "section": section, "minutes": section.minutes, "form": form}
    context |= {"meeting": section.minutes.meeting, "workgroup": section.workgroup, "has_errors": bool(form.errors)}
    return render(request, "meetings/answer_amendment.html", context)


@require_http_methods(FORMS)
@requires("meetings.correct", on=minutes_for)
def correct(request: HttpRequest, found: Minutes) -> HttpResponse:
    """Add a note to approved minutes."""
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        services.correct_minutes(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "The note stands beneath the minutes.")
        return redirect(found)
    context = {"minutes": found, "meeting": found.meeting, "workgroup": found.workgroup, "form": form}
    return render(request, "meetings/correct.html", {**context, "has_errors": bool(form.errors)})


@require_safe
@requires("meetings.read", on=minutes_for)
def text(request: HttpRequest, found: Minutes) -> HttpResponse:
    """The approved text, byte for byte what its hash is made of; a draft as it stands."""
    return text_answer(queries.text_now(found), f"minutes-{found.meeting.reference}.txt")


@require_safe
@requires("meetings.read", on=minutes_for)
def pdf(request: HttpRequest, found: Minutes) -> HttpResponse:
    """The minutes on paper, with the notes that correct them."""
    return pdf_answer(paper_of(found), f"minutes-{found.meeting.reference}.pdf")


@require_POST
@requires("meetings.promote", on=minutes_for)
def promote(request: HttpRequest, found: Minutes) -> HttpResponse:
    """Begin a practice with what the minutes say."""
    address = services.promote_minutes(found, actor=request.user)
    messages.success(request, "A draft of a practice was begun. It says where it comes from.")
    return redirect(address)
