"""The words of events: kinds, who may know, answers, roles of a team, standings at an event."""

from django.db import models

from portal.districts.models import Office


class Kind(models.TextChoices):
    """What kind of event it is."""

    CONVENING = "convening", "Convening"
    INSTITUTE = "institute", "Institute"
    WEBINAR = "webinar", "Webinar"
    CALL = "call", "Call"
    PLC_MEETING = "plc_meeting", "PLC meeting"
    OTHER = "other", "Other"


class Audience(models.TextChoices):
    """Who may know of it."""

    PUBLIC = "public", "Everybody"
    NETWORK = "network", "People who hold an office in a district, and the department"
    PLC = "plc", "The people of one PLC, and the department"


class Duty(models.TextChoices):
    """The duty of the charter for which attendance counts; the words are those of the ledger."""

    NONE = "", "None"
    MEETINGS = "meetings", "Quarterly meetings"
    WEBINARS = "webinars", "Monthly webinars or calls"


DUTY_OF_KIND = {Kind.CONVENING: Duty.MEETINGS, Kind.WEBINAR: Duty.WEBINARS, Kind.CALL: Duty.WEBINARS}


class Reply(models.TextChoices):
    """What a person says to an invitation."""

    YES = "yes", "Yes, I come"
    MAYBE = "maybe", "Maybe"
    NO = "no", "No"


class Standing(models.TextChoices):
    """Whether somebody was there."""

    PRESENT = "present", "Present"
    EXCUSED = "excused", "Excused"
    ABSENT = "absent", "Absent"


class NotedBy(models.TextChoices):
    """How attendance came to be noted."""

    LIST = "list", "The list"
    SHEET = "sheet", "The printed sheet"
    CODE = "code", "The code at the venue"
    SELF = "self", "The person"
    FILE = "file", "The file of the video service"


# The offices of a district, and the other roles that invitations of 2018 named.
ROLES: list[tuple[str, str]] = [
    *Office.choices[:-1],
    ("assistant_principal", "Assistant principal"),
    ("curriculum_director", "Curriculum director"),
    ("special_education", "Special education director"),
]
ROLE_WORDS = dict(ROLES)
TEAM_OF_FOUR = [Office.PRINCIPAL, Office.COUNSELOR, Office.LEAD_TEACHER, Office.FEDERAL_PROGRAMS]
