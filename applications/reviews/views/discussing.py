"""The discussion of one subject: its reviews as the panel's phase shows them, words, and the agreed score."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.reviews import services
from applications.reviews.forms import AgreeForm, PostForm
from applications.reviews.models import Subject
from applications.reviews.queries import discussion_of
from portal.core.policies import requires


def subject_for(request: HttpRequest, number: int) -> Subject:
    """A subject that the person may know of: never one of a district they are tied to."""
    found = Subject.objects.visible_to(request.user).select_related("panel", "district").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("reviews.discuss", on=subject_for)
def discuss(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Read the reviews side by side and talk about them."""
    form = PostForm(request.POST or None)
    if form.is_valid():
        services.write_post(subject, text=form.cleaned_data["text"], actor=request.user)
        return redirect("reviews:discuss", number=subject.pk)
    context: dict[str, Any] = {"subject": subject, "form": form, "has_errors": form.is_bound}
    context |= discussion_of(subject, request.user)
    if request.user.has_perm("reviews.run") and subject.panel.is_open:
        context["agree_form"] = AgreeForm(initial={"score": subject.agreed})
    return render(request, "reviews/discuss.html", context)


@require_POST
@requires("reviews.run", on=subject_for)
def agree(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Note the score on which the panel agreed."""
    form = AgreeForm(request.POST)
    if form.is_valid():
        services.agree_score(subject, form.cleaned_data["score"], actor=request.user)
        messages.success(request, "The agreed score is noted. It counts in place of the mean.")
    else:
        messages.error(request, "An agreed score is a number from 0 to 100.")
    return redirect("reviews:discuss", number=subject.pk)
