"""For those who announce a round: every text of it as districts will read it, and its copy for the next year."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from applications.intake import services
from applications.intake.forms import CopyForm
from applications.intake.letter import sample_texts
from applications.intake.models import Round
from applications.intake.views.deciding import round_for
from portal.core.policies import requires


@require_safe
@requires("intake.announce", on=round_for)
def texts(request: HttpRequest, call: Round) -> HttpResponse:
    """The letter and every mail of the round, with sample answers in place of a district's."""
    edit = reverse("wagtailsnippets_intake_round:edit", args=[call.pk])
    return render(request, "intake/texts.html", {"call": call, "edit": edit, **sample_texts(call)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.announce", on=round_for)
def copy_round(request: HttpRequest, call: Round) -> HttpResponse:
    """A round for the next year, with the form, the texts and the rules of this one."""
    form = CopyForm(request.POST or None, initial=_next_names(call))
    if form.is_valid():
        copied = services.copy_round(call, actor=request.user, **form.cleaned_data)
        messages.success(request, "The round was copied. Look at its dates and texts, then publish it.")
        return redirect("intake:texts", slug=copied.slug)
    return render(request, "intake/copy_round.html", {"call": call, "form": form, "has_errors": form.is_bound})


def _next_names(call: Round) -> dict[str, Any]:
    year = call.closes_at.year
    title = call.title.replace(str(year), str(year + 1)) if str(year) in call.title else f"{call.title} {year + 1}"
    slug = call.slug.replace(str(year), str(year + 1)) if str(year) in call.slug else f"{call.slug}-{year + 1}"
    return {"title": title[:120], "slug": slugify(slug)[:50]}
