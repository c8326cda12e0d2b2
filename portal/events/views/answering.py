"""Answering an event, on its page or by the link of a mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.errors import NotAllowed
from portal.core.policies import public, requires
from portal.events import services
from portal.events.forms import AnswerForm
from portal.events.models import Event, Registration
from portal.events.queries import own_answer
from portal.events.views.event import page_of
from portal.events.views.finding import asked_by_mail, event_for

TOLD = {
    "registered": "You have a place. A mail with a calendar file is on its way.",
    "waiting": "All places are taken. You are on the waiting list, and get a mail when a place is free.",
    "offered": "A place is offered to you. Please take it on this page.",
    "open": "Noted: maybe. No place is held for you.",
    "lapsed": "Noted.",
    "given_up": "Noted: you do not come. Thank you for saying so.",
}


@require_POST
@requires("events.answer", on=event_for)
def answer(request: HttpRequest, event: Event) -> HttpResponse:
    """Yes, maybe, or no with a reason."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            given = services.answer_event(event, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, TOLD[given.state])
            return redirect(event)
    return render(request, "events/event.html", page_of(request, event, form))


@require_POST
@requires("events.answer", on=event_for)
def take(request: HttpRequest, event: Event) -> HttpResponse:
    """Take the place that is offered."""
    own = own_answer(event, request.user)
    if own is None:
        raise NotAllowed("There is no offer to take.")
    services.take_place(own, actor=request.user)
    messages.success(request, TOLD["registered"])
    return redirect(event)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """The page a mail leads to: what the event is, and buttons. Looking changes nothing; sending answers once.

    The link signs nobody in and shows nothing but title and time.
    """
    event, person = asked_by_mail(code)
    form, given = AnswerForm(request.POST or None), None
    if form.is_valid():
        try:
            given = services.reply_by_mail(event, **form.cleaned_data, person=person)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, TOLD[given.state])
            return redirect("events:reply", code=code)
    is_good = event.is_published and not event.has_begun and services.may_reply_by_mail(event, person)
    context = {"event": event, "form": form, "is_good": is_good, "has_errors": is_good and bool(form.errors)}
    return render(request, "events/reply.html", context | {"was_answered": was_answered(event, person.pk)})


def was_answered(event: Event, person: int) -> bool:
    """Whether the person has answered."""
    return Registration.objects.filter(event=event, user=person, is_team=False).exists()
