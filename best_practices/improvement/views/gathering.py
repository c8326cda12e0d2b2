"""The artifacts of a school."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from best_practices.improvement import services
from best_practices.improvement.exporting import whole
from best_practices.improvement.forms import ArtifactForm, AskAgainForm, ExcuseForm
from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.views.finding import FORMS, artifact_of, folder_of, identified_for
from portal.core.errors import NotAllowed
from portal.core.files import serve
from portal.core.policies import requires


@require_http_methods(FORMS)
@requires("improvement.upload", on=identified_for)
def upload(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """Put a document into a folder."""
    form = ArtifactForm(request.POST or None, request.FILES or None, initial={"folder": request.GET.get("folder")})
    if form.is_valid():
        try:
            made = services.upload_artifact(identified, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"“{made}” is in its folder, version {made.version}.")
            return redirect(identified)
    context = {"identified": identified, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/upload.html", context)


@require_safe
@requires("improvement.read", on=identified_for)
def artifact_file(request: HttpRequest, identified: IdentifiedSchool, artifact: int) -> HttpResponseBase:
    """One document."""
    return serve(artifact_of(identified, artifact).file)


@require_safe
@requires("improvement.read", on=identified_for)
def everything(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponseBase:
    """All that the school gave and wrote, as one zip; also after it left."""
    return FileResponse(
        whole(identified),
        as_attachment=True,
        filename=f"improvement-{identified.pk}.zip",
        content_type="application/zip",
    )


@require_http_methods(FORMS)
@requires("improvement.excuse", on=identified_for)
def excuse(request: HttpRequest, identified: IdentifiedSchool, folder: int) -> HttpResponse:
    """An artifact is not asked for."""
    found = folder_of(identified, folder)
    form = ExcuseForm(request.POST or None, initial={"reason": found.excuse.reason if found.excuse else ""})
    if form.is_valid():
        try:
            services.excuse_artifact(identified, folder=found.kind, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Noted. The school reads why.")
            return redirect(identified)
    context = {"identified": identified, "folder": found, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/excuse.html", context)


@require_POST
@requires("improvement.excuse", on=identified_for)
def take_excuse_back(request: HttpRequest, identified: IdentifiedSchool, folder: int) -> HttpResponse:
    """An artifact is asked for after all."""
    services.take_excuse_back(identified, folder=folder_of(identified, folder).kind, actor=request.user)
    messages.success(request, "It is asked for again.")
    return redirect(identified)


@require_POST
@requires("improvement.gather", on=identified_for)
def gather(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """All that is asked for is there."""
    services.confirm_artifacts(identified, actor=request.user)
    messages.success(request, "The artifacts are complete. The district has mail.")
    return redirect(identified)


@require_http_methods(FORMS)
@requires("improvement.ask_again", on=identified_for)
def ask_again(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """Something has to be given once more."""
    form = AskAgainForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask_again(identified, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("artifacts_due_on", str(refused))
        else:
            messages.success(request, "The district has a mail with your words.")
            return redirect(identified)
    context = {"identified": identified, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/ask_again.html", context)
