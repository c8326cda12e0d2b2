"""Writing an application: section by section, each field saved by itself, preview, submit, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.intake import services
from applications.intake.models import Application
from applications.intake.states import ApplicationState
from applications.intake.views.people import application_for, sign_off_context
from applications.intake.views.reading import earlier_applications
from portal.core.policies import requires
from portal.drafts.forms import SectionForm
from portal.drafts.queries import answered
from portal.drafts.questions import Section, missing
from portal.drafts.services import Clash
from portal.drafts.views import Save, dress, find_section, save_one, save_section, section_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.write", on=application_for)
def write(request: HttpRequest, application: Application, section: str) -> HttpResponse:
    """One section of the form; saving leads to the next."""
    part, number = find_section(application.open_sections(), section)
    form = SectionForm(part, request.POST or None, request.FILES or None, initial=application.values())
    clashes: list[Clash] = []
    if form.is_bound:
        is_kept, clashes = save_section(request, form, _saver(request, application))
        if is_kept:
            return redirect(_next(application, part))
    return render(request, "intake/write.html", _context(application, part, number, form, clashes))


def _saver(request: HttpRequest, application: Application) -> Save:
    return lambda values, versions: services.save_answers(application, values, versions=versions, actor=request.user)


def _next(application: Application, section: Section) -> str:
    """The section after this one, by the answers as they are now: they may have opened or closed one."""
    keys = [part.key for part in application.open_sections()]
    following = keys[keys.index(section.key) + 1 :] if section.key in keys else []
    return application.section_url(following[0]) if following else application.get_absolute_url()


def _context(
    application: Application, section: Section, number: int, form: SectionForm, clashes: list[Clash]
) -> dict[str, Any]:
    def address_of(question: str) -> str:
        return reverse("intake:save_answer", args=[application.reference, question])

    dress(form, application.answers.select_related("application", "saved_by"), clashes, address_of)
    return {
        "application": application,
        "section": section,
        "number": number,
        "names": [part.title for part in application.open_sections()],
        "form": form,
        "has_errors": bool(form.errors),
        "missing": missing(application.sections, application.values()),
    }


@require_POST
@requires("intake.write", on=application_for)
def save_answer(request: HttpRequest, application: Application, question: str) -> HttpResponse:
    """Save one field by itself, as it is typed; the answer says when it was saved, or that somebody else changed it."""
    section = section_of(application.open_sections(), question)
    return save_one(request, section, question, application.answers, _saver(request, application))


@require_safe
@requires("intake.write", on=application_for)
def preview(request: HttpRequest, application: Application) -> HttpResponse:
    """The whole application as reviewers will read it, what is still missing, and the button that submits."""
    sections, values = application.sections, application.values()
    context = {
        "application": application,
        "parts": answered(sections, values),
        "missing": missing(sections, values),
        "writable": {part.key for part in application.open_sections()},
        "may_submit": request.user.has_perm("intake.submit", application),
        **sign_off_context(request, application),
    }
    return render(request, "intake/preview.html", context)


@require_POST
@requires("intake.submit", on=application_for)
def submit(request: HttpRequest, application: Application) -> HttpResponse:
    """Hand it in; after more was asked, hand it in again."""
    if application.state == ApplicationState.MORE_INFORMATION:
        services.answer_information(application, actor=request.user)
    else:
        services.submit_application(application, actor=request.user)
    return redirect(application)


@require_POST
@requires("intake.write", on=application_for)
def reuse(request: HttpRequest, application: Application) -> HttpResponse:
    """Take over the answers of an earlier application of the district."""
    earlier = earlier_applications(application).filter(reference=request.POST.get("earlier", "")[:12]).first()
    if earlier is None:
        raise Http404
    taken = services.reuse_answers(application, earlier, actor=request.user)
    messages.success(request, f"{taken} answers were taken over. Please check each of them.")
    return redirect("intake:changes", reference=application.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.withdraw", on=application_for)
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Take it back, after a page that says what that means."""
    if request.method == "POST":
        services.withdraw_application(application, actor=request.user)
        return redirect(application)
    return render(request, "intake/withdraw.html", {"application": application})
