"""A school takes up a practice, checks in, and finishes or stops."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from best_practices.library.models import Practice
from best_practices.reuse import adopters, notifications
from best_practices.reuse.models import ADOPTING_OFFICES, Adoption, CheckIn
from best_practices.reuse.states import FINISH, RESUME, START, STOP
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance
from portal.districts.models import School
from portal.districts.policies import holds_office

TWICE = "This school has taken up this practice for the same component already. You find it in your list."
LED_BY = "Only the superintendent, the board president, the innovation lead or a principal of its district can do this."


@transaction.atomic
def adopt_practice(
    practice: Practice,
    school: School,
    *,
    target: str,
    planned_for: date,
    dose: str,
    steps: Sequence[str],
    actor: Any,
) -> Adoption:
    """Take a practice up for a school; where the day has come, it is started at once. The baseline is kept."""
    if not holds_office(actor, school.district_id, *ADOPTING_OFFICES):
        raise NotAllowed(LED_BY)
    if not Practice.objects.open_to_readers().filter(pk=practice.pk).exists():
        raise NotAllowed("This practice is not in the library any more.")
    facts = {"target": target, "planned_for": planned_for, "dose": dose, "steps": list(steps), "begun_by": actor}
    adoption = Adoption(practice=practice, school=school, version=practice.page.version.number, **facts)
    adoption.lacking = adopters.lacking(adoption)
    _set_baseline(adoption)
    _save_once(adoption)
    audit.record(adoption, "reuse.adopt", actor=actor, practice=practice.slug, school=school.pk, target=target)
    if planned_for <= timezone.localdate():
        _start(adoption, planned_for, actor)
    notifications.practice_adopted(adoption)
    return adoption


def _save_once(adoption: Adoption) -> None:
    try:
        with transaction.atomic():
            adoption.save()
    except IntegrityError:
        raise NotAllowed(TWICE) from None


def _set_baseline(adoption: Adoption) -> None:
    """Where the school stands by the results on record; empty where none may be shown."""
    known = adopters.history()
    school = known.state.by_key.get(adoption.school_id)
    began = adoption.started_on or adoption.planned_for
    found = known.baseline(school, adoption.target, began) if school else (None, None)
    adoption.baseline_year, adoption.baseline = found


@transaction.atomic
def start_adoption(adoption: Adoption, *, on: date, actor: Any) -> Adoption:
    """The planned adoption begins."""
    _may_move(adoption, actor)
    _start(adoption, on, actor)
    return adoption


def _start(adoption: Adoption, on: date, actor: Any) -> None:
    _not_ahead(on)
    advance(adoption, START, actor=actor, on=on.isoformat())
    adoption.started_on = on
    _set_baseline(adoption)
    adoption.save(update_fields=["started_on", "baseline_year", "baseline"])


def finish_adoption(adoption: Adoption, *, on: date, reason: str, actor: Any) -> Adoption:
    """It was done as planned; what came of it in a few words."""
    return _end(adoption, FINISH, on=on, reason=reason, actor=actor)


def stop_adoption(adoption: Adoption, *, on: date, reason: str, actor: Any) -> Adoption:
    """It is given up, for a reason that helps the next school."""
    return _end(adoption, STOP, on=on, reason=reason, actor=actor)


@transaction.atomic
def _end(adoption: Adoption, move: Move, *, on: date, reason: str, actor: Any) -> Adoption:
    _may_move(adoption, actor)
    _not_ahead(on)
    if adoption.started_on and on < adoption.started_on:
        raise NotAllowed(f"It began on {adoption.started_on:%B} {adoption.started_on.day}; it cannot end before.")
    advance(adoption, move, actor=actor, on=on.isoformat(), reason=reason)
    adoption.ended_on, adoption.reason = on, reason
    adoption.save(update_fields=["ended_on", "reason"])
    notifications.adoption_ended(adoption)
    return adoption


@transaction.atomic
def resume_adoption(adoption: Adoption, *, actor: Any) -> Adoption:
    """It goes on after all; what was never started begins today."""
    _may_move(adoption, actor)
    same = Adoption.objects.open().filter(practice=adoption.practice_id, school=adoption.school_id)
    if same.filter(target=adoption.target).exists():
        raise NotAllowed(TWICE)
    advance(adoption, RESUME, actor=actor)
    adoption.ended_on, adoption.reason = None, ""
    if adoption.started_on is None:
        adoption.started_on = timezone.localdate()
        _set_baseline(adoption)
    adoption.save(update_fields=["ended_on", "reason", "started_on", "baseline_year", "baseline"])
    return adoption


@transaction.atomic
def note_check_in(adoption: Adoption, *, on: date, dose: str, done: Sequence[str], words: str, actor: Any) -> CheckIn:
    """What the school saw on a day. It stays as it is; a mistake is put right by the next one."""
    adoption = Adoption.objects.select_for_update(of=("self",)).select_related("school").get(pk=adoption.pk)
    if not actor.has_perm("reuse.check_in", adoption):
        raise NotAllowed("Check-ins are noted while a practice is in use, by those who lead it.")
    _not_ahead(on)
    if adoption.started_on and on < adoption.started_on:
        raise NotAllowed(f"It began on {adoption.started_on:%B} {adoption.started_on.day}; please choose a later day.")
    kept = [step for step in adoption.steps if step in set(done)]
    check_in = CheckIn.objects.create(adoption=adoption, on=on, dose=dose, done=kept, words=words, author=actor)
    audit.record(adoption, "reuse.check_in", actor=actor, on=on.isoformat(), dose=dose, done=len(kept))
    return check_in


def _may_move(adoption: Adoption, actor: Any) -> None:
    if not actor.has_perm("reuse.move_adoption", adoption):
        raise NotAllowed(LED_BY)


def _not_ahead(on: date) -> None:
    if on > timezone.localdate():
        raise NotAllowed("This day has not come yet. Please choose today or an earlier day.")
