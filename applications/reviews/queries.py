"""Reads about panels: results by reference, conflicts of members, and the proposal of an automatic assignment."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from applications.reviews import rubric
from applications.reviews.assignment import Proposal, propose
from applications.reviews.models import Assignment, Panel, Subject
from applications.reviews.models.panels import STAFF
from applications.reviews.states import LIVE, AssignmentState
from portal.conflicts.providers import Tie
from portal.conflicts.queries import ties_between


def fingerprint(found: Proposal) -> str:
    """A proposal as one hash: who takes it names the one that was looked at."""
    told = sorted((subject, sorted(people)) for subject, people in found.added.items())
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True)
class Result:
    """What a panel found about one subject: out of 100; `outliers` are the numbers of reviewers who stand alone."""

    mean: Decimal | None
    spread: rubric.Spread | None
    count: int
    outliers: tuple[int, ...]
    agreed: Decimal | None


def results(panel: Panel, subjects: Iterable[Subject] | None = None) -> dict[str, Result]:
    """The results by the subjects' references; reviews by people who are tied by now do not count.

    Without `subjects`, of all that are not withdrawn: whoever shows them asks first which the reader may know of.
    """
    shown = list(panel.subjects.present() if subjects is None else subjects)
    done = Assignment.objects.filter(subject__in=[each.pk for each in shown], state=AssignmentState.DONE)
    reviews = list(done.select_related("subject").prefetch_related("scores"))
    ties = ties_between({each.reviewer_id for each in reviews}, {each.district_id for each in shown})
    totals: dict[int, dict[int, Decimal]] = {each.pk: {} for each in shown}
    for review in reviews:
        value = rubric.total(panel.criteria, review.levels())
        if value is not None and (review.reviewer_id, review.subject.district_id) not in ties:
            totals[review.subject_id][review.reviewer_id] = value
    return {each.reference: _result(each, totals[each.pk]) for each in shown}


def _result(subject: Subject, totals: dict[int, Decimal]) -> Result:
    spread = rubric.spread(totals)
    outliers = spread.outliers if spread else ()
    return Result(rubric.mean(totals.values()), spread, len(totals), outliers, subject.agreed)


def discussion_of(subject: Subject, user: Any) -> dict[str, Any]:
    """Reviews and words about a subject as this person may read them: with names only where the panel shows them."""
    is_staff = bool(user.state_roles.intersection(STAFF))
    named = is_staff or subject.panel.names_shown
    found = results(subject.panel, [subject])[subject.reference]
    shown = Assignment.objects.visible_to(user).filter(subject=subject, state__in=LIVE).order_by("pk")
    names = {each.key: each.name for each in subject.panel.criteria}
    reviews = [
        {
            "name": _name(each.reviewer, number, user, named),
            "total": rubric.total(subject.panel.criteria, each.levels()),
            "is_outlier": each.reviewer_id in found.outliers,
            "comments": [(names.get(one.criterion, ""), one.comment) for one in each.scores.all() if one.comment],
        }
        for number, each in enumerate(shown.select_related("reviewer").prefetch_related("scores"), start=1)
    ]
    posts = list(subject.posts.select_related("author"))
    for post in posts:
        post.name = _name(post.author, 0, user, named)  # type: ignore[attr-defined]
    return {"result": found, "reviews": reviews, "posts": posts, "is_staff": is_staff}


def _name(person: Any, number: int, reader: Any, named: bool) -> str:
    if person.pk == reader.pk:
        return "You"
    return str(person) if named else f"Reviewer {number}" if number else "A colleague"


def comments_on(panel: Panel, reference: str) -> dict[str, str]:
    """What reviewers wrote for the applicant, by criterion; of those who are done and not tied by now."""
    subject = panel.subjects.present().filter(reference=reference).first()
    if subject is None:
        return {}
    done = list(subject.assignments.filter(state=AssignmentState.DONE).prefetch_related("scores"))
    ties = ties_between({each.reviewer_id for each in done}, {subject.district_id})
    free = [each for each in done if (each.reviewer_id, subject.district_id) not in ties]
    said: dict[str, list[str]] = {}
    for score in (score for each in free for score in each.scores.all() if score.comment):
        said.setdefault(score.criterion, []).append(score.comment)
    return {criterion: "\n".join(words) for criterion, words in said.items()}


def ties_of(panel: Panel, subjects: Iterable[Subject]) -> dict[tuple[int, str], tuple[Tie, ...]]:
    """What ties the panel's members to the districts of these subjects."""
    return ties_between(set(panel.members.values_list("person", flat=True)), {each.district_id for each in subjects})


def proposal(panel: Panel, reader: Any, seed: int = 0) -> Proposal:
    """Who would review what, by numbers of subjects and people, among the subjects that the reader may know of."""
    subjects = list(panel.subjects.present().visible_to(reader))
    people = list(panel.members.filter(person__is_active=True).values_list("person", flat=True))
    ties = ties_of(panel, subjects)
    forbidden = {(each.pk, person) for each in subjects for person in people if (person, each.district_id) in ties}
    pinned: set[tuple[int, int]] = set()
    known = Assignment.objects.filter(subject__in=[each.pk for each in subjects])
    for subject, person, state in known.values_list("subject", "reviewer", "state"):
        (pinned if state in LIVE else forbidden).add((subject, person))
    return propose({each.pk: panel.per_subject for each in subjects}, people, forbidden, pinned, seed)
