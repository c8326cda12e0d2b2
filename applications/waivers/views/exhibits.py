"""Documents of a proposal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.waivers import services
from applications.waivers.forms import ExhibitForm
from applications.waivers.models import Waiver
from applications.waivers.views.finding import FORMS, exhibit_of, waiver_for
from portal.core.errors import NotAllowed
from portal.core.files import serve
from portal.core.policies import public, requires


@require_http_methods(FORMS)
@requires("waivers.write", on=waiver_for)
def add_exhibit(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """One more document, with what it supports."""
    form = ExhibitForm(request.POST or None, request.FILES or None, waiver=waiver)
    if form.is_valid():
        try:
            services.add_exhibit(waiver, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, "Kept.")
            return redirect(waiver)
    return render(request, "waivers/exhibit.html", {"waiver": waiver, "form": form, "has_errors": bool(form.errors)})


@require_POST
@requires("waivers.write", on=waiver_for)
def remove_exhibit(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Take a document out of the draft."""
    services.remove_exhibit(exhibit_of(waiver, number), actor=request.user)
    messages.success(request, "Taken out.")
    return redirect(waiver)


@require_safe
@public
def exhibit_file(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """A document, for who may read the proposal."""
    return serve(exhibit_of(waiver_for(request, reference), number).file)
