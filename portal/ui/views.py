"""The style guide: each component once, with an example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.core.policies import requires


@require_GET
@requires("ui.read_styleguide")
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component of the portal on one page."""
    return render(request, "ui/styleguide.html")
