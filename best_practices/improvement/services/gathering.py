"""The artifacts of a school are gathered: uploaded in versions, excused with a reason, confirmed."""

from datetime import date
from typing import Any

from django.db import transaction

from best_practices.improvement import notifications
from best_practices.improvement.models import Artifact, ArtifactType, Excuse, IdentifiedSchool
from best_practices.improvement.queries import lacking
from best_practices.improvement.services.identifying import check_due, locked
from best_practices.improvement.states import ASK_AGAIN, GATHER
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.files import ATTACHABLE, store_upload
from portal.core.states import advance

MOST = 60
TOO_MANY = f"A school has at most {MOST} artifacts. Put several into one file."
STILL_LACKING = "Something is lacking: {names}. Ask for it, or say why it is not needed."
NOT_ASKED_FOR = "Nothing has to be given here."
GIVEN = "There is something in this folder already."


@transaction.atomic
def upload_artifact(
    identified: IdentifiedSchool, *, folder: ArtifactType, title: str, description: str = "", file: Any, actor: Any
) -> Artifact:
    """Put a document into a folder; one of the same title becomes its next version."""
    fresh = locked(identified, "upload", actor)
    earlier = fresh.artifacts.filter(folder=folder, title=title).first()
    if earlier is None and fresh.artifacts.filter(version=1).count() >= MOST:
        raise NotAllowed(TOO_MANY)
    stored = store_upload(file, kinds=ATTACHABLE, actor=actor)
    made = Artifact.objects.create(
        identified=fresh,
        folder=folder,
        title=title,
        description=description,
        version=earlier.version + 1 if earlier else 1,
        file=stored,
        uploaded_by=actor,
    )
    about = {"folder": folder.name, "title": title, "version": made.version, "sha256": stored.sha256}
    audit.record(fresh, "improvement.upload", actor=actor, **about)
    return made


@transaction.atomic
def excuse_artifact(identified: IdentifiedSchool, *, folder: ArtifactType, reason: str, actor: Any) -> Excuse:
    """A required artifact is not asked for; the school reads why. Said again, the reason is another one."""
    fresh = locked(identified, "excuse", actor)
    check_free(actor, fresh.school.district_id)
    if not folder.is_required:
        raise NotAllowed(NOT_ASKED_FOR)
    if fresh.artifacts.filter(folder=folder).exists():
        raise NotAllowed(GIVEN)
    facts = {"reason": reason, "given_by": actor}
    made, _ = Excuse.objects.update_or_create(identified=fresh, folder=folder, defaults=facts)
    audit.record(fresh, "improvement.excuse", actor=actor, folder=folder.name, reason=reason)
    return made


@transaction.atomic
def take_excuse_back(identified: IdentifiedSchool, *, folder: ArtifactType, actor: Any) -> None:
    """It is asked for after all."""
    fresh = locked(identified, "excuse", actor)
    check_free(actor, fresh.school.district_id)
    if fresh.excuses.filter(folder=folder).delete()[0]:
        audit.record(fresh, "improvement.take_excuse_back", actor=actor, folder=folder.name)


@transaction.atomic
def confirm_artifacts(identified: IdentifiedSchool, *, actor: Any) -> IdentifiedSchool:
    """All that is asked for is there or excused; without that no interview is held."""
    fresh = locked(identified, "gather", actor)
    check_free(actor, fresh.school.district_id)
    left = lacking(fresh)
    if left:
        raise NotAllowed(STILL_LACKING.format(names="; ".join(folder.kind.name for folder in left)))
    advance(fresh, GATHER, actor=actor)
    fresh.asked_again = ""
    fresh.save(update_fields=["asked_again"])
    notifications.artifacts_confirmed(fresh)
    return fresh


@transaction.atomic
def ask_again(identified: IdentifiedSchool, *, words: str, artifacts_due_on: date, actor: Any) -> IdentifiedSchool:
    """Something has to be given once more, by a new day; the school reads what."""
    fresh = locked(identified, "ask_again", actor)
    check_free(actor, fresh.school.district_id)
    check_due(artifacts_due_on)
    advance(fresh, ASK_AGAIN, actor=actor, words=words, due=str(artifacts_due_on))
    fresh.asked_again, fresh.artifacts_due_on = words, artifacts_due_on
    fresh.save(update_fields=["asked_again", "artifacts_due_on"])
    notifications.artifacts_asked_again(fresh, words)
    return fresh
