"""One's own conflicts of interest, and everybody's for MDE's staff."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.conflicts import services
from portal.conflicts.forms import DeclarationForm
from portal.conflicts.models import Declaration
from portal.conflicts.providers import YEARS_OF_TIE
from portal.core.policies import requires


def declaration_for(request: HttpRequest, number: int) -> Declaration:
    """A declaration that the person may know of."""
    found = Declaration.objects.visible_to(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("conflicts.declare")
def mine(request: HttpRequest) -> HttpResponse:
    """What one declared, the form to declare more, and what counts."""
    form = DeclarationForm(request.POST or None)
    if form.is_valid():
        services.declare_conflict(person=request.user, **form.cleaned_data)
        messages.success(request, f"Noted: you do not judge {form.cleaned_data['district']}.")
        return redirect("conflicts:mine")
    declared = Declaration.objects.filter(person=request.user.pk).select_related("district")
    context = {"form": form, "has_errors": bool(form.errors), "declared": declared, "years": YEARS_OF_TIE}
    context["may_see_all"] = request.user.has_perm("conflicts.see_all")
    return render(request, "conflicts/mine.html", context)


@require_POST
@requires("conflicts.end", on=declaration_for)
def end(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Take a declaration back."""
    services.end_declaration(declaration, actor=request.user)
    messages.success(request, "The declaration is ended.")
    return redirect("conflicts:mine")


@require_safe
@requires("conflicts.see_all")
def everybody(request: HttpRequest) -> HttpResponse:
    """All declarations with their reasons."""
    found = Declaration.objects.visible_to(request.user).select_related("person", "district")
    return render(request, "conflicts/everybody.html", {"page": Paginator(found, 50).get_page(request.GET.get("page"))})
