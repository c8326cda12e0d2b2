"""Lists of applications, one application, and its decision."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications.intake import services
from applications.intake.forms import DecisionForm, FilterForm
from applications.intake.models import Application, Round
from applications.intake.questions import Question, Section, missing
from applications.intake.states import ApplicationState
from applications.letters.models import Letter
from portal.core.policies import requires
from portal.network.models import Pathway


def application_for(request: HttpRequest, reference: str) -> Application:
    """The application of this reference, if the reader may know it."""
    found = Application.objects.visible_to(request.user).filter(reference=reference)
    application = found.select_related("round", "district", "submitted_by", "decided_by").first()
    if application is None:
        raise Http404
    return application


@require_GET
@requires("intake.list")
def applications(request: HttpRequest) -> HttpResponse:
    """The applications the reader may see, filtered, a page at a time."""
    found = Application.objects.visible_to(request.user).select_related("district__county", "round")
    rounds = [(call.slug, call.title) for call in Round.objects.published()]
    form = FilterForm(request.GET or None, states=ApplicationState.choices, rounds=rounds)
    chosen = form.cleaned_data if form.is_valid() else {}
    if chosen.get("q"):
        found = found.filter(district__name__icontains=chosen["q"])
    if chosen.get("state"):
        found = found.filter(state=chosen["state"])
    if chosen.get("round"):
        found = found.filter(round__slug=chosen["round"])
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return render(
        request, "intake/applications.html", {"page": page, "form": form, "is_filtered": any(chosen.values())}
    )


def answered(sections: Iterable[Section], values: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections with each question and its answer in words."""
    names = {pathway.slug: pathway.name for pathway in Pathway.objects.all()}
    return [
        {
            "section": part,
            "rows": [(question, _words(question, values.get(question.key), names)) for question in part.questions],
        }
        for part in sections
    ]


def _words(question: Question, value: Any, names: dict[str, str]) -> str:
    if question.kind == "pathways":
        return "\n".join(names.get(slug, slug) for slug in value or [])
    if question.kind == "confirm":
        return "Yes" if value else ""
    return "" if value is None else str(value)


@require_GET
@requires("intake.read", on=application_for)
def application(request: HttpRequest, application: Application) -> HttpResponse:
    """One application: where it stands, what is next and who has it, and its answers."""
    sections, values = application.round.sections, application.values()
    context = {
        "application": application,
        "parts": answered(sections, values),
        "missing": missing(sections, values),
        "letter": Letter.objects.visible_to(request.user).filter(source=application.reference).first(),
        "may_write": request.user.has_perm("intake.write", application),
        "may_withdraw": request.user.has_perm("intake.withdraw", application),
        "may_decide": request.user.has_perm("intake.decide", application),
    }
    return render(request, "intake/application.html", context)


@require_POST
@requires("intake.decide", on=application_for)
def review(request: HttpRequest, application: Application) -> HttpResponse:
    """Take it into review."""
    services.review_application(application, actor=request.user)
    return redirect(application)


@require_http_methods(["GET", "POST"])
@requires("intake.decide", on=application_for)
def accept(request: HttpRequest, application: Application) -> HttpResponse:
    """Accept the district; its letter of commitment is issued at once."""
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        services.accept_application(application, actor=request.user, **form.cleaned_data)
        return redirect(application)
    return render(
        request, "intake/accept.html", {"application": application, "form": form, "has_errors": form.is_bound}
    )


@require_http_methods(["GET", "POST"])
@requires("intake.decide", on=application_for)
def decline(request: HttpRequest, application: Application) -> HttpResponse:
    """Decline, with reasons."""
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        services.decline_application(application, actor=request.user, **form.cleaned_data)
        return redirect(application)
    return render(
        request, "intake/decline.html", {"application": application, "form": form, "has_errors": form.is_bound}
    )
