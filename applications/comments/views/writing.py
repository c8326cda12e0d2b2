"""Anybody comments on a proposal."""

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from applications.comments import services
from applications.comments.clock import clock_of_service
from applications.comments.forms import WriteForm
from applications.comments.views.finding import FORMS, waiver_for
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.core.policies import public

BY_ACCOUNT, BY_ADDRESS = {"write": "5/h/user"}, {"write": "5/h/ip"}
FLOOD = "At most five comments an hour are taken from one person. Your words are still below: send them later."
FLOOD_OF_ADDRESS = (
    "At most five comments an hour are taken from one internet connection. Your words are still below: send them "
    "later, or from another place."
)


@require_http_methods(FORMS)
@public
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a comment, signed in or not. What is refused keeps what was typed."""
    waiver = waiver_for(request, reference)
    form = WriteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused = _refusal(request, waiver, form)
        if not refused:
            return redirect("comments:comments", reference=waiver.reference)
        form.add_error(None, refused)
    context: dict[str, Any] = {"waiver": waiver, "notice": waiver.notices.first(), "form": form}
    context |= {"clock": clock_of_service(), "takes": request.user.has_perm("comments.write", waiver)}
    return render(request, "comments/write.html", {**context, "has_errors": bool(form.errors)})


def _refusal(request: HttpRequest, waiver: Waiver, form: WriteForm) -> str:
    """Keep the comment; or why it is not taken, in a sentence."""
    known = request.user.is_authenticated
    config = BY_ACCOUNT if known else BY_ADDRESS
    if not ratelimit.consume(request, app="comments", action="write", config=config):
        return FLOOD if known else FLOOD_OF_ADDRESS
    try:
        made = services.write_comment(waiver, **form.cleaned_data, actor=request.user)
    except NotAllowed as refused:
        return str(refused)
    messages.success(request, f"Thank you. It is comment {made.number}. MDE reads it before it is shown.")
    return ""
