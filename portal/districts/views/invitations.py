"""Invitations to an office: send, take back, accept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.policies import requires
from portal.districts import services
from portal.districts.forms.people import InvitationForm
from portal.districts.models import District, Invitation
from portal.districts.views.people import own_district_for


def sent_invitation_for(request: HttpRequest, leaid: str, pk: int) -> Invitation:
    """An invitation of a district whose people this reader may see."""
    known = Invitation.objects.visible_to(request.user).select_related("district")
    found = known.filter(district=leaid, pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def received_invitation_for(request: HttpRequest, token: str) -> Invitation:
    """The invitation whose token this is."""
    found = (
        Invitation.objects.filter(token_hash=services.hash_of(token)).select_related("district", "invited_by").first()
    )
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("districts.invite", on=own_district_for)
def invite(request: HttpRequest, district: District) -> HttpResponse:
    """Invite an address to an office. The answer is the same whether or not the address has an account."""
    form = InvitationForm(request.POST or None, inviter=request.user, district=district)
    if form.is_valid():
        invitation = services.invite(district, actor=request.user, **form.cleaned_data)
        messages.success(request, f"The invitation to {invitation.email} is sent. It is good for seven days.")
        return redirect("districts:people", district.pk)
    context = {"district": district, "form": form, "has_errors": bool(form.errors)}
    return render(request, "districts/people/invite.html", context)


@require_POST
@requires("districts.revoke_invitation", on=sent_invitation_for)
def revoke_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Take an invitation back."""
    services.revoke_invitation(invitation, actor=request.user)
    messages.success(request, "The invitation is taken back.")
    return redirect("districts:people", invitation.district_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires("districts.accept_invitation", on=received_invitation_for)
def accept_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """What the invitation is for; accepting it is a click of its own."""
    if request.method == "POST":
        membership = services.accept_invitation(invitation, actor=request.user)
        messages.success(request, f"You now are {membership.get_office_display().lower()} of {membership.district}.")
        return redirect(membership)
    return render(request, "districts/people/accept_invitation.html", {"invitation": invitation})
