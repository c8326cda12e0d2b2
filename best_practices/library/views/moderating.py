"""What moderators do with a version: the checklist, changes, filing anew, publishing, declining, merging."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from best_practices.library import services
from best_practices.library.forms import ChangesForm, ChecksForm, MergeForm, ReasonForm
from best_practices.library.models import Version
from best_practices.library.record import CLASSIFIED, FORM
from best_practices.library.views.finding import version_for
from portal.core.policies import requires
from portal.drafts.forms import SectionForm
from portal.drafts.questions import Section

FORMS = ["GET", "HEAD", "POST"]
WHO = next(section for section in FORM if section.key == "who")
FILED = Section("filed", "How it is found", tuple(each for each in WHO.questions if each.key in CLASSIFIED))


def _page(request: HttpRequest, version: Version, form: Any, title: str, button: str, **more: Any) -> HttpResponse:
    words = {"title": title, "button": button, **more}
    context = {"version": version, "form": form, "has_errors": form.is_bound, **words}
    return render(request, "library/moderate.html", context)


@require_http_methods(FORMS)
@requires("library.moderate", on=version_for)
def checks(request: HttpRequest, version: Version) -> HttpResponse:
    """The checklist: what was found for each point; the authors see it."""
    form = ChecksForm(request.POST or None, found=version.checks)
    if form.is_valid():
        services.note_checks(version, checks=form.checks(), actor=request.user)
        messages.success(request, "The checklist is kept. The authors see it.")
        return redirect(version)
    return _page(request, version, form, "Checklist", "Keep the checklist")


@require_http_methods(FORMS)
@requires("library.moderate", on=version_for)
def ask_changes(request: HttpRequest, version: Version) -> HttpResponse:
    """Send it back with a wish for named sections."""
    form = ChangesForm(request.POST or None)
    if form.is_valid():
        services.ask_changes(version, actor=request.user, **form.cleaned_data)
        messages.success(request, "The authors get one mail. The clock stands still until they hand it in again.")
        return redirect(version)
    return _page(request, version, form, "Ask for changes", "Send it back", mailed="The authors")


@require_http_methods(FORMS)
@requires("library.moderate", on=version_for)
def classify(request: HttpRequest, version: Version) -> HttpResponse:
    """Change how it is found, with a reason, instead of sending it back."""
    filed = SectionForm(FILED, request.POST or None, initial=version.handed_in())
    form = ReasonForm(request.POST or None)
    if filed.is_valid() and form.is_valid():
        values, reason = filed.cleaned_data, form.cleaned_data["reason"]
        services.reclassify_version(version, values=values, reason=reason, actor=request.user)
        messages.success(request, "It is filed anew. The authors get one mail with the reason.")
        return redirect(version)
    for field in filed.fields.values():
        field.foot_template = ""  # type: ignore[attr-defined]
    return _page(request, version, form, "File it anew", "File it anew", filed=filed, mailed="The authors")


@require_POST
@requires("library.moderate", on=version_for)
def publish(request: HttpRequest, version: Version) -> HttpResponse:
    """This step is done; after the last one readers see it."""
    published = services.publish_version(version, actor=request.user)
    if published.state == "published":
        messages.success(request, "Published. The authors and the leads of the district get one mail.")
    else:
        messages.success(request, "Your step is done. The next group has it.")
    return redirect(version)


@require_http_methods(FORMS)
@requires("library.moderate", on=version_for)
def decline(request: HttpRequest, version: Version) -> HttpResponse:
    """Do not publish it, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.decline_version(version, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "The authors get one mail with the reason. They can appeal once.")
        return redirect(version)
    return _page(request, version, form, "Do not publish", "Do not publish it", mailed="The authors", is_grave=True)


@require_http_methods(FORMS)
@requires("library.moderate", on=version_for)
def merge(request: HttpRequest, version: Version) -> HttpResponse:
    """It stands in the library already: let it join that one."""
    form = MergeForm(request.POST or None)
    if form.is_valid():
        services.merge_version(version, actor=request.user, **form.cleaned_data)
        messages.success(request, "Merged. The authors get one mail.")
        return redirect(version)
    return _page(request, version, form, "Merge with a twin", "Merge", mailed="The authors", is_grave=True)
