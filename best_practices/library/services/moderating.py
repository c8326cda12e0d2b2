"""Moderators' answers to a version: the checklist, changes asked, publish, decline, merge, classify anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.library import notifications
from best_practices.library.checklist import CHECKS, FINDINGS, open_checks
from best_practices.library.models import ChangeRequest, Practice, Submission, Version
from best_practices.library.record import CLASSIFIED
from best_practices.library.services import publishing, workflow
from best_practices.library.services.submitting import APPEAL_MARK
from best_practices.library.states import ASK_CHANGES, DECLINE, MERGE, PUBLISH, PracticeState
from portal.conflicts.queries import tied_districts
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.drafts.services import write_answers

NOT_FREE = "This cannot be done by this person."


def _locked(version: Version, actor: Any) -> Version:
    """The version, locked, if the actor may judge it: a facilitator tied to none of its districts."""
    version = Version.objects.select_for_update(of=("self",)).select_related("practice__district").get(pk=version.pk)
    if not actor.has_perm("library.moderate", version):
        raise NotAllowed("This is done by a facilitator who is not an author.")
    if tied_districts(actor.pk, version.leaids()):
        raise NotAllowed(NOT_FREE)
    return version


@transaction.atomic
def note_checks(version: Version, *, checks: Mapping[str, Mapping[str, str]], actor: Any) -> Version:
    """Note what was found for each point of the checklist; the authors see it."""
    version = _locked(version, actor)
    workflow.check_turn(version, actor)
    known = {check.key for check in CHECKS}
    if set(checks) - known or any(each.get("found") not in {*FINDINGS, ""} for each in checks.values()):
        raise NotAllowed("This is not a point of the checklist.")
    version.checks = {**version.checks, **{key: dict(each) for key, each in checks.items() if each.get("found")}}
    version.save(update_fields=["checks"])
    audit.record(version, "library.note_checks", actor=actor)
    return version


@transaction.atomic
def ask_changes(version: Version, *, sections: Sequence[str], words: str, actor: Any) -> ChangeRequest:
    """Send it back with a wish for named sections. The clock stands still until it is handed in again."""
    version = _locked(version, actor)
    if not sections or set(sections) - {section.key for section in version.sections}:
        raise NotAllowed("Please name at least one section to change.")
    advance(version, ASK_CHANGES, actor=actor, sections=list(sections))
    workflow.send_back(version, actor, words)
    asked = ChangeRequest.objects.create(draft=version, sections=list(sections), words=words, asked_by=actor)
    notifications.changes_asked(asked)
    return asked


@transaction.atomic
def reclassify_version(version: Version, *, values: dict[str, Any], reason: str, actor: Any) -> Submission:
    """Change how it is found, instead of sending it back: components, grades, groups, communities, PLC, tags."""
    version = _locked(version, actor)
    workflow.check_turn(version, actor)
    if set(values) - set(CLASSIFIED):
        raise NotAllowed("Only how a practice is found can be changed by a moderator.")
    versions = dict(version.answers.values_list("question", "version"))
    write_answers(version.answers, values, versions=versions, actor=actor)
    answers = {**version.handed_in(), **values}
    kept = Submission.objects.create(draft=version, answers=answers, submitted_by=actor)
    audit.record(version, "library.reclassify", actor=actor, changed=sorted(values), reason=reason)
    notifications.version_reclassified(version, reason)
    return kept


@transaction.atomic
def publish_version(version: Version, *, actor: Any) -> Version:
    """The actor's step of moderation is done; after the last one readers see this version, as it was handed in."""
    version = _locked(version, actor)
    _check_appeal(version, actor)
    left = open_checks(version.checks)
    if left:
        raise NotAllowed(f"The checklist is not done: {', '.join(check.name.lower() for check in left)}.")
    if not workflow.approve(version, actor):
        audit.record(version, "library.approve_step", actor=actor)
        notifications.version_handed_on(version)
        return version
    advance(version, PUBLISH, actor=actor, number=version.number)
    _decide(version, actor, "")
    publishing.put_before_readers(version, actor)
    notifications.version_published(version)
    notifications.practice_changed(version)
    return version


def _decide(version: Version, actor: Any, reason: str) -> None:
    version.decided_at, version.decided_by, version.reason = timezone.now(), actor, reason
    version.save(update_fields=["decided_at", "decided_by", "reason"])


def _check_appeal(version: Version, actor: Any) -> None:
    """An appeal is answered by somebody who did not say no before."""
    appealed = version.remarks.filter(text__startswith=APPEAL_MARK).exists()
    if appealed and version.decided_by_id == actor.pk:
        raise NotAllowed("The authors appealed against your decision. Another facilitator answers.")


@transaction.atomic
def decline_version(version: Version, *, reason: str, actor: Any) -> Version:
    """Not published, with a reason that the authors read. What readers see of an earlier version stays."""
    version = _locked(version, actor)
    _check_appeal(version, actor)
    workflow.check_turn(version, actor)
    advance(version, DECLINE, actor=actor, reason=reason)
    workflow.cancel(version, actor)
    _decide(version, actor, reason)
    notifications.version_declined(version)
    return version


@transaction.atomic
def merge_version(version: Version, *, into: Practice, reason: str, actor: Any) -> Version:
    """The same practice stands in the library already: this one joins it, and its district is named there."""
    version = _locked(version, actor)
    workflow.check_turn(version, actor)
    if into.pk == version.practice_id or into.state not in (PracticeState.PUBLISHED, PracticeState.DUE):
        raise NotAllowed("Please name another practice that is published.")
    advance(version, MERGE, actor=actor, into=into.slug, reason=reason)
    workflow.cancel(version, actor)
    _decide(version, actor, reason)
    if version.practice.state in (PracticeState.PUBLISHED, PracticeState.DUE):
        publishing.withdraw(version.practice, reason=reason, actor=actor)
    Practice.objects.filter(pk=version.practice_id).update(merged_into=into)
    notifications.version_merged(version, into)
    return version
