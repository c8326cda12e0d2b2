"""Reads about panels: results by reference, conflicts of members, and the proposal of an automatic assignment."""

import hashlib
import json
from collections import Counter
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
    recommended: tuple[tuple[str, int], ...] = ()


def results(panel: Panel, subjects: Iterable[Subject] | None = None) -> dict[str, Result]:
    """The results by the subjects' references; reviews by people who are tied by now do not count.

    Without `subjects`, of all that are not withdrawn: whoever shows them asks first which the reader may know of.
    """
    shown = list(panel.subjects.present() if subjects is None else subjects)
    done = Assignment.objects.filter(subject__in=[each.pk for each in shown], state=AssignmentState.DONE)
    reviews = list(done.select_related("subject").prefetch_related("scores"))
    people = {each.reviewer_id for each in reviews}
    tied = tied_to(people, shown)
    totals: dict[int, dict[int, Decimal]] = {each.pk: {} for each in shown}
    said: dict[int, Counter[str]] = {each.pk: Counter() for each in shown}
    for review in reviews:
        if review.recommendation and (review.reviewer_id, review.subject_id) not in tied:
            said[review.subject_id][review.recommendation] += 1
        value = rubric.total(panel.criteria, review.levels())
        if value is not None and (review.reviewer_id, review.subject_id) not in tied:
            totals[review.subject_id][review.reviewer_id] = value
    words = dict(panel.verdicts)
    return {
        each.reference: _result(each, totals[each.pk], [(words.get(v, v), n) for v, n in said[each.pk].most_common()])
        for each in shown
    }


def _result(subject: Subject, totals: dict[int, Decimal], said: Iterable[tuple[str, int]]) -> Result:
    spread = rubric.spread(totals)
    outliers = spread.outliers if spread else ()
    return Result(rubric.mean(totals.values()), spread, len(totals), outliers, subject.agreed, tuple(said))


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
            "recommends": _recommended(each, dict(subject.panel.verdicts)),
            "comments": [(names.get(one.criterion, ""), one.comment) for one in each.scores.all() if one.comment],
        }
        for number, each in enumerate(shown.select_related("reviewer").prefetch_related("scores"), start=1)
    ]
    posts = list(subject.posts.select_related("author"))
    for post in posts:
        post.name = _name(post.author, 0, user, named)  # type: ignore[attr-defined]
    return {"result": found, "reviews": reviews, "posts": posts, "is_staff": is_staff}


def _recommended(review: Assignment, words: dict[str, str]) -> str:
    if not review.recommendation:
        return ""
    sure = f" ({review.get_confidence_display().lower()})" if review.confidence else ""
    return f"{words.get(review.recommendation, review.recommendation)}{sure}"


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
    tied = tied_to({each.reviewer_id for each in done}, [subject])
    free = [each for each in done if (each.reviewer_id, subject.pk) not in tied]
    said: dict[str, list[str]] = {}
    for score in (score for each in free for score in each.scores.all() if score.comment):
        said.setdefault(score.criterion, []).append(score.comment)
    return {criterion: "\n".join(words) for criterion, words in said.items()}


def ties_of(panel: Panel, subjects: Iterable[Subject]) -> dict[tuple[int, str], tuple[Tie, ...]]:
    """What ties the panel's members to the districts of these subjects."""
    return ties_between(set(panel.members.values_list("person", flat=True)), leaids_of(subjects))


def leaids_of(subjects: Iterable[Subject]) -> set[str]:
    """The districts of these subjects."""
    return {leaid for each in subjects for leaid in each.leaids()}


def ties_on(ties: dict[tuple[int, str], tuple[Tie, ...]], person: int, subject: Subject) -> tuple[Tie, ...]:
    """What ties a person to any of the districts of a subject."""
    return tuple(tie for leaid in sorted(subject.leaids()) for tie in ties.get((person, leaid), ()))


def tied_to(people: set[int], subjects: Iterable[Subject]) -> set[tuple[int, int]]:
    """Pairs of person and subject where something ties the one to a district of the other."""
    found = list(subjects)
    ties = ties_between(people, leaids_of(found))
    return {(person, each.pk) for person in people for each in found if ties_on(ties, person, each)}


def proposal(panel: Panel, reader: Any, seed: int = 0) -> Proposal:
    """Who would review what, by numbers of subjects and people, among the subjects that the reader may know of."""
    subjects = list(panel.subjects.present().visible_to(reader).select_related("panel"))
    people = list(panel.members.filter(person__is_active=True).values_list("person", flat=True))
    ties = ties_of(panel, subjects)
    forbidden = {(each.pk, person) for each in subjects for person in people if ties_on(ties, person, each)}
    pinned: set[tuple[int, int]] = set()
    known = Assignment.objects.filter(subject__in=[each.pk for each in subjects])
    for subject, person, state in known.values_list("subject", "reviewer", "state"):
        (pinned if state in LIVE else forbidden).add((subject, person))
    return propose({each.pk: each.reviews_wanted for each in subjects}, people, forbidden, pinned, seed)
