"""Identified schools: the list, one of them, how the work begins and ends."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from best_practices.improvement import services
from best_practices.improvement.forms import ExitForm, IdentifyForm
from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.queries import Criteria, earlier_of, folders_of, listed, not_begun
from best_practices.improvement.states import SchoolState
from best_practices.improvement.views.finding import FORMS, identified_for
from portal.accountability.models import DesignationType
from portal.accountability.queries import designations_of
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.core.sheets import csv_answer
from portal.districts.models import School

ON_A_PAGE = 25
MOST_SUPPORTS = 100
VERBS = ("upload", "excuse", "gather", "ask_again", "support", "ask_support", "exit")
HEADER = ["School", "District", "Designations", "State", "Artifacts due", "Since", "Last support", "Exited", "Why"]


def criteria_of(request: HttpRequest) -> Criteria:
    """What the address asks for."""
    return Criteria(request.GET.get("state", ""), request.GET.get("designation", ""), "silent" in request.GET)


@require_safe
@requires("improvement.list")
def schools(request: HttpRequest) -> HttpResponse:
    """The identified schools of the reader's districts; for the state all, and those not begun."""
    criteria = criteria_of(request)
    page = Paginator(listed(request.user, criteria), ON_A_PAGE).get_page(request.GET.get("page"))
    may_identify = request.user.has_perm("improvement.identify")
    context: dict[str, Any] = {"page": page, "criteria": criteria, "query": request.GET.urlencode()}
    context |= {"states": SchoolState.choices, "designations": DesignationType.choices}
    context["may_read_load"] = request.user.has_perm("improvement.read_load")
    context |= {"may_identify": may_identify, "not_begun": not_begun().count() if may_identify else 0}
    return render(request, "improvement/schools.html", context)


@require_safe
@requires("improvement.identify")
def to_begin(request: HttpRequest) -> HttpResponse:
    """Schools that are designated, and with which no work goes on."""
    page = Paginator(not_begun(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "improvement/to_begin.html", {"page": page})


@require_safe
@requires("improvement.list")
def schools_file(request: HttpRequest) -> HttpResponse:
    """The same list as a file."""
    rows = (
        (
            each.school.name,
            each.school.district.name,
            each.designations,
            each.get_state_display(),
            each.artifacts_due_on,
            timezone.localdate(each.identified_at),
            each.last_support,
            each.exited_on,
            each.exit_reason,
        )
        for each in listed(request.user, criteria_of(request))
    )
    return csv_answer("identified-schools.csv", HEADER, rows)


@require_safe
@requires("improvement.read", on=identified_for)
def school(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """One school: why it is identified, its artifacts, what comes next."""
    folders = folders_of(identified)
    user = request.user
    context = {
        "identified": identified,
        "folders": folders,
        "lacking": [folder for folder in folders if folder.is_lacking],
        "earlier": earlier_of(identified),
        "requests": identified.requests.select_related("asked_by", "answered_by")[:MOST_SUPPORTS],
        "supports": identified.supports.select_related("noted_by")[:MOST_SUPPORTS],
        "may": {verb: user.has_perm(f"improvement.{verb}", identified) for verb in VERBS},
    }
    return render(request, "improvement/school.html", context)


@require_http_methods(FORMS)
@requires("improvement.identify")
def identify(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the work with a school."""
    found = get_object_or_404(School.objects.select_related("district"), pk=pk)
    form = IdentifyForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.identify_school(found, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Begun. The district has mail with what is asked for.")
            return redirect(made)
    context = {"school": found, "designations": designations_of(found), "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/identify.html", context)


@require_http_methods(FORMS)
@requires("improvement.exit", on=identified_for)
def exit_school(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """The school is identified no longer."""
    form = ExitForm(request.POST or None)
    if form.is_valid():
        try:
            services.exit_school(identified, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, "Noted. What the school wrote stays, and can be taken away whole.")
            return redirect(identified)
    context = {"identified": identified, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/exit.html", context)
