"""Requests: reading one, writing it, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.profiles import queries, services
from mentorship.profiles.forms import RequestForm, WithdrawForm
from mentorship.profiles.models import Offer, Request
from mentorship.profiles.views.finding import FORMS, district_for, request_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.districts.models import District


@require_safe
@requires("profiles.read_request", on=request_for)
def request_page(request: HttpRequest, asked: Request) -> HttpResponse:
    """What the district asked for."""
    context = {
        "asked": asked,
        "wishes": asked.wishes.select_related("offer__district"),
        "may_write": request.user.has_perm("profiles.write", asked),
    }
    return render(request, "profiles/request.html", context)


@require_http_methods(FORMS)
@requires("profiles.write", on=district_for)
def write_request(request: HttpRequest, district: District) -> HttpResponse:
    """Say what the district needs; its data propose what may be most pressing."""
    known = Request.objects.filter(district=district).first()
    kept = list(known.wishes.values_list("offer", flat=True)) if known else []
    offers = Offer.objects.open() | Offer.objects.filter(pk__in=kept)
    form = RequestForm(
        request.POST or None,
        request=known,
        offers=list(offers.exclude(district=district).select_related("district")),
        proposals=queries.proposed_needs(district),
        pathways=list(queries.pathways_of(district)),
    )
    if form.is_valid():
        try:
            made = services.write_request(district, **form.facts(), actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. It takes part in the next matching; you get a mail with the result.")
            return redirect(made)
    context = {"district": district, "asked": known, "form": form, "has_errors": bool(form.errors)}
    return render(request, "profiles/write_request.html", context)


@require_http_methods(FORMS)
@requires("profiles.write", on=request_for)
def withdraw(request: HttpRequest, asked: Request) -> HttpResponse:
    """Take it back."""
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        services.withdraw_request(asked, **form.cleaned_data, actor=request.user)
        messages.success(request, "Taken back. What you wrote stays: you can open it again.")
        return redirect(asked)
    return render(request, "profiles/withdraw.html", {"asked": asked, "form": form, "has_errors": bool(form.errors)})
