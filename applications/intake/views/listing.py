"""The list of applications: found, filtered, ordered, a page at a time; the same for its exports."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.intake.forms import FilterForm
from applications.intake.models import Application, ApplicationQuerySet
from applications.intake.queries import filtered
from portal.core.policies import requires
from portal.worklist.views import views_context

ABOUT = ("district__county", "round", "form_version")


def chosen_applications(request: HttpRequest) -> tuple[FilterForm, ApplicationQuerySet]:
    """The applications the reader may see and has chosen, and the form that says which."""
    form = FilterForm(request.GET or None, is_staff=request.user.has_perm("intake.export"))
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = filtered(Application.objects.visible_to(request.user), chosen)
    return form, found.select_related(*ABOUT)


@require_safe
@requires("intake.list")
def applications(request: HttpRequest) -> HttpResponse:
    """The applications the reader may see, filtered, a page at a time."""
    form, found = chosen_applications(request)
    is_staff = request.user.has_perm("intake.export")
    context = {
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "query": request.GET.urlencode(),
        "may_export": is_staff,
        **(views_context(request, "applications") if is_staff else {}),
    }
    return render(request, "intake/applications.html", context)
