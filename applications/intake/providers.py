"""What of applications waits for a person, and the dates of the next round for the front page."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from applications.intake.models import Application, InformationRequest, Round
from applications.intake.states import UNDECIDED, ApplicationState
from portal.core.dates import last_moment
from portal.districts.models import LEADING_OFFICES, WRITING_OFFICES, District
from portal.districts.policies import offices_of
from portal.districts.providers import HandedOver
from portal.pages.providers import KeyDate
from portal.ui.providers import Waiting
from portal.worklist.providers import MDE, Work

OPEN_STATES = (ApplicationState.DRAFT, *UNDECIDED)
ON_ME = {
    True: {ApplicationState.SUBMITTED: "Read it and decide.", ApplicationState.IN_REVIEW: "Decide, with reasons."},
    False: {
        ApplicationState.DRAFT: "A draft; it is not submitted yet.",
        ApplicationState.MORE_INFORMATION: "MDE asks for more. Answer, then send it again.",
    },
}
ON_OTHERS = {
    ApplicationState.SUBMITTED: "MDE reads it next.",
    ApplicationState.IN_REVIEW: "MDE is reading it.",
    ApplicationState.MORE_INFORMATION: "MDE asked for more; the district has it.",
}


def waiting_applications(user: Any) -> Iterator[Waiting]:
    """Drafts and open questions for the district's writers, the rest for facilitators; for others, who has them."""
    is_facilitator = "facilitator" in user.state_roles
    writes = {leaid for leaid, offices in offices_of(user).items() if offices & set(WRITING_OFFICES)}
    found = Application.objects.visible_to(user).filter(state__in=OPEN_STATES).select_related("district", "round")
    asked = InformationRequest.objects.filter(application=OuterRef("pk"), closed_at=None).values("due_on")[:1]
    for application in found.annotate(answer_by=Subquery(asked))[:200]:
        decides = is_facilitator and application.district_id not in writes
        note = ON_ME[decides].get(ApplicationState(application.state))
        is_mine = bool(note) and (decides or application.district_id in writes)
        yield Waiting(
            words=str(application),
            url=application.get_absolute_url(),
            note=note if is_mine and note else ON_OTHERS.get(ApplicationState(application.state), "A draft."),
            due=_due(application),
            state=application.state,
            state_words=application.state_and_stage().lower(),
            on_others=not is_mine,
        )


def _due(application: Any) -> datetime | None:
    """By when the district acts: the end of the round, or of the day by which it is asked to answer."""
    if application.state == ApplicationState.DRAFT:
        return application.round.closes_at  # type: ignore[no-any-return]
    return last_moment(application.answer_by) if application.answer_by else None


def application_work(user: Any) -> Iterator[Work]:
    """Applications that are not decided, for the work list; due when districts hear."""
    states = {ApplicationState.SUBMITTED: MDE, ApplicationState.IN_REVIEW: MDE}
    found = Application.objects.visible_to(user).undecided().filter(submitted_at__isnull=False)
    for each in found.select_related("district", "round"):
        waits_on = states.get(ApplicationState(each.state), "the district")
        yield Work(
            key=f"application-{each.reference}",
            kind="Application",
            title=str(each),
            url=each.get_absolute_url(),
            state=each.state,
            state_words=each.state_and_stage(),
            since=each.submitted_at or each.begun_at,
            due=last_moment(each.round.decisions_on),
            waits_on=waits_on,
            leaid=each.district_id,
        )


def round_dates() -> list[KeyDate]:
    """The dates of the round that is open or comes next, for the front page; none where there is no such round."""
    call = Round.objects.published().filter(closes_at__gt=timezone.now(), decided_at=None).order_by("closes_at").first()
    if call is None:
        return []
    decisions = timezone.make_aware(datetime.combine(call.decisions_on, time(12)))
    return [
        KeyDate("Applications close", call.closes_at, f"{time_words(call.closes_at)} Central", is_next=True),
        KeyDate("Districts hear", decisions),
        KeyDate("Letters of commitment", call.letters_due_at),
    ]


def time_words(at: datetime) -> str:
    """The time of day in US Central, as “11:59 p.m.”."""
    return date_format(timezone.localtime(at), "TIME_FORMAT")


def applications_handed_over(district: District, office: str) -> list[HandedOver]:
    """The district's applications, drafts and what was submitted, for a successor in an office that reads them."""
    if office not in LEADING_OFFICES:
        return []
    return [
        HandedOver(
            words=f"{application.round}: {application.get_state_display().lower()}",
            url=application.get_absolute_url(),
            note="A draft; it is not submitted yet." if application.state == ApplicationState.DRAFT else "",
            is_open=application.state in OPEN_STATES,
        )
        for application in district.applications.select_related("round")
    ]
