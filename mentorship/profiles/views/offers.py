"""Offers: reading one, writing it, pausing; and the blocks of a district."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.profiles import queries, services
from mentorship.profiles.forms import BlockForm, OfferForm
from mentorship.profiles.models import Block, Offer
from mentorship.profiles.views.finding import FORMS, block_for, district_for, offer_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.districts.models import District
from portal.districts.policies import is_member


@require_safe
@requires("profiles.read_offer", on=offer_for)
def offer(request: HttpRequest, offer: Offer) -> HttpResponse:
    """What a district offers, with what shows it. Its limits are read by the district and by MDE."""
    user = request.user
    context = {
        "offer": offer,
        "strengths": offer.strengths.all(),
        "pathways": offer.pathways.all(),
        "grade": queries.newest_grades([offer.district_id]).get(offer.district_id),
        "may_write": user.has_perm("profiles.write", offer),
        "sees_limits": is_member(user, offer.district_id) or user.has_perm("profiles.see_pool"),
    }
    return render(request, "profiles/offer.html", context)


@require_http_methods(FORMS)
@requires("profiles.write", on=district_for)
def write_offer(request: HttpRequest, district: District) -> HttpResponse:
    """Say what the district can do for others; its data propose the strengths."""
    known = Offer.objects.filter(district=district).first()
    proposals = queries.proposed_strengths(district)
    form = OfferForm(request.POST or None, offer=known, proposals=proposals, pathways=queries.pathways_of(district))
    if form.is_valid():
        try:
            made = services.write_offer(district, strengths=form.strengths(), **form.facts(), actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. It takes part in the next matching.")
            return redirect(made)
    practices = queries.practices_of(district)
    context = {"district": district, "offer": known, "form": form, "practices": practices}
    return render(request, "profiles/write_offer.html", {**context, "has_errors": bool(form.errors)})


@require_POST
@requires("profiles.write", on=offer_for)
def pause(request: HttpRequest, offer: Offer) -> HttpResponse:
    """No new matches for now."""
    services.pause_offer(offer, actor=request.user)
    messages.success(request, "Paused. Matches that stand go on; the next matching leaves you out.")
    return redirect(offer)


@require_POST
@requires("profiles.write", on=offer_for)
def resume(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Take part again."""
    services.resume_offer(offer, actor=request.user)
    messages.success(request, "Open again. It takes part in the next matching.")
    return redirect(offer)


@require_http_methods(FORMS)
@requires("profiles.write", on=district_for)
def blocks(request: HttpRequest, district: District) -> HttpResponse:
    """With whom the district is not to be paired."""
    form = BlockForm(request.POST or None, district=district)
    if form.is_valid():
        block = services.declare_block(district, **form.cleaned_data, actor=request.user)
        messages.success(request, f"Noted: not with {block.other}.")
        return redirect("mentoring:blocks", district.pk)
    standing = Block.objects.standing().filter(district=district).select_related("other", "declared_by")
    context = {"district": district, "form": form, "blocks": standing, "has_errors": bool(form.errors)}
    return render(request, "profiles/blocks.html", context)


@require_POST
@requires("profiles.write", on=block_for)
def end_block(request: HttpRequest, block: Block) -> HttpResponse:
    """It no longer holds."""
    services.end_block(block, actor=request.user)
    messages.success(request, "It no longer holds.")
    return redirect("mentoring:blocks", block.district_id)
