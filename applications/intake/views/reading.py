"""Lists of applications, one application, and what changed in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.intake import services
from applications.intake.forms import MessageForm
from applications.intake.models import Application, ApplicationQuerySet, Decision, Message
from applications.intake.policies import audiences_for
from applications.intake.queries import changed, left_over, life_of
from applications.intake.stages import after
from applications.intake.states import WITH_MDE, ApplicationState
from applications.intake.views.people import application_for, sign_off_context
from applications.letters.models import Letter
from portal.core.files import serve
from portal.core.models import StoredFile
from portal.core.policies import requires
from portal.drafts.queries import answered
from portal.drafts.questions import missing

PERMISSIONS = ("write", "submit", "withdraw", "decide", "share", "sign_off", "post", "leave")


def _is_with_mde(application: Application) -> bool:
    return application.state in WITH_MDE


def earlier_applications(application: Application) -> ApplicationQuerySet:
    """What the same district handed in before, the newest first."""
    same = Application.objects.filter(district=application.district_id, submitted_at__isnull=False)
    return same.exclude(pk=application.pk).order_by("-submitted_at")


@require_safe
@requires("intake.read", on=application_for)
def application(request: HttpRequest, application: Application) -> HttpResponse:
    """One application: where it stands, what is next and who has it, its answers and its thread."""
    services.note_view(application, what="page", actor=request.user)
    sections, values = application.sections, application.values()
    may = {name: request.user.has_perm(f"intake.{name}", application) for name in PERMISSIONS}
    is_draft = application.state == ApplicationState.DRAFT
    context = {
        "application": application,
        "parts": answered(sections, values),
        "missing": missing(sections, values),
        "letter": Letter.objects.visible_to(request.user).filter(source=application.reference).first(),
        "may": may,
        "writable": {part.key for part in application.open_sections()} if may["write"] else set(),
        "asked": application.information_requests.filter(closed_at=None).first(),
        "submissions": application.submissions.count(),
        "left_over": left_over(application) if is_draft and may["write"] else [],
        "decision": Decision.objects.visible_to(request.user).filter(application=application).first(),
        "talk": Message.objects.visible_to(request.user).filter(application=application).select_related("author"),
        "message_form": MessageForm(audiences=audiences_for(request.user, application)) if may["post"] else None,
        "life": life_of(application),
        "next_stages": after(application.round.stages, application.stage)[:1] if _is_with_mde(application) else (),
        "earlier": earlier_applications(application).select_related("round")[:1] if is_draft and may["write"] else [],
        **sign_off_context(request, application),
    }
    return render(request, "intake/application.html", context)


@require_safe
@requires("intake.read", on=application_for)
def answer_file(request: HttpRequest, application: Application, question: str) -> HttpResponseBase:
    """The file that answers a question."""
    answer = application.answers.filter(question=question).first()
    number = answer.value.get("file") if answer and isinstance(answer.value, dict) else None
    stored = StoredFile.objects.filter(pk=number).first() if number else None
    if stored is None:
        raise Http404
    services.note_view(application, what=f"file {question}", actor=request.user)
    return serve(stored)


@require_safe
@requires("intake.read", on=application_for)
def changes(request: HttpRequest, application: Application) -> HttpResponse:
    """What changed: between the last two times it was handed in, or since the application it took answers from."""
    rows, words = changed(application)
    return render(request, "intake/changes.html", {"application": application, "rows": rows, "words": words})
