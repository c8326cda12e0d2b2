"""Reads about panels: results by reference, conflicts of members, and the proposal of an automatic assignment."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from applications.reviews import rubric
from applications.reviews.assignment import Proposal, propose
from applications.reviews.models import Assignment, Panel, Subject
from applications.reviews.states import LIVE, AssignmentState
from portal.conflicts.providers import Tie
from portal.conflicts.queries import ties_between


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
