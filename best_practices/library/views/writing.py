"""Writing a practice: begin, section by section, preview, hand in; new versions, adaptations, withdrawal."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from best_practices.library import services
from best_practices.library.forms import AdaptForm, BeginForm, ReasonForm, SubmitForm
from best_practices.library.models import MODERATING, Practice, Version
from best_practices.library.privacy import findings
from best_practices.library.queries import asked_sections, hints, record_context, version_parts
from best_practices.library.record import wrong
from best_practices.library.views.finding import districts_of_person, practice_for, version_for
from portal.core.policies import requires
from portal.districts.models import District
from portal.drafts.forms import SectionForm
from portal.drafts.questions import Section, missing
from portal.drafts.services import Clash
from portal.drafts.views import Save, dress, find_section, save_one, save_section, section_of

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@requires("library.begin")
def begin(request: HttpRequest) -> HttpResponse:
    """What a practice is, and whose this one will be; then the first section."""
    is_mde = bool(request.user.state_roles.intersection(MODERATING))  # type: ignore[union-attr]
    form = BeginForm(request.POST or None, districts=districts_of_person(request), is_mde=is_mde)
    if form.is_valid():
        version = services.begin_practice(
            form.cleaned_data["district"], source=form.cleaned_data["source"], actor=request.user
        )
        return redirect("library:write", reference=version.reference, section=version.sections[0].key)
    return render(request, "library/begin.html", {"form": form, "has_errors": form.is_bound})


@require_http_methods(FORMS)
@requires("library.write_version", on=version_for)
def write(request: HttpRequest, version: Version, section: str) -> HttpResponse:
    """One section; saving leads to the next."""
    part, number = find_section(version.sections, section)
    form = SectionForm(part, request.POST or None, request.FILES or None, initial=version.values())
    clashes: list[Clash] = []
    if form.is_bound:
        is_kept, clashes = save_section(request, form, _saver(request, version))
        version.forget_values()
        if is_kept:
            return redirect(_next(version, number))
    return render(request, "library/write.html", _context(version, part, number, form, clashes))


def _saver(request: HttpRequest, version: Version) -> Save:
    return lambda values, versions: services.save_answers(version, values, versions=versions, actor=request.user)


def _next(version: Version, number: int) -> str:
    if number < len(version.sections):
        return reverse("library:write", args=[version.reference, version.sections[number].key])
    return reverse("library:preview", args=[version.reference])


def _context(version: Version, part: Section, number: int, form: SectionForm, clashes: list[Clash]) -> dict[str, Any]:
    def address_of(question: str) -> str:
        return reverse("library:save_answer", args=[version.reference, question])

    dress(form, version.answers.select_related("draft", "saved_by"), clashes, address_of)
    return {
        "version": version,
        "section": part,
        "number": number,
        "names": [each.title for each in version.sections],
        "form": form,
        "has_errors": bool(form.errors),
        "asked": version.change_requests.filter(closed_at=None),
        "is_asked": part.key in asked_sections(version),
        **hints([part], version.values()),
    }


@require_POST
@requires("library.write_version", on=version_for)
def save_answer(request: HttpRequest, version: Version, question: str) -> HttpResponse:
    """Save one field by itself, as it is typed."""
    section = section_of(version.sections, question)
    return save_one(request, section, question, version.answers, _saver(request, version))


@require_safe
@requires("library.write_version", on=version_for)
def preview(request: HttpRequest, version: Version) -> HttpResponse:
    """As readers will see it, what is still missing, and the button that hands it in."""
    return render(request, "library/preview.html", _preview(version, None, request))


def _preview(version: Version, form: SubmitForm | None, request: HttpRequest) -> dict[str, Any]:
    values = version.values()
    told = hints(version.sections, values)
    return {
        "version": version,
        "parts": version_parts(version, values),
        **record_context(values),
        "missing": missing(version.sections, values),
        "wrong": wrong(values),
        **told,
        "form": form or SubmitForm(has_findings=bool(told["findings"])),
        "has_errors": bool(form),
        "may_submit": request.user.has_perm("library.submit_version", version),
    }


@require_POST
@requires("library.submit_version", on=version_for)
def submit(request: HttpRequest, version: Version) -> HttpResponse:
    """Hand it to the moderators; also after changes."""
    form = SubmitForm(request.POST, has_findings=bool(findings(version.sections, version.values())))
    if not form.is_valid():
        return render(request, "library/preview.html", _preview(version, form, request))
    services.submit_version(version, privacy_seen=form.cleaned_data.get("privacy_seen", False), actor=request.user)
    messages.success(request, "Handed in. The moderators have it. You get a mail when they answer.")
    return redirect(version)


@require_http_methods(FORMS)
@requires("library.drop_version", on=version_for)
def drop(request: HttpRequest, version: Version) -> HttpResponse:
    """Take a version back, after a page that says what that means."""
    if request.method == "POST":
        services.drop_version(version, actor=request.user)
        messages.success(request, "This version was taken back. Its text is kept for you to read.")
        return redirect("library:own")
    return render(request, "library/drop.html", {"version": version})


@require_http_methods(FORMS)
@requires("library.appeal", on=version_for)
def appeal(request: HttpRequest, version: Version) -> HttpResponse:
    """Ask for a second look, once."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.appeal_version(version, words=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Another facilitator looks at it. You get a mail.")
        return redirect(version)
    return render(request, "library/appeal.html", {"version": version, "form": form, "has_errors": form.is_bound})


@require_POST
@requires("library.new_version", on=practice_for)
def new_version(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Write a new version; readers go on seeing the one that is published."""
    return redirect(services.begin_version(practice, actor=request.user))


@require_http_methods(FORMS)
@requires("library.begin")
def adapt(request: HttpRequest, slug: str) -> HttpResponse:
    """Make it one's own, for one's own district."""
    origin = practice_for(request, slug)
    districts = District.objects.filter(pk__in=[each.pk for each in districts_of_person(request)])
    form = AdaptForm(request.POST or None, districts=districts)
    if form.is_valid():
        version = services.adapt_practice(origin, form.cleaned_data["district"], actor=request.user)
        messages.success(request, "This is your copy. Write what you do differently, and later what came of it.")
        return redirect(version)
    context = {"practice": origin, "form": form, "districts": districts, "has_errors": form.is_bound}
    return render(request, "library/adapt.html", context)


@require_POST
@requires("library.confirm_practice", on=practice_for)
def confirm(request: HttpRequest, practice: Practice) -> HttpResponse:
    """It still stands as it is."""
    services.confirm_practice(practice, actor=request.user)
    messages.success(request, "Confirmed. The next review is in two years.")
    return redirect(practice.get_absolute_url())


@require_http_methods(FORMS)
@requires("library.withdraw_practice", on=practice_for)
def withdraw(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Take it from the library; its address goes on telling why."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.withdraw_practice(practice, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Withdrawn. Its address now tells the day and the reason.")
        return redirect(practice.get_absolute_url())
    return render(request, "library/withdraw.html", {"practice": practice, "form": form, "has_errors": form.is_bound})
