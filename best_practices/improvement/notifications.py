"""What is told about identified schools."""

from typing import Any

from django.utils import timezone

from best_practices.improvement.models import WRITING_OFFICES, IdentifiedSchool, SupportRequest
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import Membership

FOLDER = "improvement/mail"


def writers_of(identified: IdentifiedSchool) -> list[User]:
    """Who writes for the school now: superintendent, innovation lead and principals of its district."""
    held = Membership.objects.in_office(*WRITING_OFFICES).filter(district=identified.school.district_id)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def _told(identified: IdentifiedSchool, what: str, **more: Any) -> None:
    key = f"improvement-{what}-{identified.pk}-{timezone.now():%Y%m%d%H%M%S%f}"
    to = writers_of(identified)
    told = {"about": identified, "permission": "improvement.read", "identified": identified, **more}
    mail.post(f"{FOLDER}/{what}.txt", to=to, key=key, **told)


def school_identified(identified: IdentifiedSchool) -> None:
    """To the district: why, and what is asked for until when."""
    _told(identified, "identified")


def artifacts_confirmed(identified: IdentifiedSchool) -> None:
    """To the district: all is there."""
    _told(identified, "confirmed")


def artifacts_asked_again(identified: IdentifiedSchool, words: str) -> None:
    """To the district: what has to be given once more."""
    _told(identified, "asked_again", words=words)


def school_exited(identified: IdentifiedSchool) -> None:
    """To the district: the school is identified no longer."""
    _told(identified, "exited")


def support_asked(request: SupportRequest) -> None:
    """To the coaches: a school asks for help."""
    key, to = f"improvement-asked-{request.pk}", User.objects.holding(StateRole.OSI_COACH)
    mail.post(
        f"{FOLDER}/support_asked.txt",
        to=to,
        key=key,
        about=request.identified,
        permission="improvement.support",
        request=request,
    )


def request_answered(request: SupportRequest) -> None:
    """To the district: a coach answered."""
    _told(request.identified, "request_answered", request=request)


def plan_submitted(identified: IdentifiedSchool) -> None:
    """To the coaches: a plan stands."""
    key = f"improvement-plan-{identified.pk}-{timezone.now():%Y%m%d%H%M%S%f}"
    to, template = User.objects.holding(StateRole.OSI_COACH), f"{FOLDER}/plan_submitted.txt"
    mail.post(template, to=to, key=key, about=identified, permission="improvement.return_plan", identified=identified)


def plan_returned(identified: IdentifiedSchool, words: str) -> None:
    """To the district: what is lacking in its plan."""
    _told(identified, "plan_returned", words=words)
