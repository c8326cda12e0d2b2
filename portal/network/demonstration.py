"""Demonstration content of the network: the topics of its charter, and its districts of March 2018.

Sources: the State Board of Education's slides of February 12, 2018, and MDE's release of March 14, 2018. The summaries
are our own words.
"""

from datetime import date

from django.db import transaction

from portal.districts.models import District
from portal.network.models import NetworkRole, Pathway, PathwayKind
from portal.network.services import admit

CHARTER = "State Board of Education, February 12, 2018"
RELEASE = "MDE release, March 14, 2018"
LAUNCHED = date(2018, 3, 14)
PLC, GROUP, FORCE = PathwayKind.IMPLEMENTATION, PathwayKind.WORK_GROUP, PathwayKind.TASK_FORCE
PATHWAYS = [
    (
        "calendars-and-international-curriculum",
        "Alternative school calendars and international curriculum",
        PLC,
        "Change when school meets, and bring in courses that schools abroad use and recognize.",
    ),
    (
        "career-academies",
        "Career academies",
        PLC,
        "Build high school around fields of work, so that students see where their courses lead.",
    ),
    (
        "social-and-behavioral-programs",
        "K-12 social and behavioral programs",
        PLC,
        "Help students of every grade handle feelings, conflict and conduct, so that they can learn.",
    ),
    (
        "dual-credit-and-early-college",
        "Enhanced dual credit, early college and middle college",
        PLC,
        "Let high school students earn college credit, up to a full program on a college campus.",
    ),
    (
        "personalized-learning",
        "A definition of personalized learning",
        GROUP,
        "Agree on what personalized learning means in Mississippi, in words a classroom can use.",
    ),
    (
        "equity-of-access",
        "Equity of access to innovative and advanced programs",
        GROUP,
        "Find who is left out of advanced and innovative programs, and open the door to them.",
    ),
    (
        "profile-of-a-graduate",
        "Profile of a Mississippi graduate",
        GROUP,
        "Say what a graduate of a Mississippi school should know and be able to do.",
    ),
    (
        "middle-school-task-force",
        "Middle School Task Force",
        FORCE,
        "Set goals for the middle grades, and plan the support that schools need to reach them.",
    ),
]
# LEAIDs from the column ms_iln_role_2018 of ms_districts.csv.
EXEMPLARS = ["2800540", "2800820", "2801260", "2801680", "2801710", "2804470"]
JOINED = ["2800189", "2801560", "2801860", "2802250", "2802340", "2803060"]
JOINED += ["2803120", "2803450", "2803480", "2803660", "2803830", "2804110"]


@transaction.atomic
def load() -> None:
    """Topics and members, once: what is there already, or was changed since, stays as it is."""
    for position, (slug, name, kind, summary) in enumerate(PATHWAYS, start=1):
        facts = {"name": name, "kind": kind, "summary": summary, "source": CHARTER, "position": position}
        Pathway.objects.get_or_create(slug=slug, defaults=facts)
    for role, leaids in ((NetworkRole.EXEMPLAR, EXEMPLARS), (NetworkRole.MEMBER, JOINED)):
        for district in District.objects.filter(pk__in=leaids):
            admit(district, pathways=[], since=LAUNCHED, until=None, rests_on=RELEASE, role=role, actor=None)
