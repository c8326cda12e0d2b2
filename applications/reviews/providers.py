"""What of reviews waits for a person, and where an area adds what its reviewers read beside the text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from applications.reviews.models import Assignment, Subject
from applications.reviews.states import AssignmentState
from portal.conflicts.queries import tied_districts
from portal.ui.providers import Waiting


@dataclass(frozen=True)
class Material:
    """Something that a reviewer reads beside the text: its template, and what it shows."""

    template: str
    shows: dict[str, Any]


Source = Callable[[Subject, Any], list[Material]]
_sources: list[tuple[str, Source]] = []


def add_material(prefix: str, source: Source) -> None:
    """Called once by an area in `ready()`: for subjects of panels whose key begins with `prefix`."""
    _sources.append((prefix, source))


def materials_for(subject: Subject, user: Any) -> list[Material]:
    """What this reviewer reads beside the text."""
    found = [source for prefix, source in list(_sources) if subject.panel.key.startswith(prefix)]
    return [material for source in found for material in source(subject, user)]


def waiting_reviews(user: Any) -> Iterator[Waiting]:
    """The reviews that the person has still to write, with the day they are due."""
    open_ones = Assignment.objects.filter(state=AssignmentState.ASSIGNED, subject__panel__closed_at=None)
    own = list(open_ones.filter(reviewer=user, subject__withdrawn_at=None).select_related("subject")[:200])
    tied = tied_districts(user.pk, {leaid for each in own for leaid in each.subject.leaids()})
    for assignment in own:
        if assignment.subject.leaids() & tied:
            continue
        yield Waiting(
            words=str(assignment),
            url=assignment.get_absolute_url(),
            note="Score it by the rubric.",
            due=assignment.due_at,
            state=assignment.state,
            state_words="to review",
        )
