"""Files of a PLC: the list, one with its versions, adding, reading."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plcs.meetings import queries, services
from plcs.meetings.forms import FileForm, VersionForm
from plcs.meetings.models import PlcFile
from plcs.meetings.views.finding import FORMS, file_for, plc_for
from plcs.workgroups.models import Workgroup
from portal.core.errors import NotAllowed
from portal.core.files import serve
from portal.core.policies import requires

PAGE = 20


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form that sends files is filled with."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@require_safe
@requires("meetings.read", on=plc_for)
def files(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """All files of a PLC."""
    context = {
        "workgroup": workgroup,
        "page": Paginator(queries.files(workgroup), PAGE).get_page(request.GET.get("page")),
        "may_add": request.user.has_perm("meetings.keep_file", workgroup),
    }
    return render(request, "meetings/files.html", context)


@require_http_methods(FORMS)
@requires("meetings.keep_file", on=plc_for)
def add_file(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Add a file."""
    form = FileForm(*sent(request))
    if form.is_valid():
        try:
            made = services.add_file(workgroup, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, "Added. The people of the PLC can read it.")
            return redirect(made)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/add_file.html", context)


@require_safe
@requires("meetings.read", on=file_for)
def file(request: HttpRequest, found: PlcFile) -> HttpResponse:
    """One file with its versions."""
    context = {
        "file": found,
        "workgroup": found.workgroup,
        "versions": found.versions.select_related("stored", "added_by"),
        "may_add": request.user.has_perm("meetings.keep_file", found),
    }
    return render(request, "meetings/file.html", context)


@require_http_methods(FORMS)
@requires("meetings.keep_file", on=file_for)
def add_version(request: HttpRequest, found: PlcFile) -> HttpResponse:
    """Add a newer version."""
    form = VersionForm(*sent(request))
    if form.is_valid():
        try:
            services.add_version(found, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, "Added. The earlier versions stay.")
            return redirect(found)
    context = {"file": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/add_version.html", context)


@require_safe
@requires("meetings.read", on=file_for)
def content(request: HttpRequest, found: PlcFile, version: int) -> HttpResponseBase:
    """The bytes of one version."""
    return serve(get_object_or_404(found.versions.select_related("stored"), number=version).stored)
