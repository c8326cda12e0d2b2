"""Minutes: their page, writing by section, versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.meetings import queries, services
from plcs.meetings.forms import SectionForm, TextForm
from plcs.meetings.models import Minutes, Section
from plcs.meetings.services import Clash
from plcs.meetings.views.finding import FORMS, minutes_for, section_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires


@require_safe
@requires("meetings.read", on=minutes_for)
def minutes(request: HttpRequest, found: Minutes) -> HttpResponse:
    """The minutes as they stand, and what one can do with them now."""
    return render(request, "meetings/minutes.html", minutes_page(request, found))


def minutes_page(request: HttpRequest, found: Minutes) -> dict[str, Any]:
    """What the page of minutes shows this reader."""
    user = request.user
    asked = ("write", "put", "take_back", "answer", "answer_amendment", "correct", "promote")
    may = {name: user.has_perm(f"meetings.{name}", found) for name in asked}
    may["note_attendance"] = user.has_perm("meetings.note_attendance", found.meeting)
    return {
        "minutes": found,
        "meeting": found.meeting,
        "workgroup": found.workgroup,
        "sealed": getattr(found, "sealed", None),
        "sections": queries.sections(found),
        "amendments": queries.amendments(found),
        "attendance": queries.attendance(found.meeting),
        "approval": queries.approval(found, user),
        "corrections": found.corrections.all(),
        "actions": queries.actions_of(found.meeting),
        "may_act": user.has_perm("meetings.make_action", found.workgroup),
        "may": may,
    }


@require_http_methods(FORMS)
@requires("meetings.write", on=minutes_for)
def add_section(request: HttpRequest, found: Minutes) -> HttpResponse:
    """A free section, which one writes at once."""
    form = SectionForm(request.POST or None)
    if form.is_valid():
        section = services.add_section(found, **form.cleaned_data, actor=request.user)
        services.take_section(section, actor=request.user)
        return redirect(write_url(section))
    context = {"minutes": found, "meeting": found.meeting, "workgroup": found.workgroup, "form": form}
    return render(request, "meetings/add_section.html", {**context, "has_errors": bool(form.errors)})


def write_url(section: Section) -> str:
    """Where a section is written."""
    return f"{section.minutes.get_absolute_url()}sections/{section.pk}/"


@require_POST
@requires("meetings.write", on=section_for)
def take_section(request: HttpRequest, section: Section) -> HttpResponse:
    """Hold a section for fifteen minutes and write it."""
    try:
        services.take_section(section, actor=request.user)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
        return redirect(section.minutes)
    return redirect(write_url(section))


@require_POST
@requires("meetings.write", on=section_for)
def leave_section(request: HttpRequest, section: Section) -> HttpResponse:
    """Let others write it."""
    services.leave_section(section, actor=request.user)
    return redirect(section.minutes)


@require_http_methods(FORMS)
@requires("meetings.write", on=section_for)
def write(request: HttpRequest, section: Section) -> HttpResponse:
    """Write a section; what cannot be saved comes back with all its words."""
    shown = {"text": section.text, "version": section.version}
    form = TextForm(request.POST or None, initial=shown)
    clash: Clash | None = None
    if form.is_valid():
        try:
            clash = save(request, section, form)
        except NotAllowed as refused:
            form.add_error(None, f"{refused} Your words stand below, and are not saved.")
        if not clash and not form.errors:
            stays = "stay" in request.POST
            messages.success(request, "Saved." if stays else "Saved. Others can write this section again.")
            return redirect(write_url(section) if stays else section.minutes.get_absolute_url())
    if clash:
        form = TextForm(initial={"text": form.cleaned_data["text"], "version": clash.version})
    return render(request, "meetings/write.html", writing_page(request, section, form, clash))


def save(request: HttpRequest, section: Section, form: TextForm) -> Clash | None:
    """Save what was sent; the clash, where somebody saved meanwhile."""
    saved = services.save_section(section, **form.cleaned_data, stay="stay" in request.POST, actor=request.user)
    return saved if isinstance(saved, Clash) else None


def writing_page(request: HttpRequest, section: Section, form: TextForm, clash: Clash | None) -> dict[str, Any]:
    """What the page on which one writes shows."""
    return {
        "section": section,
        "minutes": section.minutes,
        "meeting": section.minutes.meeting,
        "workgroup": section.workgroup,
        "form": form,
        "clash": clash,
        "yours": form["text"].value(),
        "is_mine": section.holder == request.user,
        "has_errors": bool(form.errors or clash),
    }


@require_safe
@requires("meetings.read", on=section_for)
def versions(request: HttpRequest, section: Section) -> HttpResponse:
    """All that was ever saved of a section, each beside the one before."""
    context = {
        "section": section,
        "minutes": section.minutes,
        "meeting": section.minutes.meeting,
        "workgroup": section.workgroup,
        "versions": queries.versions(section),
        "may_write": request.user.has_perm("meetings.write", section),
    }
    return render(request, "meetings/versions.html", context)


@require_POST
@requires("meetings.write", on=section_for)
def restore(request: HttpRequest, section: Section, version: int) -> HttpResponse:
    """An earlier version becomes the newest."""
    earlier = get_object_or_404(section.versions, number=version)
    shown = request.POST.get("version", "")
    outcome = services.restore_version(
        earlier, shown=int(shown) if shown.isdecimal() and len(shown) < 9 else -1, actor=request.user
    )
    if isinstance(outcome, Clash):
        messages.warning(request, "Somebody saved this section meanwhile. Look at the newest version first.")
    else:
        messages.success(request, f"Version {version} is the newest again.")
    return redirect("meetings:versions", section.workgroup.slug, section.minutes.meeting.reference, section.pk)
