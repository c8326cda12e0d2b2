"""A recommendation is begun, written by several, put forward with its frozen text, or withdrawn.

Superusers pass every predicate; so the services ask for role and author themselves.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.impact.figures import figures_of
from applications.impact.models import DRAFTING_ROLES, LONGEST_TEXT, Content, Recommendation, Wording
from applications.impact.paragraphs import Edit, amended, changes
from applications.impact.saying import in_words
from applications.impact.states import PUT_FORWARD, WITHDRAW, Proposes
from applications.impact.wording import body_of
from applications.waivers.wording import hash_of
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.standards.models import Standard

IS_OPEN = "A recommendation on this version of the standard is being drafted or is before the Commission already."
NO_REASONS = "Please write the reasons first."
NO_CHANGE = "It says “amend”, and no paragraph changes. Change one, or recommend to keep the standard."
NEW_VERSION = (
    "The standard has a new version meanwhile. This draft speaks of the one before: withdraw it, and begin anew. Its "
    "words stay readable."
)
TOO_LONG = f"A standard has at most {LONGEST_TEXT} signs. Please shorten what is new."
NOT_THE_AUTHOR = "Only who began a recommendation puts it forward."


@dataclass(frozen=True)
class Clash:
    """Somebody else saved the draft after the page was opened: what the page showed, and what stands now."""

    shown: Content
    stands: Recommendation


@transaction.atomic
def draft_recommendation(standard: Standard, *, actor: Any) -> Recommendation:
    """A draft on the version that stands, with the figures of this moment, which stay with it."""
    if not actor.state_roles.intersection(DRAFTING_ROLES):
        raise PermissionDenied
    newest = _locked_standard(standard).versions.latest("ordinal")
    if newest.recommendations.open().exists():
        raise NotAllowed(IS_OPEN)
    figures, today = figures_of([standard.pk])[standard.pk], timezone.localdate()
    facts = {"figures": figures, "counted_on": today, "reasons": in_words(figures, today)}
    made = Recommendation.objects.create(standard=newest, begun_by=actor, saved_by=actor, **facts)
    audit.record(made, "impact.draft", actor=actor, standard=standard.number, edition=standard.edition_id)
    return made


@transaction.atomic
def write_recommendation(
    recommendation: Recommendation,
    *,
    proposes: str,
    reasons: str,
    edits: Mapping[int, Edit],
    version: int,
    actor: Any,
) -> Recommendation | Clash:
    """Save what somebody wrote from this version of the draft. Where somebody else was first, nothing is written."""
    fresh = locked(recommendation, "write", actor)
    if len(amended(fresh.standard.text, edits)) > LONGEST_TEXT:
        raise NotAllowed(TOO_LONG)
    said = {str(number): asdict(edit) for number, edit in sorted(edits.items()) if edit != Edit()}
    if (fresh.proposes, fresh.reasons, fresh.edits) == (proposes, reasons, said):
        return fresh
    if fresh.version != version:
        return Clash(fresh.earlier.filter(version=version).first() or fresh, fresh)
    kept = {name: getattr(fresh, name) for name in ("proposes", "reasons", "edits", "version", "saved_by", "saved_at")}
    fresh.earlier.create(**kept)
    fresh.proposes, fresh.reasons, fresh.edits = proposes, reasons, said
    fresh.version, fresh.saved_by, fresh.saved_at = version + 1, actor, timezone.now()
    fresh.save(update_fields=[*kept])
    audit.record(fresh, "impact.write", actor=actor, version=fresh.version)
    return fresh


@transaction.atomic
def put_forward_recommendation(recommendation: Recommendation, *, actor: Any) -> Recommendation:
    """Before the Commission: from now on everybody reads it, and its text never changes."""
    standard = _locked_standard(recommendation.standard.standard)
    fresh = locked(recommendation, "put_forward", actor)
    if fresh.begun_by_id != actor.pk:
        raise NotAllowed(NOT_THE_AUTHOR)
    if standard.versions.latest("ordinal") != fresh.standard:
        raise NotAllowed(NEW_VERSION)
    if not fresh.reasons.strip():
        raise NotAllowed(NO_REASONS)
    if fresh.proposes == Proposes.AMEND and not changes(fresh.standard.text, fresh.edits_by_number()):
        raise NotAllowed(NO_CHANGE)
    body = body_of(fresh)
    Wording.objects.create(recommendation=fresh, body=body, sha256=hash_of(body), put_forward_by=actor)
    advance(fresh, PUT_FORWARD, actor=actor, sha256=fresh.wording.sha256)
    return fresh


@transaction.atomic
def withdraw_recommendation(recommendation: Recommendation, *, actor: Any) -> Recommendation:
    """A draft is given up. Who may draft still reads it."""
    fresh = locked(recommendation, "withdraw", actor)
    advance(fresh, WITHDRAW, actor=actor)
    return fresh


def _locked_standard(standard: Standard) -> Standard:
    """The row that a new version of the standard is written under too."""
    return Standard.objects.select_for_update(of=("self",)).get(pk=standard.pk)


def locked(recommendation: Recommendation, verb: str, actor: Any) -> Recommendation:
    """The row, locked until the end of the transaction, if the person may do this with it now."""
    found = Recommendation.objects.select_for_update(of=("self",)).select_related("standard__standard__edition")
    fresh = found.get(pk=recommendation.pk)
    roles = actor.state_roles.intersection(DRAFTING_ROLES)
    if not roles or not actor.has_perm(f"impact.{verb}", fresh):
        raise PermissionDenied
    return fresh
