"""Handing versions in, appealing, and the conversation about them."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.library import notifications
from best_practices.library.models import Audience, Remark, Submission, Version
from best_practices.library.privacy import findings
from best_practices.library.record import wrong
from best_practices.library.services import workflow
from best_practices.library.states import APPEAL, SUBMIT
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.drafts.questions import missing


@transaction.atomic
def submit_version(version: Version, *, privacy_seen: bool = False, actor: Any) -> Version:
    """Hand it to the moderators, complete and with what looks like personal data looked at; also after changes."""
    version = Version.objects.select_for_update(of=("self",)).select_related("practice__district").get(pk=version.pk)
    if not actor.has_perm("library.submit_version", version):
        raise NotAllowed("Only its authors can submit a practice.")
    values = version.values()
    check_complete(version)
    if findings(version.sections, values) and not privacy_seen:
        raise NotAllowed("Some words look like personal data of students. Please look at each of them first.")
    advance(version, SUBMIT, actor=actor)
    _hand_in(version, values, actor)
    version.change_requests.filter(closed_at=None).update(closed_at=timezone.now())
    workflow.hand_over(version, actor)
    notifications.version_submitted(version)
    return version


def check_complete(version: Version) -> None:
    """NotAllowed, with the first thing that is missing or cannot stand."""
    left = missing(version.sections, version.values())
    if left:
        raise NotAllowed(f"{len(left)} questions are still open, the first: “{left[0][1].label}”")
    faults = wrong(version.values())
    if faults:
        raise NotAllowed(faults[0][1])


def _hand_in(version: Version, values: dict[str, Any], actor: Any) -> None:
    Submission.objects.create(draft=version, answers=values, submitted_by=actor)
    if version.submitted_at is None:
        version.submitted_at = timezone.now()
        version.save(update_fields=["submitted_at"])


@transaction.atomic
def appeal_version(version: Version, *, words: str, actor: Any) -> Version:
    """The authors ask for a second look, once; a moderator other than the first one answers."""
    version = Version.objects.select_for_update().select_related("practice").get(pk=version.pk)
    if not actor.has_perm("library.appeal", version):
        raise NotAllowed("Only its authors can appeal, after a decision.")
    if version.remarks.filter(text__startswith=APPEAL_MARK).exists():
        raise NotAllowed("There was an appeal already. You can begin a new practice and say what is different.")
    if version.practice.versions.exclude(pk=version.pk).filter(state__in=SUBMIT.sources).exists():
        raise NotAllowed("Another version of this practice is open. Take it back before you appeal.")
    advance(version, APPEAL, actor=actor)
    Remark.objects.create(draft=version, author=actor, text=f"{APPEAL_MARK}{words}")
    workflow.hand_over(version, actor)
    notifications.version_appealed(version)
    return version


APPEAL_MARK = "Appeal: "


@transaction.atomic
def post_remark(version: Version, *, text: str, audience: str = Audience.ALL, actor: Any) -> Remark:
    """A remark in the conversation; moderators may write what only moderators read."""
    if not actor.has_perm("library.remark", version):
        raise NotAllowed("Only its authors and the moderators can write here.")
    if audience == Audience.MODERATORS and not actor.has_perm("library.moderate", version):
        raise NotAllowed("Only moderators write what only moderators read.")
    remark = Remark.objects.create(draft=version, author=actor, text=text, audience=audience)
    audit.record(version, "library.remark", actor=actor, audience=audience)
    notifications.remark_posted(remark)
    return remark
