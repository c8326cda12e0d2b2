"""Practices in every state, for tests; made by services, as people would."""

from typing import Any

from best_practices.library import services
from best_practices.library.checklist import CHECKS
from best_practices.library.models import BrokenLink, CollectedPractice, Practice, PracticeCollection, Version

RECORD: dict[str, Any] = {
    "title": "Daily math groups by need (sample)",
    "summary": "Sample: teachers regroup students every two weeks by one short check and teach the missing step.",
    "problem": "Sample: whoever falls behind in fractions stays behind.",
    "outcome": "worked",
    "grades": ["4", "5", "6"],
    "groups": ["all"],
    "communities": ["rural"],
    "sizes": ["small"],
    "components": ["math_prof", "math_growth_low25"],
    "pathways": [],
    "tags": "math, small groups",
    "steps": [["A short check", "Teachers", "Every second Friday"], ["Groups by the missing step", "", ""]],
    "staffing": "none",
    "cost": "low",
    "time": "Twenty minutes a day",
    "materials": "",
    "training": "",
    "outcomes": [["math_growth_low25", "Growth in two schools", "from 41.0 to 58.5", "Own data, 2022", "4"]],
    "failed": "Sample: groups that stayed the same for a term.",
    "waivers": [],
    "licence": "cc-by-4.0",
    "contact_office": "Office of the innovation lead",
    "contact_email": "lead@example.org",
    "contact_phone": "",
    "users": [],
}
WELL = {check.key: {"found": "yes", "note": ""} for check in CHECKS}


def drafted(district: Any, *, actor: Any, **answers: Any) -> Version:
    """A draft in which everything is answered."""
    version = services.begin_practice(district, actor=actor)
    services.save_answers(version, {**RECORD, **answers}, versions={}, actor=actor)
    version.forget_values()
    return version


def handed_in(district: Any, *, actor: Any, **answers: Any) -> Version:
    """A version that the moderators have."""
    return services.submit_version(drafted(district, actor=actor, **answers), privacy_seen=True, actor=actor)


def published(district: Any, *, actor: Any, facilitator: Any, **answers: Any) -> Practice:
    """A practice that everybody can read."""
    version = handed_in(district, actor=actor, **answers)
    services.note_checks(version, checks=WELL, actor=facilitator)
    practice = services.publish_version(version, actor=facilitator).practice
    practice.refresh_from_db()
    return practice


def new_version(practice: Practice, *, actor: Any, **answers: Any) -> Version:
    """A draft of a new version of a published practice, with other answers."""
    version = services.begin_version(practice, actor=actor)
    versions = dict(version.answers.values_list("question", "version"))
    services.save_answers(version, answers, versions=versions, actor=actor)
    version.forget_values()
    return version


def collected(*practices: Practice, **fields: Any) -> PracticeCollection:
    """A collection of these practices, in this order."""
    words = {"title": "Math in small schools (sample)", "slug": "small", "introduction": "Sample: where to begin."}
    collection = PracticeCollection.objects.create(**{**words, **fields})
    for number, practice in enumerate(practices):
        CollectedPractice.objects.create(collection=collection, page=practice.page, sort_order=number)
    return collection


def broken(practice: Practice, url: str, *days: str) -> BrokenLink:
    """A link of a practice that did not answer on these days."""
    words = {"what": "The page is not there any more (404).", "seen_on": [*days]}
    return BrokenLink.objects.create(page=practice.page, url=url, **words)
