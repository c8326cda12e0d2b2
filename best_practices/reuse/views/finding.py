"""Finding what an address is about, as far as the reader may know of it."""

from typing import Any

from django.http import Http404, HttpRequest

from best_practices.library.models import Practice, PracticePage
from best_practices.library.states import PracticeState
from best_practices.reuse.models import ADOPTING_OFFICES, Adoption, Feedback
from portal.conflicts.queries import tied_districts
from portal.districts.models import District, School
from portal.districts.policies import offices_of


def adoption_for(request: HttpRequest, reference: str) -> Adoption:
    """The adoption of this reference, if the reader may know it."""
    found = Adoption.objects.visible_to(request.user).filter(reference=reference)
    adoption = found.select_related("practice__page__version", "practice__district", "school__district").first()
    if adoption is None:
        raise Http404
    return adoption


def practice_at(slug: str) -> Practice:
    """The practice at this address, if it can be read."""
    readable = (PracticeState.PUBLISHED, PracticeState.DUE)
    page = PracticePage.objects.select_related("practice__district", "version").filter(practice__slug=slug).first()
    if page is None or page.practice.state not in readable:
        raise Http404
    practice = page.practice
    practice.page = page
    return practice


def feedback_for(request: HttpRequest, number: int) -> Feedback:
    """What somebody wrote: known to its author, and to the facilitators who may judge it."""
    feedback = Feedback.objects.select_related("practice__page", "practice__district", "district").filter(pk=number)
    found = feedback.first()
    if found is None or not request.user.is_authenticated:
        raise Http404
    behind = {leaid for leaid in (found.district_id, found.practice.district_id) if leaid}
    is_own = found.author_id == request.user.pk
    if not is_own and ("facilitator" not in request.user.state_roles or tied_districts(request.user.pk, behind)):
        raise Http404
    return found


def schools_of_person(user: Any) -> Any:
    """The schools for which a person may take up practices."""
    held = [leaid for leaid, offices in offices_of(user).items() if offices.intersection(ADOPTING_OFFICES)]
    return School.objects.filter(district__in=held).select_related("district").order_by("district__name", "name")


def districts_of_person(user: Any) -> Any:
    """The districts in which a person holds an office."""
    return District.objects.filter(pk__in=offices_of(user)).order_by("name")
