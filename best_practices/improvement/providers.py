"""What of improvement waits for a district, and what the page of a school says of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from best_practices.improvement.models import WRITING_OFFICES, IdentifiedSchool, SupportRequest
from best_practices.improvement.policies import is_coach
from best_practices.improvement.queries import folders_left
from best_practices.improvement.states import BEFORE_PLAN, OPEN, SchoolState
from portal.core.dates import last_moment
from portal.districts.models import School
from portal.districts.policies import holds_office, offices_of
from portal.districts.providers import Panel
from portal.ui.providers import Waiting

MOST = 100


def waiting_artifacts(user: Any) -> Iterator[Waiting]:
    """For who writes for a school: its artifacts until they are complete, then its plan until it is submitted."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    if not led:
        return
    found = IdentifiedSchool.objects.filter(state__in=BEFORE_PLAN, school__district__in=led)
    for each in found.select_related("school").annotate(left=folders_left())[:MOST]:
        is_gathering = each.state == SchoolState.IDENTIFIED
        yield Waiting(
            words=f"{'Artifacts' if is_gathering else 'Plan'}: {each}",
            url=each.get_absolute_url(),
            note=_note(each.left) if is_gathering else "The artifacts are complete. Write its plan and submit it.",
            due=last_moment(each.artifacts_due_on) if is_gathering else None,
            state=each.state,
            state_words=each.get_state_display().lower(),
            on_others=is_gathering and not each.left,
        )


def _note(left: int) -> str:
    if not left:
        return "Everything is there. A coach looks at it."
    return f"Something is lacking in {left} folder{'' if left == 1 else 's'}."


def waiting_for_coaches(user: Any) -> Iterator[Waiting]:
    """For coaches: schools in whose folders nothing is lacking, and that nobody has found complete; one query."""
    if not is_coach(user):
        return
    found = IdentifiedSchool.objects.filter(state=SchoolState.IDENTIFIED).annotate(left=folders_left()).filter(left=0)
    for each in found.select_related("school__district")[:MOST]:
        yield Waiting(
            words=f"Artifacts to look at: {each}",
            url=each.get_absolute_url(),
            note=f"{each.school.district}. Nothing is lacking.",
            state=each.state,
            state_words=each.get_state_display().lower(),
        )


def waiting_requests(user: Any) -> Iterator[Waiting]:
    """For coaches: what schools ask for, until it is answered; one query."""
    if not is_coach(user):
        return
    found = SupportRequest.objects.filter(answered_at=None, identified__state__in=OPEN)
    for each in found.select_related("identified__school__district").order_by("asked_at")[:MOST]:
        since = date_format(localtime(each.asked_at), "SHORT_DATE_FORMAT")
        yield Waiting(
            words=f"Support asked for: {each.identified}",
            url=each.identified.get_absolute_url(),
            note=f"{each.identified.school.district}, since {since}.",
            state="open",
            state_words="open",
        )


def work_of(school: School, user: Any) -> dict[str, Any] | None:
    """The work with a school, for who may know of it; one query."""
    found = list(IdentifiedSchool.objects.visible_to(user).filter(school=school).select_related("school"))
    return {"identified": found} if found else None


WORK = Panel("improvement", "Improvement", "improvement/panel.html", School, work_of, position=31)
