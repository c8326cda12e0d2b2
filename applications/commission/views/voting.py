"""Members move, second, take back and vote."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.commission import services
from applications.commission.forms import MotionForm, VoteForm
from applications.commission.models import Item, Motion
from applications.commission.views.finding import FORMS, item_for, motion_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires


@require_http_methods(FORMS)
@requires("commission.move", on=item_for)
def move(request: HttpRequest, item: Item, provision: int) -> HttpResponse:
    """Move what to recommend for a provision."""
    found = get_object_or_404(item.waiver.provisions.select_related("standard__standard"), pk=provision)
    form = MotionForm(request.POST or None)
    if form.is_valid():
        try:
            services.make_motion(item, found, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Moved. Another member seconds it, then it is voted on.")
            return redirect(item.sitting)
    context = {"item": item, "provision": found, "form": form, "has_errors": bool(form.errors)}
    return render(request, "commission/move.html", context)


@require_POST
@requires("commission.second", on=motion_for)
def second(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Second a motion."""
    services.second_motion(motion, actor=request.user)
    messages.success(request, "Seconded. It is voted on now.")
    return redirect(motion.item.sitting)


@require_POST
@requires("commission.take_back", on=motion_for)
def take_back(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Take one's own motion back."""
    services.take_back_motion(motion, actor=request.user)
    messages.success(request, "Taken back.")
    return redirect(motion.item.sitting)


@require_POST
@requires("commission.vote", on=motion_for, recent=True)
def vote(request: HttpRequest, motion: Motion) -> HttpResponse:
    """Vote, or vote otherwise; who votes has shown who they are within ten minutes."""
    form = VoteForm(request.POST)
    if not form.is_valid():
        raise NotAllowed("Please choose yes, no or abstain.")
    services.cast_vote(motion, choice=form.cleaned_data["choice"], actor=request.user)
    messages.success(request, "Your vote is kept. You may change it until the meeting closes.")
    return redirect(motion.item.sitting)
