"""What people of other districts say of a practice: written with a reason, shown after a moderator looked at it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.library.models import Practice
from best_practices.reuse import notifications
from best_practices.reuse.models import Feedback
from best_practices.reuse.states import HIDE, REWRITE, SHOW
from portal.conflicts.queries import tied_districts
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District
from portal.districts.policies import offices_of


@transaction.atomic
def give_feedback(practice: Practice, district: District, *, verdict: str, reason: str, actor: Any) -> Feedback:
    """Say what came of it. Said again, it takes the place of what was said before and is looked at again."""
    offices = offices_of(actor).get(district.pk, frozenset())
    if not offices:
        raise NotAllowed("You can speak for a district only while you hold an office in it.")
    if practice.district_id and practice.district_id in offices_of(actor):
        raise NotAllowed("This is a practice of your own district. Write what you learned into a new version of it.")
    if not Practice.objects.open_to_readers().filter(pk=practice.pk).exists():
        raise NotAllowed("This practice is not in the library any more.")
    facts = {"district": district, "office": min(offices), "verdict": verdict, "reason": reason}
    feedback, is_new = Feedback.objects.select_for_update().get_or_create(
        practice=practice, author=actor, defaults=facts
    )
    if is_new:
        audit.record(feedback, "reuse.give_feedback", actor=actor, practice=practice.slug, verdict=verdict)
    else:
        advance(feedback, REWRITE, actor=actor, verdict=verdict)
        for name, value in {**facts, "why_hidden": "", "written_at": timezone.now()}.items():
            setattr(feedback, name, value)
        feedback.save()
    return feedback


@transaction.atomic
def show_feedback(feedback: Feedback, *, actor: Any) -> Feedback:
    """A moderator lets readers see it; its author and the practice's authors are told."""
    _may_judge(feedback, actor)
    advance(feedback, SHOW, actor=actor)
    feedback.why_hidden = ""
    feedback.save(update_fields=["why_hidden"])
    notifications.feedback_shown(feedback)
    return feedback


@transaction.atomic
def hide_feedback(feedback: Feedback, *, reason: str, actor: Any) -> Feedback:
    """A moderator does not let readers see it; its author is told why and may write it anew."""
    _may_judge(feedback, actor)
    advance(feedback, HIDE, actor=actor, reason=reason)
    feedback.why_hidden = reason
    feedback.save(update_fields=["why_hidden"])
    notifications.feedback_hidden(feedback)
    return feedback


@transaction.atomic
def take_feedback_back(feedback: Feedback, *, actor: Any) -> None:
    """Its author takes it back: nothing of it is left but that it was there."""
    if feedback.author_id != actor.pk:
        raise NotAllowed("Only who wrote it can take it back.")
    audit.record(feedback, "reuse.take_feedback_back", actor=actor, practice=feedback.practice_id)
    feedback.delete()


def _may_judge(feedback: Feedback, actor: Any) -> None:
    behind = {leaid for leaid in (feedback.district_id, feedback.practice.district_id) if leaid}
    if not actor.has_perm("reuse.judge_feedback", feedback) or tied_districts(actor.pk, behind):
        raise NotAllowed("Another facilitator looks at this: you are tied to one of the districts, or wrote it.")
