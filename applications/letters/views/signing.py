"""Signing a letter, countersigning it, saying no, and leaving."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from applications.letters import services
from applications.letters.forms import DeclineForm, ReasonForm, SignForm
from applications.letters.models import Letter
from applications.letters.views.reading import letter_for, page
from portal.core.http import client_address
from portal.core.policies import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("letters.sign", on=letter_for, recent=True)
def sign(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Read the whole letter, what changed in it, and sign it."""
    form = SignForm(request.POST or None, initial={"shown_hash": letter.text_hash})
    if form.is_valid():
        services.sign_letter(letter, actor=request.user, **_signature(request, form))
        return redirect(letter)
    return page(request, letter, "letters/sign.html", form=form, has_errors=form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("letters.countersign", on=letter_for, recent=True)
def countersign(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The department signs last."""
    form = SignForm(request.POST or None, initial={"shown_hash": letter.text_hash})
    if form.is_valid():
        services.countersign_letter(letter, actor=request.user, **_signature(request, form))
        return redirect(letter)
    return page(request, letter, "letters/countersign.html", form=form, has_errors=form.is_bound)


def _signature(request: HttpRequest, form: SignForm) -> dict[str, Any]:
    return {
        "typed_name": form.cleaned_data["typed_name"],
        "shown_hash": form.cleaned_data["shown_hash"],
        "address": client_address(request),
        "method": how_signed_in(request),
    }


def how_signed_in(request: HttpRequest) -> str:
    """How the person was identified in this session: “password”, “password, mfa (totp)”."""
    names = []
    for record in get_authentication_records(request, request.user):
        kind = record.get("type") or record.get("provider")
        names.append(f"{record['method']} ({kind})" if kind else record["method"])
    return ", ".join(dict.fromkeys(names))[:120] or "signed in"


@require_http_methods(["GET", "HEAD", "POST"])
@requires("letters.decline", on=letter_for)
def decline(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Say no, with a reason."""
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        services.decline_letter(letter, actor=request.user, **form.cleaned_data)
        return redirect(letter)
    return page(request, letter, "letters/decline.html", form=form, has_errors=form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("letters.withdraw", on=letter_for, recent=True)
def withdraw(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Leave the network before the term is over."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.withdraw_letter(letter, actor=request.user, **form.cleaned_data)
        return redirect(letter)
    return page(request, letter, "letters/withdraw.html", form=form, has_errors=form.is_bound)
