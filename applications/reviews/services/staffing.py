"""Who reviews what: by hand, automatically, and taken back."""

from typing import Any

from django.db import transaction

from applications.reviews import notifications
from applications.reviews.assignment import Proposal
from applications.reviews.models import Assignment, Panel, Subject
from applications.reviews.queries import fingerprint, proposal, ties_of, ties_on
from applications.reviews.services.panels import check_free_of, check_open, check_runs
from applications.reviews.states import LIVE, RELEASE
from portal.accounts.models import User
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance


@transaction.atomic
def assign_reviewer(subject: Subject, person: Any, *, actor: Any) -> Assignment:
    """Give a subject to a member of its panel who is free to judge its district. Twice changes nothing."""
    check_runs(actor)
    subject = Subject.objects.select_for_update().select_related("panel").get(pk=subject.pk)
    check_free_of(subject, actor)
    check_free_of(subject, person)
    check_open(subject.panel)
    if subject.withdrawn_at:
        raise NotAllowed("This was withdrawn.")
    if not subject.panel.members.filter(person=person).exists():
        raise NotAllowed(f"{person} is not on this panel.")
    known = subject.assignments.filter(reviewer=person, state__in=LIVE).first()
    if known is not None:
        return known
    made = Assignment.objects.create(subject=subject, reviewer=person, due_at=subject.panel.due_at)
    audit.record(made, "reviews.assign", actor=actor, person=person.pk)
    return made


@transaction.atomic
def assign_automatically(panel: Panel, *, shown: str = "", seed: int = 0, actor: Any) -> Proposal:
    """Assign what is lacking, evenly and without conflicts; NotAllowed where it is no longer what was shown."""
    check_runs(actor)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    check_open(panel)
    found = proposal(panel, actor, seed)
    if shown and shown != fingerprint(found):
        raise NotAllowed("Something changed since this was shown. Please look at the new proposal.")
    people = User.objects.in_bulk({person for those in found.added.values() for person in those})
    for subject in panel.subjects.filter(pk__in=found.added):
        for person in found.added[subject.pk]:
            assign_reviewer(subject, people[person], actor=actor)
    return found


@transaction.atomic
def release_assignment(assignment: Assignment, *, reason: str = "", actor: Any) -> Assignment:
    """Take an assignment back; the subject can be given to another."""
    check_runs(actor)
    check_free_of(assignment.subject, actor)
    advance(assignment, RELEASE, actor=actor, reason=reason)
    return assignment


@transaction.atomic
def release_conflicted(panel: Panel, *, actor: Any) -> list[Assignment]:
    """Take back every assignment whose reviewer is tied by now; what was scored no longer counts either way."""
    check_runs(actor)
    subjects = list(panel.subjects.visible_to(actor))
    ties = ties_of(panel, subjects)
    live = Assignment.objects.filter(subject__in=subjects, state__in=LIVE).select_related("subject", "reviewer")
    tied = [(each, ties_on(ties, each.reviewer_id, each.subject)) for each in live]
    found = [assignment for assignment, those in tied if those]
    for assignment, those in tied:
        if not those:
            continue
        kinds = [tie.kind for tie in those]
        advance(assignment, RELEASE, actor=actor, reason="conflict", kinds=kinds)
        notifications.review_released(assignment)
    return found
