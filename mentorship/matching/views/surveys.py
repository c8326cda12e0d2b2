"""What each side says at the end of a mentorship, and all of it for MDE."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Avg, Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.matching import queries, services
from mentorship.matching.forms import SurveyForm
from mentorship.matching.models import EndSurvey, Match
from mentorship.matching.policies import side_led_by
from mentorship.matching.views.finding import FORMS, match_for
from portal.core.policies import requires

PAGE = 20


@require_http_methods(FORMS)
@requires("matching.survey", on=match_for)
def survey(request: HttpRequest, match: Match) -> HttpResponse:
    """How it was, for the side that somebody leads; once."""
    said = match.surveys.filter(side=side_led_by(request.user, match)).first()
    form = SurveyForm(request.POST or None)
    if form.is_valid():
        services.survey_match(match, **form.cleaned_data, actor=request.user)
        messages.success(request, "Thank you. MDE reads it, the other district does not.")
        return redirect(match)
    context: dict[str, Any] = {"match": match, "form": form, "said": said, "has_errors": bool(form.errors)}
    return render(request, "matching/survey.html", context)


@require_safe
@requires("matching.see_runs")
def surveys(request: HttpRequest) -> HttpResponse:
    """What was said of all mentorships, the newest first, and the figures of both sides."""
    again = Count("pk", filter=Q(would_again=True))
    figures = (
        EndSurvey.objects.order_by("side").values("side").annotate(said=Count("pk"), helped=Avg("helped"), again=again)
    )
    context = {"page": Paginator(queries.surveys(), PAGE).get_page(request.GET.get("page"))}
    return render(request, "matching/surveys.html", {**context, "figures": list(figures)})
