"""Versions for their authors and their moderators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from best_practices.library.models import ChangeRequest, PracticePage, Version
from best_practices.library.plainness import long_sentences, untagged_files
from best_practices.library.privacy import findings
from best_practices.library.record import FORM
from best_practices.library.states import VersionState
from portal.drafts.queries import answered
from portal.drafts.questions import Section, words_of
from portal.network.models import Pathway
from portal.worklist.clock import Clock, Run, clock_of


@dataclass(frozen=True)
class Step:
    """One step in the life of a version."""

    words: str
    at: datetime | None = None
    done: bool = True
    note: str = ""


DECIDED = {
    VersionState.PUBLISHED: "Published",
    VersionState.DECLINED: "Not published",
    VersionState.MERGED: "Merged with another practice",
}


def life_of(version: Version) -> list[Step]:
    """From its beginning to the decision, with who has it."""
    steps = [Step("Begun", version.begun_at, note=f"by {version.begun_by}")]
    steps += [
        Step("Handed in", each.submitted_at, note=f"by {each.submitted_by}") for each in version.submissions.all()
    ]
    for asked in version.change_requests.all():
        steps.append(Step("Changes asked", asked.asked_at, note="The clock stands still until it is handed in again."))
    steps.sort(key=lambda step: step.at or timezone.now())
    if version.decided_at and version.state in DECIDED:
        return [*steps, Step(DECIDED[VersionState(version.state)], version.decided_at)]
    if version.state == VersionState.IN_REVIEW:
        return [*steps, Step("Decision", done=False, note="The moderators have it.")]
    if version.state in (VersionState.DRAFT, VersionState.CHANGES_ASKED):
        return [*steps, Step("Hand it in", done=False, note="The authors have it.")]
    return steps


Changes = list[tuple[Section, list[tuple[str, str, str]]]]


def changed_sections(version: Version, *, is_own: bool) -> tuple[Changes, str]:
    """What differs, section by section: (question, before, after); and words for what is compared."""
    before, after, compared = _compared(version, is_own)
    return differing(before, after), compared


def differing(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """What differs between two records, section by section: (question, before, after)."""
    topics = dict(Pathway.objects.values_list("slug", "name"))
    found = []
    for section in FORM:
        told = [
            (question.label, words_of(question, before.get(question.key), topics), words_of(question, now, topics))
            for question in section.questions
            if (now := after.get(question.key)) != before.get(question.key)
        ]
        if told:
            found.append((section, told))
    return found


def _compared(version: Version, is_own: bool) -> tuple[dict[str, Any], dict[str, Any], str]:
    handed_in = [each.answers for each in version.submissions.order_by("-pk")[:2]]
    if is_own and version.is_open_to_writers and handed_in:
        return handed_in[0], version.values(), "since it was handed in"
    if len(handed_in) == 2:
        return handed_in[1], handed_in[0], "since it was handed in before"
    published = PracticePage.objects.filter(practice=version.practice_id).first()
    after = version.values() if is_own and version.is_open_to_writers else version.handed_in()
    if published and published.version_id != version.pk:
        return published.record, after, f"since version {published.version.number}, which readers see"
    return {}, {}, ""


def hints(sections: Iterable[Section], values: dict[str, Any]) -> dict[str, Any]:
    """What a person should look at: words like personal data, long sentences, files that not everybody can read."""
    sections = list(sections)
    return {
        "findings": findings(sections, values),
        "long": long_sentences(sections, values),
        "untagged": untagged_files(sections, values),
    }


def version_parts(version: Version, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections with each question and its answer in words."""
    return answered(version.sections, values)


def asked_sections(version: Version) -> set[str]:
    """The sections that moderators want changed now."""
    open_ones = ChangeRequest.objects.filter(draft=version, closed_at=None)
    return {key for asked in open_ones for key in asked.sections}


def clock_of_library() -> Clock:
    """How long moderation takes, over all versions that were ever handed in; two queries."""
    found = Version.objects.filter(submitted_at__isnull=False).exclude(state=VersionState.DROPPED)
    runs = (
        Run(each.submitted_at, each.decided_at, [(a.asked_at, a.closed_at) for a in each.change_requests.all()])
        for each in found.prefetch_related("change_requests")
        if each.submitted_at
    )
    return clock_of(runs, timezone.now())
