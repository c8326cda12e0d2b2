"""Events of the demonstration: those of 2018 as they are on record, and samples ahead. Loaded once.

Of 2018 the days are known and the times of day are not, so those events have days only.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from portal.accounts.demonstration import address
from portal.accounts.models import User
from portal.events import services
from portal.events.models import Event
from portal.events.states import EventState
from portal.events.vocabulary import TEAM_OF_FOUR, Duty, Kind

SLIDES = "State Board of Education, slides of February 12, 2018"
NOTICES = "Mississippi Department of Education, Office of School Improvement: notices of fall 2018"
VICKSBURG, RECORDED = "Vicksburg", "Recorded and posted."
HIGH_SCHOOLS = "Principals and counselors of identified high schools."
FOUR = "Teams of four: principal, counselor, lead teacher, federal programs director."
# First day, days, title, kind, duty, place, summary, source.
PAST: list[tuple[date, int, str, str, str, str, str, str]] = [
    (date(2018, 2, 2), 1, "Webinar for districts", Kind.WEBINAR, Duty.WEBINARS, "", "", SLIDES),
    (
        date(2018, 2, 12),
        1,
        "First meeting of the network",
        Kind.CONVENING,
        Duty.MEETINGS,
        "Mississippi State University, Starkville",
        "",
        SLIDES,
    ),
    (date(2018, 3, 26), 1, "Meeting of the whole network", Kind.CONVENING, Duty.MEETINGS, "", "", SLIDES),
    (
        date(2018, 4, 19),
        3,
        "National Innovation Lab Network meeting",
        Kind.OTHER,
        Duty.NONE,
        "Burlington, Vermont",
        "",
        SLIDES,
    ),
    (
        date(2018, 6, 18),
        2,
        "Mississippi Innovative Institute",
        Kind.INSTITUTE,
        Duty.NONE,
        "",
        "With the Research and Curriculum Unit.",
        SLIDES,
    ),
    (date(2018, 10, 5), 1, "School improvement webinar 1", Kind.WEBINAR, Duty.NONE, "", RECORDED, NOTICES),
    (date(2018, 10, 10), 1, "School improvement webinar 2", Kind.WEBINAR, Duty.NONE, "", RECORDED, NOTICES),
    (date(2018, 10, 26), 1, "School improvement webinar 3", Kind.WEBINAR, Duty.NONE, "", RECORDED, NOTICES),
    (
        date(2018, 11, 7),
        1,
        "School improvement convening: high schools",
        Kind.CONVENING,
        Duty.NONE,
        VICKSBURG,
        HIGH_SCHOOLS,
        NOTICES,
    ),
    (date(2018, 11, 8), 2, "School improvement convening: teams", Kind.CONVENING, Duty.NONE, VICKSBURG, FOUR, NOTICES),
]
NO_DAY = "September 2018; the day is not on record"
COMMON: dict[str, Any] = {
    "description": "Sample text.",
    "pathway": None,
    "room": "",
    "capacity": None,
    "required_roles": [],
    "one_may_hold_two": False,
    "duty": None,
    "hours": None,
    "video_link": "",
    "place": "",
}


@transaction.atomic
def load() -> None:
    """The events of 2018, and two samples ahead by the demonstration's facilitator; nothing where any event is."""
    if Event.objects.exists():
        return
    for first, days, title, kind, duty, place, summary, source in PAST:
        told = {"title": title, "kind": kind, "duty": duty, "place": place, "summary": summary, "source": source}
        _record(first, days, **told)
    _record(date(2018, 9, 1), 30, title="Fall convening", kind=Kind.CONVENING, duty=Duty.MEETINGS, source=SLIDES,
            when_words=NO_DAY)  # fmt: skip
    facilitator = User.objects.filter(email=address("facilitator")).first()
    if facilitator is not None:
        _plan_samples(facilitator)


def _record(first: date, days: int, **told: Any) -> None:
    begins = timezone.make_aware(datetime.combine(first, time.min))
    ends = timezone.make_aware(datetime.combine(first + timedelta(days=days), time.min))
    slug = f"{slugify(told['title'])}-{first}" if "when_words" not in told else f"{slugify(told['title'])}-2018"
    facts = {"starts_at": begins, "ends_at": ends, "is_all_day": True, "slug": slug, "state": EventState.PUBLISHED}
    Event.objects.create(**facts, **told)


def _plan_samples(facilitator: Any) -> None:
    """A series of monthly webinars, and a convening for teams of four with few places."""
    ten = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=12), time(10)))
    webinar: dict[str, Any] = {
        "title": "Monthly webinar (sample)",
        "kind": Kind.WEBINAR,
        "audience": "network",
        "starts_at": ten,
    }
    webinar |= {"ends_at": ten + timedelta(hours=1), "summary": "News of the network, and one district tells. Sample."}
    link = {"video_link": "https://video.example.org/sample"}
    for event in services.create_series(facts={**COMMON, **webinar, **link}, count=4, actor=facilitator):
        services.publish_event(event, actor=facilitator)
    begins = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=40), time(9)))
    meeting: dict[str, Any] = {
        "title": "Quarterly meeting with teams of four (sample)",
        "kind": Kind.CONVENING,
        "audience": "public",
    }
    meeting |= {"starts_at": begins, "ends_at": begins + timedelta(hours=6), "summary": "Sample event for teams."}
    meeting |= {"place": "Sample hall, Jackson", "room": "Room 1 (sample)", "capacity": 60, "hours": 6}
    facts = {**COMMON, **meeting, "required_roles": [str(role) for role in TEAM_OF_FOUR]}
    services.publish_event(services.create_event(facts=facts, actor=facilitator), actor=facilitator)
