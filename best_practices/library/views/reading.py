"""Reading: a practice, its one-pager and files, the checklist; a version with its conversation and what changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from best_practices.library import queries
from best_practices.library.checklist import ANSWER_WITHIN, CHECKS, FINDINGS, open_checks
from best_practices.library.forms import RemarkForm
from best_practices.library.models import PracticePage, Remark, Version
from best_practices.library.paper import one_pager
from best_practices.library.record import wrong
from best_practices.library.states import PracticeState, VersionState
from best_practices.library.views.finding import page_for, version_for
from portal.core.files import serve
from portal.core.models import StoredFile
from portal.core.policies import public, requires
from portal.drafts.questions import missing

MODERATES = ("moderate", "write_version", "submit_version", "drop_version", "ask_author", "appeal", "remark")


@require_safe
@public
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """A practice as readers see it; a withdrawn one leaves its name, the day and the reason."""
    gone = PracticePage.objects.select_related("practice__merged_into__page")
    left = gone.filter(practice__slug=slug, practice__state=PracticeState.WITHDRAWN).first()
    if left is not None:
        return render(request, "library/withdrawn.html", {"page": left, "practice": left.practice}, status=410)
    return render(request, "library/practice.html", queries.page_context(page_for(slug), request.user))


@require_safe
@public
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What an adaptation does otherwise than the practice it comes from, as both are published."""
    page = page_for(slug)
    if page.practice.adapted_from is None:
        raise Http404
    origin = page_for(page.practice.adapted_from.slug or "")
    context = {"page": page, "origin": origin, "sections": queries.differing(origin.record, page.record)}
    return render(request, "library/compare.html", context)


@require_safe
@public
def practice_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The practice on paper, as tagged PDF."""
    page = page_for(slug)
    response = HttpResponse(one_pager(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    return response


@require_safe
@public
def published_file(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """A file of a published practice."""
    shown = page_for(slug).files.filter(key=key).select_related("stored").first()
    if shown is None:
        raise Http404
    return serve(shown.stored)


@require_safe
@public
def checklist(request: HttpRequest) -> HttpResponse:
    """What moderators look at, and how long they take: the same for every practice."""
    context = {"checks": CHECKS, "clock": queries.clock_of_library(), "answer_within": ANSWER_WITHIN}
    return render(request, "library/checklist.html", context)


@require_safe
@requires("library.read_version", on=version_for)
def version(request: HttpRequest, version: Version) -> HttpResponse:
    """One version: where it stands, what is next and who has it; its record, checklist and conversation."""
    may = {name: request.user.has_perm(f"library.{name}", version) for name in MODERATES}
    is_own, values = version.is_readers_own, values_for(version)  # type: ignore[attr-defined]
    context = {
        "version": version,
        "is_own": is_own,
        "parts": queries.version_parts(version, values),
        "missing": missing(version.sections, values),
        "wrong": wrong(values),
        **queries.hints(version.sections, values),
        "may": may,
        "is_open": version.state == VersionState.IN_REVIEW,
        "is_ready": not open_checks(version.checks),
        "checks": [(check, _found(version, check.key)) for check in CHECKS],
        "asked": version.change_requests.filter(closed_at=None),
        "asked_sections": queries.asked_sections(version),
        "authors": version.authors.filter(ended_at=None).select_related("person", "district"),
        "task": version.current_workflow_task if version.state == VersionState.IN_REVIEW else None,
        "remarks": Remark.objects.visible_to(request.user).filter(draft=version).select_related("author"),
        "remark_form": RemarkForm(is_moderator=may["moderate"]) if may["remark"] else None,
        "life": queries.life_of(version),
    }
    return render(request, "library/version.html", context)


def values_for(version: Version) -> dict[str, Any]:
    """For its own people the answers as they stand; for MDE as they were handed in, never what is being typed."""
    return version.values() if version.is_readers_own else version.handed_in()  # type: ignore[attr-defined]


def _found(version: Version, key: str) -> dict[str, str]:
    known = version.checks.get(key) or {}
    return {"found": FINDINGS.get(known.get("found", ""), ""), "note": known.get("note", "")}


@require_safe
@requires("library.read_version", on=version_for)
def version_file(request: HttpRequest, version: Version, question: str) -> HttpResponseBase:
    """A file of a version: for its authors as it stands, for moderators as it was handed in."""
    value = values_for(version).get(question)
    number = value.get("file") if isinstance(value, dict) else None
    stored = StoredFile.objects.filter(pk=number).first() if number else None
    if stored is None:
        raise Http404
    return serve(stored)


@require_safe
@requires("library.read_version", on=version_for)
def changes(request: HttpRequest, version: Version) -> HttpResponse:
    """What changed, section by section: since it was handed in before, or since what readers see."""
    sections, compared = queries.changed_sections(version, is_own=version.is_readers_own)  # type: ignore[attr-defined]
    return render(request, "library/changes.html", {"version": version, "sections": sections, "compared": compared})
