"""What of improvement waits for a district, and what the page of a school says of it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.formats import date_format

from best_practices.improvement.models import WRITING_OFFICES, IdentifiedSchool, SupportRequest
from best_practices.improvement.policies import is_coach
from best_practices.improvement.states import OPEN, SchoolState
from portal.core.dates import last_moment
from portal.districts.models import School
from portal.districts.policies import holds_office, offices_of
from portal.districts.providers import Panel
from portal.ui.providers import Waiting

MOST = 100


def waiting_artifacts(user: Any) -> Iterator[Waiting]:
    """For who writes for a school: its artifacts, until they are complete; one query."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    if not led:
        return
    found = IdentifiedSchool.objects.filter(state=SchoolState.IDENTIFIED, school__district__in=led)
    given = Count("artifacts__folder", filter=Q(artifacts__folder__is_required=True), distinct=True)
    for each in found.select_related("school").annotate(given=given)[:MOST]:
        yield Waiting(
            words=f"Artifacts: {each}",
            url=each.get_absolute_url(),
            note=f"{each.given} of the folders that are asked for hold something.",
            due=last_moment(each.artifacts_due_on),
            state=each.state,
            state_words=each.get_state_display().lower(),
        )


def waiting_requests(user: Any) -> Iterator[Waiting]:
    """For coaches: what schools ask for, until it is answered; one query."""
    if not is_coach(user):
        return
    found = SupportRequest.objects.filter(answered_at=None, identified__state__in=OPEN)
    for each in found.select_related("identified__school__district").order_by("asked_at")[:MOST]:
        yield Waiting(
            words=f"Support asked for: {each.identified}",
            url=each.identified.get_absolute_url(),
            note=f"{each.identified.school.district}, since {date_format(each.asked_at, 'SHORT_DATE_FORMAT')}.",
            state="open",
            state_words="open",
        )


def work_of(school: School, user: Any) -> dict[str, Any] | None:
    """The work with a school, for who may know of it; one query."""
    found = list(IdentifiedSchool.objects.visible_to(user).filter(school=school).select_related("school"))
    return {"identified": found} if found else None


WORK = Panel("improvement", "Improvement", "improvement/panel.html", School, work_of, position=31)
