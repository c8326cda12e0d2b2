"""The page of mentoring: what it is, what one's own district offers and asks for, who offers what; and MDE's pool."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentorship.profiles import queries
from mentorship.profiles.forms import OfferFilter
from mentorship.profiles.models import Block, Offer, Request
from mentorship.profiles.providers import parts_for
from portal.core.policies import public, requires
from portal.districts.models import LEADING_OFFICES, District
from portal.districts.policies import holds_office, offices_of

PAGE = 20


@require_safe
@public
def mentoring(request: HttpRequest) -> HttpResponse:
    """For everybody what mentoring is; for districts their own part and the offers of others."""
    user = request.user
    context: dict[str, Any] = {"may_see": user.has_perm("profiles.see_offers"), "parts": parts_for(user)}
    if context["may_see"]:
        form = OfferFilter(request.GET or None)
        chosen = form.cleaned_data if form.is_valid() else {}
        found = queries.offers_for(user, **chosen)
        context |= {"filter": form, "is_filtered": any(chosen.values()), "own": own(user)}
        context["page"] = Paginator(found, PAGE).get_page(request.GET.get("page"))
        context["sees_pool"] = user.has_perm("profiles.see_pool")
    return render(request, "profiles/mentoring.html", context)


def own(user: Any) -> list[dict[str, Any]]:
    """The districts of a person, each with its offer and its request."""
    leaids = list(offices_of(user))
    offers = {each.district_id: each for each in Offer.objects.filter(district__in=leaids)}
    asked = {each.district_id: each for each in Request.objects.filter(district__in=leaids)}
    return [
        {
            "district": district,
            "offer": offers.get(district.pk),
            "request": asked.get(district.pk),
            "leads": holds_office(user, district, *LEADING_OFFICES),
        }
        for district in District.objects.filter(pk__in=leaids)
    ]


@require_safe
@requires("profiles.see_pool")
def pool(request: HttpRequest) -> HttpResponse:
    """All that wait for a mentor, and all that mentor."""
    offers = Offer.objects.select_related("district__county").prefetch_related("strengths")
    asked = Paginator(queries.pool_requests(), PAGE).get_page(request.GET.get("page"))
    shown = Paginator(offers, PAGE).get_page(request.GET.get("offers"))
    blocks = Block.objects.standing().select_related("district", "other")
    return render(request, "profiles/pool.html", {"page": asked, "offers": shown, "blocks": blocks[:100]})
