"""People, for administrators: the list, one person, and what an administrator may do."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.accounts import services
from portal.accounts.forms import PeopleFilterForm, RoleForm
from portal.accounts.models import User
from portal.accounts.providers import belongings_of
from portal.core.policies import requires


def person_for(request: HttpRequest, pk: int) -> User:
    """The person, for an administrator; nobody else learns which numbers are people."""
    found = User.objects.visible_to(request.user).with_role_grants().filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@require_safe
@requires("accounts.read_people")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account; search by name or address, filter by role."""
    form = PeopleFilterForm(request.GET)
    found = User.objects.visible_to(request.user).with_role_grants().order_by("name", "email", "pk")
    if form.is_valid():
        found = found.matching(form.cleaned_data["q"], role=form.cleaned_data["role"])
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"form": form, "page": page})


@require_safe
@requires("accounts.read_person", on=person_for)
def person(request: HttpRequest, person: User) -> HttpResponse:
    """One person: roles and offices now and before, sessions, and what may be done."""
    context = {
        "person": person,
        "form": RoleForm(person=person),
        "grants": person.role_grants.select_related("granted_by").order_by("-granted_at"),
        "belongings": belongings_of(person),
        "sessions": UserSession.objects.filter(user=person).count(),
        "may": {
            verb: request.user.has_perm(f"accounts.{verb}", person) for verb in ("grant_role", "disable", "view_as")
        },
    }
    return render(request, "accounts/person.html", context)


@require_POST
@requires("accounts.grant_role", on=person_for)
def grant_role(request: HttpRequest, person: User) -> HttpResponse:
    """Give a state role."""
    form = RoleForm(request.POST, person=person)
    if not form.is_valid():
        messages.error(request, "Choose a role that this person does not hold yet.")
        return redirect("accounts:person", person.pk)
    grant = services.grant_role(person, role=form.cleaned_data["role"], actor=request.user)
    messages.success(request, f"{person} now is {grant.get_role_display()}.")
    return redirect("accounts:person", person.pk)


@require_POST
@requires("accounts.end_role", on=person_for)
def end_role(request: HttpRequest, person: User, role: str) -> HttpResponse:
    """End a state role."""
    services.end_role(person, role=role, actor=request.user)
    messages.success(request, "The role has ended.")
    return redirect("accounts:person", person.pk)


@require_POST
@requires("accounts.end_sessions", on=person_for)
def end_sessions(request: HttpRequest, person: User) -> HttpResponse:
    """Sign a person out everywhere."""
    ended = services.end_sessions(person, actor=request.user)
    messages.success(request, f"{ended} session{'' if ended == 1 else 's'} ended.")
    return redirect("accounts:person", person.pk)


@require_POST
@requires("accounts.disable", on=person_for)
def disable(request: HttpRequest, person: User) -> HttpResponse:
    """Close an account."""
    services.disable(person, actor=request.user)
    messages.success(request, "The account is closed.")
    return redirect("accounts:person", person.pk)


@require_POST
@requires("accounts.enable", on=person_for)
def enable(request: HttpRequest, person: User) -> HttpResponse:
    """Open a closed account again."""
    services.enable(person, actor=request.user)
    messages.success(request, "The account is open again.")
    return redirect("accounts:person", person.pk)
