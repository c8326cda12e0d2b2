"""The minutes of a whole series on one page and as one PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plcs.meetings import queries
from plcs.meetings.compiled import paper_of_series
from plcs.meetings.models import Meeting
from plcs.meetings.views.answers import pdf_answer
from plcs.meetings.views.finding import plc_for
from plcs.workgroups.models import Workgroup
from portal.core.policies import requires


def title_of(workgroup: Workgroup, key: str) -> str:
    """The name of a series: its first meeting's."""
    first = Meeting.objects.filter(workgroup=workgroup, series=key).order_by("starts_at", "pk").first()
    if not key or first is None:
        raise Http404
    return first.title


@require_safe
@requires("meetings.read", on=plc_for)
def series(request: HttpRequest, workgroup: Workgroup, key: str) -> HttpResponse:
    """All approved minutes of a series."""
    context = {"workgroup": workgroup, "series": key, "title": title_of(workgroup, key)}
    return render(request, "meetings/series.html", {**context, "parts": queries.compiled(workgroup, key)})


@require_safe
@requires("meetings.read", on=plc_for)
def series_pdf(request: HttpRequest, workgroup: Workgroup, key: str) -> HttpResponse:
    """The same on paper."""
    title = f"{title_of(workgroup, key)}: all minutes"
    return pdf_answer(paper_of_series(title, queries.compiled(workgroup, key)), f"minutes-of-series-{key}.pdf")
