"""A letter, signing and declining it, its sealed PDF, and the public verification."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from applications.letters import services
from applications.letters.forms import CodeForm, DeclineForm, SignForm
from applications.letters.models import Letter
from applications.letters.wording import parts
from portal.core import files
from portal.core.http import client_address
from portal.core.policies import public, requires
from portal.core.references import tidy


def letter_for(request: HttpRequest, reference: str) -> Letter:
    """The letter of this reference, if the reader may know it."""
    letters = Letter.objects.visible_to(request.user).select_related("district", "pdf", "issued_by")
    letter = letters.filter(reference=reference).first()
    if letter is None:
        raise Http404
    return letter


def _page(request: HttpRequest, letter: Letter, template: str, **context: Any) -> HttpResponse:
    signatures = letter.signatures.select_related("signer")
    context |= {"letter": letter, "parts": parts(letter.text), "signatures": signatures}
    context["may_sign"] = request.user.has_perm("letters.sign", letter)
    return render(request, template, context)


@require_safe
@requires("letters.read", on=letter_for)
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter, whole, with where it stands."""
    return _page(request, letter, "letters/letter.html")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("letters.sign", on=letter_for, recent=True)
def sign(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Read the whole letter and sign it."""
    form = SignForm(request.POST or None, initial={"shown_hash": letter.text_hash})
    if form.is_valid():
        services.sign_letter(
            letter,
            typed_name=form.cleaned_data["typed_name"],
            shown_hash=form.cleaned_data["shown_hash"],
            actor=request.user,
            address=client_address(request),
            method=how_signed_in(request),
        )
        return redirect(letter)
    return _page(request, letter, "letters/sign.html", form=form, has_errors=form.is_bound)


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
    return _page(request, letter, "letters/decline.html", form=form, has_errors=form.is_bound)


@require_safe
@requires("letters.read", on=letter_for)
def letter_pdf(request: HttpRequest, letter: Letter) -> HttpResponseBase:
    """The sealed copy of a signed letter."""
    if letter.pdf is None:
        raise Http404
    return files.serve(letter.pdf)


@require_safe
@public
def verify(request: HttpRequest) -> HttpResponse:
    """Type the code of a letter to see whether it is genuine."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("letters:verified", code=form.cleaned_data["code"])
    return render(request, "letters/verify.html", {"form": form, "has_errors": form.is_bound})


@require_safe
@public
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for: which district signed, by which office, when, and the hash of the text."""
    signed = Letter.objects.select_related("district").prefetch_related("signatures", "pathways")
    letter = signed.filter(code=tidy(code), pdf__isnull=False).first()
    return render(request, "letters/verified.html", {"letter": letter, "code": code}, status=200 if letter else 404)
