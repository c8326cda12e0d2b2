"""The public calls, and beginning an application."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from applications.intake import services
from applications.intake.calendar import calendar_of
from applications.intake.models import Application, Round
from applications.intake.queries import clock_of_service
from applications.intake.standing import known_of
from portal.core.policies import public, requires
from portal.districts.models import WRITING_OFFICES, District, Membership, MembershipQuerySet, Office
from portal.network.models import Pathway


@require_safe
@public
def calls(request: HttpRequest) -> HttpResponse:
    """All rounds that were announced, the newest first."""
    return render(request, "intake/calls.html", {"calls": Round.objects.published(), "clock": clock_of_service()})


@require_safe
@public
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: dates, who may apply, the five duties, how long it takes, and the way in."""
    found = get_object_or_404(Round.objects.published(), slug=slug)
    context = {"call": found, "sections": found.sections, "offers": _offers(request, found)}
    context["may_announce"] = request.user.has_perm("intake.announce")
    context["sign_off_names"] = [Office(office).label.lower() for office in found.sign_off_offices]
    return render(request, "intake/call.html", context)


def own_offices(request: HttpRequest) -> MembershipQuerySet:
    """The offices in which the reader may apply for a district."""
    return Membership.objects.in_office(*WRITING_OFFICES).filter(user=request.user.pk)


def _offers(request: HttpRequest, found: Round) -> list[dict]:
    """For each district the reader may apply for: the district and its application, if it has one."""
    if not request.user.is_authenticated:
        return []
    offices = own_offices(request).select_related("district")
    districts = {membership.district_id: membership.district for membership in offices}
    begun = {
        application.district_id: application
        for application in Application.objects.filter(round=found, district__in=districts).exclude(state="withdrawn")
    }
    return [
        {"district": district, "application": begun.get(leaid), "known": known_of(district)}
        for leaid, district in districts.items()
    ]


@require_safe
@public
def dates(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of the call for one's own calendar."""
    found = get_object_or_404(Round.objects.published(), slug=slug)
    answer = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return answer


@require_safe
@public
def blank_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole form without answers, to print or to read beforehand."""
    found = get_object_or_404(Round.objects.published(), slug=slug)
    context = {"call": found, "sections": found.sections, "pathways": Pathway.objects.filter(is_open=True)}
    return render(request, "intake/blank.html", context)


@require_POST
@requires("intake.begin")
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the district's application, or go to the one it has."""
    found = get_object_or_404(Round.objects.published(), slug=slug)
    own = District.objects.filter(pk__in=own_offices(request).values("district"))
    district = get_object_or_404(own, pk=request.POST.get("district", "")[:7])
    application = services.begin_application(found, district, actor=request.user)
    return redirect(application)
