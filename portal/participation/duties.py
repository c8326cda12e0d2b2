"""The five duties of a member district in a school year, from the charter of 2018, and what counts for them. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Duty(StrEnum):
    """The duties, in the order of the charter."""

    MEETINGS = "meetings"
    WEBINARS = "webinars"
    MENTORING = "mentoring"
    INITIATIVES = "initiatives"
    PRACTICES = "practices"


class Standing(StrEnum):
    """What one fact says: it counts, the district was excused, or it was absent."""

    COUNTED = "counted"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True)
class Fact:
    """One thing that a district did, was excused from or missed, as an area reports it.

    `year` is the year in which the school year ends. `key` names the thing itself: a webinar that three people of a
    district attended is one thing, and counts once. `url` opens the evidence; its own policy says who may read it.
    """

    leaid: str
    year: int
    duty: Duty
    key: str
    title: str
    on: date
    url: str = ""
    standing: Standing = Standing.COUNTED
    note: str = ""


# The charter's numbers (slides to the State Board of Education, 12 February 2018, "districts"): a team at quarterly
# face-to-face meetings, monthly webinars or calls, mentoring of other districts, at least one initiative a school year,
# help with best-practice documents. A district that joins in mid-year has the same targets.
TARGETS = {
    Duty.MEETINGS: 4,
    Duty.WEBINARS: 12,
    Duty.MENTORING: 1,
    Duty.INITIATIVES: 1,
    Duty.PRACTICES: 1,
}


@dataclass(frozen=True)
class Words:
    """A duty for readers: its name, a short one for tables, what counts, and where the next step is taken."""

    name: str
    short: str
    counts: str
    step: str
    url: str


WORDS = {
    Duty.MEETINGS: Words(
        "Quarterly meetings",
        "Meetings",
        "Each face-to-face meeting of the network at which somebody of the district was present counts once.",
        "See the meetings that are coming up",
        "/events/",
    ),
    Duty.WEBINARS: Words(
        "Monthly webinars and calls",
        "Webinars",
        "Each webinar or call that somebody of the district attended counts once, however many came.",
        "See the webinars that are coming up",
        "/events/",
    ),
    Duty.MENTORING: Words(
        "Mentoring of other districts",
        "Mentoring",
        "Each mentorship in which the district mentors another counts once, in each school year with a contact noted.",
        "See who asks for a mentor, or offer to be one",
        "/mentoring/",
    ),
    Duty.INITIATIVES: Words(
        "At least one initiative",
        "Initiatives",
        "Each initiative of the district in a PLC counts once, in each school year in which it began to try an idea.",
        "See the PLCs",
        "/plcs/",
    ),
    Duty.PRACTICES: Words(
        "Help with best-practice documents",
        "Practices",
        "Each practice that the district wrote or helped to write counts once, in the year it is first published.",
        "Write down a practice",
        "/practices/drafts/",
    ),
}
