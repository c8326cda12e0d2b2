"""Sample practices, written by demonstration people and marked as samples; loaded once, through the services."""

from typing import Any

from django.db import transaction

from best_practices.library import services
from best_practices.library.checklist import CHECKS
from best_practices.library.models import Practice, PracticePage
from portal.accounts.demonstration import address
from portal.accounts.models import User
from portal.districts.models import Membership

COMMON: dict[str, Any] = {
    "pathways": [],
    "materials": "",
    "training": "",
    "waivers": [],
    "licence": "cc-by-4.0",
    "contact_office": "Office of the innovation lead (sample)",
    "contact_email": "lead@example.org",
    "contact_phone": "",
    "users": [],
}
SAMPLES: list[dict[str, Any]] = [
    {
        "title": "Daily math groups by need, grades 4 to 6 (sample)",
        "summary": "Students are regrouped every two weeks by one short check. Sample text.",
        "problem": "Students who fall behind in fractions stay behind: the class moves on. Sample text.",
        "outcome": "worked",
        "grades": ["4", "5", "6"],
        "groups": ["all", "lowest25"],
        "communities": ["rural"],
        "sizes": ["small"],
        "components": ["math_prof", "math_growth", "math_growth_low25"],
        "tags": "math, small groups, sample",
        "steps": [
            ["A five-question check every second Friday", "Teachers", "20 minutes"],
            ["Groups by the step that is missing, not by grade", "Lead teacher", "The same day"],
            ["One teacher takes the largest group", "Teachers", "Daily"],
        ],
        "staffing": "none",
        "cost": "low",
        "time": "Three weeks to begin, then twenty minutes a day",
        "outcomes": [["math_growth_low25", "Growth in two sample schools", "Sample figures only", "Sample", "4"]],
        "failed": "Groups that stayed the same for a term. Sample text.",
    },
    {
        "title": "Ninth-grade team with one shared hour (sample)",
        "summary": "Five teachers of the same ninth graders meet daily over one list. Sample text.",
        "problem": "Students fail English I and Algebra I in the first term, and nobody sees the whole. Sample text.",
        "outcome": "partly",
        "grades": ["9"],
        "groups": ["at_risk"],
        "communities": ["town", "rural"],
        "sizes": ["medium"],
        "components": ["graduation_rate", "reading_prof", "math_prof"],
        "tags": "ninth grade, on track, sample",
        "steps": [
            ["One shared planning hour", "Principal", "Daily"],
            ["One list, two causes, one call home", "Team", ""],
        ],
        "staffing": "part",
        "cost": "none",
        "time": "One hour a day for five teachers",
        "outcomes": [["graduation_rate", "On track after the first term", "Sample figures only", "Sample", "none"]],
        "failed": "The list alone changed nothing until somebody owned each name. Sample text.",
    },
    {
        "title": "Dual credit on the bus schedule (sample)",
        "summary": "College courses moved to the first period, when buses bring everybody anyway. Sample text.",
        "problem": "Students who live far out could not stay for courses after school. Sample text.",
        "outcome": "not",
        "grades": ["11", "12"],
        "groups": ["all"],
        "communities": ["rural"],
        "sizes": ["small"],
        "components": ["acceleration", "ccr"],
        "tags": "dual credit, transport, sample",
        "steps": [["Ask the college for a first-period section", "Counselor", "Spring"]],
        "staffing": "none",
        "cost": "medium",
        "time": "A school year to set up",
        "outcomes": [["acceleration", "Enrolled students", "Sample figures only", "Sample", "none"]],
        "failed": "The college could not send a teacher that early. So nobody need try it twice. Sample text.",
        "waivers": [["Seat time (sample)", "College courses of fewer hours"]],
    },
]


@transaction.atomic
def load() -> None:
    """Publish the samples once; nothing where the people for it are missing."""
    if Practice.objects.exists():
        return
    # Samples are the department's: no real district is shown as the author of an invented text.
    writer, facilitator = (
        User.objects.filter(email=address(name)).first() for name in ("administrator", "facilitator")
    )
    if writer is None or facilitator is None:
        return
    for values in SAMPLES:
        _publish(values, writer, facilitator)
    lead = Membership.objects.active().filter(user__is_demonstration=True, office="innovation_lead").first()
    if lead is not None:
        services.begin_practice(lead.district, actor=lead.user, source="A sample meeting")


def _publish(values: dict[str, Any], writer: User, facilitator: User) -> None:
    version = services.begin_practice(None, actor=writer)
    services.save_answers(version, {**COMMON, **values}, versions={}, actor=writer)
    version.forget_values()
    services.submit_version(version, privacy_seen=True, actor=writer)
    checks = {check.key: {"found": "yes", "note": "Sample."} for check in CHECKS}
    services.note_checks(version, checks=checks, actor=facilitator)
    services.publish_version(version, actor=facilitator)
    PracticePage.objects.filter(practice=version.practice).update(is_sample=True)
