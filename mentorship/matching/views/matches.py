"""One mentorship: its page, the answer to the proposal, goals, the log, the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.matching import queries, services, showing
from mentorship.matching.forms import AgreementForm, AnswerForm, ContactForm, EndForm
from mentorship.matching.models import Contact, Match
from mentorship.matching.moved import moved
from mentorship.matching.providers import travelled
from mentorship.matching.views.finding import FORMS, contact_for, match_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.districts.policies import is_member


@require_safe
@requires("matching.read", on=match_for)
def match_page(request: HttpRequest, match: Match) -> HttpResponse:
    """Who, why these two, what is agreed, what was noted."""
    return render(request, "matching/match.html", page_of(request, match))


def page_of(request: HttpRequest, match: Match, **more: Any) -> dict[str, Any]:
    """What the page of a mentorship shows this reader."""
    user = request.user
    may = {verb: user.has_perm(f"matching.{verb}", match) for verb in ("answer", "agree", "note", "end", "survey")}
    sees_reason = user.has_perm("matching.see_runs") or not match.ended_at or bool(match.started_at)
    return {
        "match": match,
        "why": showing.reasons(match.why),
        "contacts": match.contacts.select_related("noted_by"),
        "strengths": match.offer.strengths.all(),
        "may": may,
        "sees_reason": sees_reason,
        "shows_sides": match.is_proposed or match.is_active,
        "is_mentor": is_member(user, match.mentor_id),
        "answer": AnswerForm() if may["answer"] else None,
        "form": ContactForm(group=queries.group_of(match, user)) if may["note"] else None,
        "group": queries.group_names(match),
        "moved": moved(match, match.measures.visible_to(user)),
        "travelled": travelled(match),
        "surveys": match.surveys.select_related("said_by") if user.has_perm("matching.see_runs") else [],
        **more,
    }


@require_POST
@requires("matching.answer", on=match_for)
def answer(request: HttpRequest, match: Match) -> HttpResponse:
    """Yes or no."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "matching/match.html", page_of(request, match, answer=form, has_errors=True))
    fresh = services.answer_match(match, **form.cleaned_data, actor=request.user)
    if fresh.is_active:
        messages.success(request, "Both said yes: it begins. Write down together what you want to reach.")
    elif fresh.is_proposed:
        messages.success(request, "Thank you. It begins as soon as the other side says yes.")
    else:
        messages.success(request, "Thank you for saying so. Whoever comes next is asked.")
    return redirect(fresh)


@require_http_methods(FORMS)
@requires("matching.agree", on=match_for)
def agree(request: HttpRequest, match: Match) -> HttpResponse:
    """What the two want to reach."""
    known: dict[str, Any] = {name: getattr(match, name) for name in ("goals", "goes_back", "first_meeting_by")}
    known["measures"] = match.measures.all()
    form = AgreementForm(request.POST or None, initial=known, offered=queries.measures_for(match, request.user))
    if form.is_valid():
        services.agree(match, **form.cleaned_data, actor=request.user)
        messages.success(request, "Kept. Both districts read it.")
        return redirect(match)
    return render(request, "matching/agree.html", {"match": match, "form": form, "has_errors": bool(form.errors)})


@require_POST
@requires("matching.note", on=match_for)
def note(request: HttpRequest, match: Match) -> HttpResponse:
    """Note a contact."""
    form = ContactForm(request.POST, group=queries.group_of(match, request.user))
    if form.is_valid():
        try:
            services.note_contact(match, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("held_on", str(refused))
        else:
            messages.success(request, "Noted. It counts for the mentor in the ledger.")
            return redirect(match)
    return render(request, "matching/match.html", page_of(request, match, form=form, has_errors=True))


@require_POST
@requires("matching.strike", on=contact_for)
def strike(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Strike out what was noted by mistake."""
    services.strike_contact(contact, actor=request.user)
    messages.success(request, "Struck out. It counts no more.")
    return redirect(contact.match)


@require_http_methods(FORMS)
@requires("matching.end", on=match_for)
def end(request: HttpRequest, match: Match) -> HttpResponse:
    """End it, without blame."""
    form = EndForm(request.POST or None)
    if form.is_valid():
        services.end_match(match, **form.cleaned_data, actor=request.user)
        messages.success(request, "It has ended. Thank you for what you did.")
        return redirect(match)
    return render(request, "matching/end.html", {"match": match, "form": form, "has_errors": bool(form.errors)})
