"""The public page about one school's needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from best_practices.reuse.services import note_look
from best_practices.reuse.standing import needs_page
from portal.core.policies import public
from portal.districts.models import School
from portal.districts.policies import is_member


@require_safe
@public
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one school stands: every need with its numbers, how they are worked out, what is hidden."""
    school = get_object_or_404(School.objects.select_related("district"), pk=pk)
    if is_member(request.user, school.district_id) and not hasattr(request, "real_user"):
        note_look(school.district_id)
    return render(request, "reuse/needs.html", needs_page(school))
