"""The department keeps the standards: editions, standards, new versions, links between editions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.standards import services
from portal.standards.forms import AddForm, EditionForm, LinkForm, NewEditionForm, ReviseForm
from portal.standards.models import Crosswalk, Edition, Standard
from portal.standards.queries import changes_between, links_of, topics_of
from portal.standards.services import Clash
from portal.standards.views.finding import edition_for, link_for, standard_for

FORMS = ["GET", "HEAD", "POST"]
NOTHING_CHANGED = "Nothing was changed, so nothing was written."


@require_http_methods(FORMS)
@requires("standards.keep")
def add_edition(request: HttpRequest) -> HttpResponse:
    """A new edition begins."""
    form = NewEditionForm(request.POST or None)
    if form.is_valid():
        edition = services.keep_edition(actor=request.user, **form.cleaned_data)
        messages.success(request, "The edition is there. Now enter its standards.")
        return redirect(edition)
    return render(request, "standards/add_edition.html", {"form": form, "has_errors": bool(form.errors)})


@require_http_methods(FORMS)
@requires("standards.keep", on=edition_for)
def change_edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Its name, its days and its source are said anew."""
    context: dict[str, Any] = {"edition": edition, "name": edition.name}
    form = EditionForm(request.POST or None, instance=edition)
    if form.is_valid():
        try:
            services.keep_edition(edition, actor=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(edition)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    return render(request, "standards/change_edition.html", context | {"form": form, "has_errors": bool(form.errors)})


@require_http_methods(FORMS)
@requires("standards.keep", on=edition_for)
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A standard is entered."""
    form = AddForm(request.POST or None, edition=edition)
    if form.is_valid():
        standard = services.add_standard(edition, actor=request.user, **form.cleaned_data)
        messages.success(request, "The standard is there. Everybody can read it now.")
        return redirect(standard)
    return render(request, "standards/add.html", {"edition": edition, "form": form, "has_errors": bool(form.errors)})


@require_http_methods(FORMS)
@requires("standards.keep", on=standard_for)
def revise(request: HttpRequest, standard: Standard) -> HttpResponse:
    """A new version is written; where somebody else was first, nothing typed is lost."""
    stands = standard.versions.latest("ordinal")
    form = ReviseForm(request.POST or None, stands=stands)
    clash: Clash | None = None
    if form.is_valid():
        before = stands.ordinal
        saved = services.revise_standard(standard, actor=request.user, **form.cleaned_data)
        if not isinstance(saved, Clash):
            messages.success(request, "Saved as a new version." if saved.ordinal > before else NOTHING_CHANGED)
            return redirect(standard)
        clash = saved
        form.made_anew(clash.shown, clash.stands)
    context: dict[str, Any] = {"standard": standard, "stands": stands, "form": form, "clash": clash}
    context |= {
        "has_errors": form.errors or clash,
        "since": changes_between(clash.shown, clash.stands) if clash else [],
    }
    return render(request, "standards/revise.html", context)


@require_http_methods(FORMS)
@requires("standards.keep", on=standard_for)
def link(request: HttpRequest, standard: Standard) -> HttpResponse:
    """What became of a standard is said, or taken back."""
    form = LinkForm(request.POST or None, standard=standard)
    if form.is_valid():
        earlier, later = form.pair()
        said = {name: form.cleaned_data[name] for name in ("relation", "note")}
        try:
            services.link_standards(earlier, later, actor=request.user, **said)
            messages.success(request, "Linked.")
            return redirect(standard)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    links = links_of(standard)
    context = {"standard": standard, "form": form, "has_errors": bool(form.errors), "links": links}
    return render(request, "standards/link.html", context | {"topics": topics_of(links)})


@require_POST
@requires("standards.keep", on=link_for)
def unlink(request: HttpRequest, link: Crosswalk) -> HttpResponse:
    """A link is taken away."""
    earlier = link.earlier
    services.unlink_standards(link, actor=request.user)
    messages.success(request, "The link is taken away.")
    return redirect(earlier)
