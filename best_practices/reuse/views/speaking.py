"""What people say of a practice, and the moderators' list of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from best_practices.reuse import services
from best_practices.reuse.forms import FeedbackForm, HideForm
from best_practices.reuse.models import Feedback
from best_practices.reuse.saying import waiting_for_moderator
from best_practices.reuse.views.finding import districts_of_person, feedback_for, practice_at
from portal.core.errors import NotAllowed
from portal.core.policies import requires

ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires("reuse.give_feedback")
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what came of a practice; what one said before stands in the form."""
    practice = practice_at(slug)
    before = Feedback.objects.filter(practice=practice, author=request.user.pk).first()
    first = {"verdict": before.verdict, "reason": before.reason, "district": before.district_id} if before else {}
    form = FeedbackForm(request.POST or None, initial=first, districts=districts_of_person(request.user))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("verdict", "reason")}
        try:
            services.give_feedback(practice, form.cleaned_data["district"], **words, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. A moderator looks at it before readers see it.")
            return redirect(practice.get_absolute_url())
    context = {"practice": practice, "form": form, "before": before, "has_errors": bool(form.errors)}
    return render(request, "reuse/feedback.html", context)


@require_POST
@requires("reuse.give_feedback", on=feedback_for)
def take_back(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Take back what one said."""
    address = feedback.practice.get_absolute_url()
    services.take_feedback_back(feedback, actor=request.user)
    messages.success(request, "Taken back. Nothing of it is shown.")
    return redirect(address)


@require_safe
@requires("reuse.read_held")
def held(request: HttpRequest) -> HttpResponse:
    """What waits for a moderator."""
    page = Paginator(waiting_for_moderator(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reuse/held.html", {"page": page, "form": HideForm(auto_id=False)})


@require_POST
@requires("reuse.judge_feedback", on=feedback_for)
def show(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Let readers see it."""
    services.show_feedback(feedback, actor=request.user)
    messages.success(request, "Readers see it now. Its author gets a mail.")
    return redirect("reuse:held")


@require_POST
@requires("reuse.judge_feedback", on=feedback_for)
def hide(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Do not let readers see it, and say why."""
    form = HideForm(request.POST)
    if form.is_valid():
        services.hide_feedback(feedback, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Readers do not see it. Its author reads the reason.")
    else:
        messages.error(request, "Please give the reason: its author reads it. Nothing was changed.")
    return redirect("reuse:held")
