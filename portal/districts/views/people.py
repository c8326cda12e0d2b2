"""The people of a district: who holds which office, who asks, and what may be decided."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.policies import requires
from portal.districts import people as standing
from portal.districts import services
from portal.districts.forms.people import HandOverForm, JoinForm, ReasonForm, TermForm
from portal.districts.models import District, Membership
from portal.districts.providers import handed_over

ACTIONS = ("decide_membership", "end_membership", "set_term", "leave", "hand_over", "see_hand_over")


def district_for(request: HttpRequest, leaid: str) -> District:
    """The district; every district is public."""
    found = District.objects.filter(pk=leaid).first()
    if found is None:
        raise Http404
    return found


def own_district_for(request: HttpRequest, leaid: str) -> District:
    """The district, for those who may see its people; to others there is no such page."""
    found = district_for(request, leaid)
    if not request.user.has_perm("districts.see_people", found):
        raise Http404
    return found


def membership_for(request: HttpRequest, leaid: str, pk: int) -> Membership:
    """A membership that this reader may see."""
    known = Membership.objects.visible_to(request.user).select_related(
        "district", "user", "decided_by", "successor__user"
    )
    found = known.filter(district=leaid, pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@require_safe
@requires("districts.see_own_people")
def own_people(request: HttpRequest) -> HttpResponse:
    """To the people of one's own district."""
    return redirect(standing.own_people_url(request.user))


@require_safe
@requires("districts.see_people", on=own_district_for)
def people(request: HttpRequest, district: District) -> HttpResponse:
    """Who holds which office, requests to decide, invitations that are open."""
    context = {
        "district": district,
        "holders": standing.office_holders(district),
        "asked": standing.requests_to_decide(request.user, district),
        "invitations": standing.open_invitations(request.user, district),
        "own": standing.own_memberships(request.user, district),
        "may_invite": request.user.has_perm("districts.invite", district),
    }
    return render(request, "districts/people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("districts.join", on=district_for)
def join(request: HttpRequest, district: District) -> HttpResponse:
    """Ask for an office in the district."""
    form = JoinForm(request.POST or None)
    if form.is_valid():
        membership = services.request_membership(district, actor=request.user, **form.cleaned_data)
        messages.success(request, "Your request is sent. You get mail when it is decided.")
        return redirect(membership)
    own = standing.own_memberships(request.user, district)
    context = {"district": district, "form": form, "own": own, "has_errors": bool(form.errors)}
    return render(request, "districts/people/join.html", context)


def _page(request: HttpRequest, membership: Membership, **forms: Any) -> HttpResponse:
    """The page of one membership, with a form that was not filled in well, if there is one."""
    may = {verb: request.user.has_perm(f"districts.{verb}", membership) for verb in ACTIONS}
    context = {
        "membership": membership,
        "may": may,
        "term_form": TermForm(initial={"ends_on": membership.ends_on}),
        "reason_form": ReasonForm(),
        "handed": handed_over(membership.district, membership.office) if may["see_hand_over"] else [],
        "predecessors": membership.predecessors.select_related("user"),
        "has_errors": bool(forms),
        **forms,
    }
    return render(request, "districts/people/membership.html", context)


@require_safe
@requires("districts.see_membership", on=membership_for)
def membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    """One person's office: how it stands, what it signed and has open, what may be done."""
    return _page(request, membership)


@require_POST
@requires("districts.decide_membership", on=membership_for)
def approve(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Confirm somebody in an office."""
    form = TermForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, term_form=form)
    services.approve_membership(membership, actor=request.user, **form.cleaned_data)
    messages.success(request, f"{membership.user} is confirmed and gets mail.")
    return redirect("districts:people", membership.district_id)


@require_POST
@requires("districts.decide_membership", on=membership_for)
def decline(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Decline a request, with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, reason_form=form)
    services.decline_membership(membership, actor=request.user, **form.cleaned_data)
    messages.success(request, "The request is declined. The person gets your reason by mail.")
    return redirect("districts:people", membership.district_id)


@require_POST
@requires("districts.end_membership", on=membership_for)
def end(request: HttpRequest, membership: Membership) -> HttpResponse:
    """End somebody's office."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, reason_form=form)
    services.end_membership(membership, actor=request.user, **form.cleaned_data)
    messages.success(request, f"The office of {membership.user} has ended.")
    return redirect("districts:people", membership.district_id)


@require_POST
@requires("districts.set_term", on=membership_for)
def set_term(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Set the last day of a term."""
    form = TermForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, term_form=form)
    services.set_term(membership, actor=request.user, **form.cleaned_data)
    messages.success(request, "The term is saved.")
    return redirect(membership)


@require_POST
@requires("districts.leave", on=membership_for)
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Leave an office, or take back a request."""
    services.leave(membership, actor=request.user)
    messages.success(request, "Done. It takes effect now.")
    return redirect("accounts:account")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("districts.hand_over", on=membership_for, recent=True)
def hand_over(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Hand one's office over to a colleague. Asks for a sign-in within ten minutes."""
    form = HandOverForm(request.POST or None, membership=membership)
    if form.is_valid():
        services.hand_over(membership, actor=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['successor']} holds the office now. You both get mail.")
        return redirect("accounts:account")
    handed = handed_over(membership.district, membership.office)
    context = {"membership": membership, "form": form, "handed": handed, "has_errors": bool(form.errors)}
    return render(request, "districts/people/hand_over.html", context)
