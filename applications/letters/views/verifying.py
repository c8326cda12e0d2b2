"""Anybody verifies a letter: by its code, or with the PDF they hold."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from applications.letters.forms import CodeForm, FileForm
from applications.letters.models import Letter
from portal.core.policies import public
from portal.core.references import tidy

NOT_GENUINE = "This file is not a letter as the portal sealed it. One changed byte is enough. Nothing of it was kept."


@require_http_methods(["GET", "HEAD", "POST"])
@public
def verify(request: HttpRequest) -> HttpResponse:
    """Type the code of a letter, or send the PDF, to see whether it is genuine."""
    if request.method == "POST":
        return _verify_file(request)
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("letters:verified", code=form.cleaned_data["code"])
    context = {"form": form, "file_form": FileForm(), "has_errors": form.is_bound}
    return render(request, "letters/verify.html", context)


def _verify_file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        digest = hashlib.sha256()
        for chunk in form.cleaned_data["letter_file"].chunks():
            digest.update(chunk)
        letter = Letter.objects.filter(pdf__sha256=digest.hexdigest()).first()
        if letter:
            return redirect("letters:verified", code=letter.code)
        form.add_error("letter_file", NOT_GENUINE)
    return render(request, "letters/verify.html", {"form": CodeForm(), "file_form": form, "has_errors": True})


@require_safe
@public
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for: which district signed, by which office, when, and the hash of the text."""
    signed = Letter.objects.select_related("district", "pdf").prefetch_related("signatures", "pathways")
    letter = signed.filter(code=tidy(code), pdf__isnull=False).first()
    return render(request, "letters/verified.html", {"letter": letter, "code": code}, status=200 if letter else 404)
