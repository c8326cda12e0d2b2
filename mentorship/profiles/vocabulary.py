"""The words in which districts say what they are strong in and what they need. Both sides choose from the same list."""

from django.db.models import TextChoices


class Topic(TextChoices):
    """What one district can help another with: the components of the A-F model, and what leads to them."""

    ENGLISH = "english", "English language arts"
    MATH = "math", "Mathematics"
    SCIENCE = "science", "Science"
    HISTORY = "history", "U.S. history"
    LOWEST = "lowest", "Growth of the lowest 25 percent"
    LEARNERS = "learners", "English learners"
    GRADUATION = "graduation", "Graduation"
    READINESS = "readiness", "College and career readiness"
    ATTENDANCE = "attendance", "Attendance"
    BEHAVIOR = "behavior", "Behavior and social support"
    TEACHING = "teaching", "Coaching and keeping teachers"
    SCHEDULES = "schedules", "Calendars and schedules"
    FAMILIES = "families", "Families and community"


class Band(TextChoices):
    """The grades that help is about."""

    EARLY = "early", "Pre-K to grade 2"
    ELEMENTARY = "elementary", "Grades 3 to 5"
    MIDDLE = "middle", "Grades 6 to 8"
    HIGH = "high", "Grades 9 to 12"


class Format(TextChoices):
    """How two districts meet."""

    VISIT = "visit", "Visits"
    VIDEO = "video", "Video calls"
    PHONE = "phone", "Telephone"


class Urgency(TextChoices):
    """How soon a district needs its mentor. It is shown to the facilitators; the matching does not favor it."""

    NOW = "now", "Within a month"
    SEMESTER = "semester", "This semester"
    YEAR = "year", "This school year"


SUBJECT_TOPICS = {"ELA": Topic.ENGLISH, "MATH": Topic.MATH}
MOST_NEEDS, MOST_WISHES, MOST_CAPACITY = 3, 5, 8
