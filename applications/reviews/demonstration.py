"""Sample reviews of the demonstration: a panel of four, one review done, the others left to whoever looks around."""

from typing import Any

from applications.reviews import services
from applications.reviews.models import Assignment, Panel
from portal.accounts.demonstration import person
from portal.districts.demonstration import AMITE, CORINTH

# csa3 works in Corinth: nothing of its application may reach that account.
REVIEWERS = {CORINTH: ("csa1", "csa2", "coach"), AMITE: ("csa1", "csa2", "csa3")}
DONE = ("csa1", CORINTH)
SCORES = {
    "aim": (3, "Sample: it is clear who tries what; say earlier how you will know that it works."),
    "readiness": (2, "Sample: the offices are named. Four days a month look short for two schools."),
    "support": (2, ""),
    "fit": (3, "Sample: a good fit with the PLC."),
    "benefit": (3, ""),
}


def review(panel: Panel, *, actor: Any) -> None:
    """Put the reviewers on the panel, assign the applications by hand, and write one review."""
    people = {name: person(name, "") for names in REVIEWERS.values() for name in names}
    for each in people.values():
        services.add_member(panel, each, actor=actor)
    for subject in panel.subjects.all():
        for name in REVIEWERS[subject.district_id]:
            assignment = services.assign_reviewer(subject, people[name], actor=actor)
            if (name, subject.district_id) == DONE:
                _write(assignment)


def _write(assignment: Assignment) -> None:
    reviewer = assignment.reviewer
    for key, (level, comment) in SCORES.items():
        services.save_score(assignment, key, level=level, comment=comment, actor=reviewer)
    services.save_note(assignment, "Sample: ask about the time of the team.", actor=reviewer)
    services.finish_review(assignment, actor=reviewer)
