"""The question of the month: turned on, changed, turned off; asked; those who have not answered are reminded."""

import logging
from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from plcs.discussion import notifications
from plcs.discussion.models import Asking, MonthlyQuestion, Thread
from plcs.discussion.services.writing import start_thread
from plcs.discussion.states import TURN_OFF, TURN_ON, PostState, QuestionState, ThreadState
from plcs.discussion.threads import missing_in
from plcs.workgroups.models import Workgroup
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance

REMIND_AFTER, REMIND_UNTIL = timedelta(days=7), timedelta(days=21)
ENOUGH = "One or two sentences are enough. What did not work counts as much as what did."
log = logging.getLogger("portal.plcs")


@transaction.atomic
def set_monthly(workgroup: Workgroup, *, question: str, day: int, actor: Any) -> MonthlyQuestion:
    """Ask the PLC something each month, on a day from 1 to 28; or change what is asked, or take it over."""
    _require_lead(workgroup, actor)
    Workgroup.objects.select_for_update().get(pk=workgroup.pk)
    known = MonthlyQuestion.objects.select_for_update().filter(workgroup=workgroup).first()
    if known is None:
        made = MonthlyQuestion.objects.create(workgroup=workgroup, question=question, day=day, asked_by=actor)
        audit.record(made, "discussion.turn_on", actor=actor, after=made.state, question=question, day=day)
        return made
    return _change(known, question=question, day=day, actor=actor)


def _change(known: MonthlyQuestion, *, question: str, day: int, actor: Any) -> MonthlyQuestion:
    """Who asks stays the same, unless nobody asks now. A new day counts from today, not for days that are past."""
    before = {"question": known.question, "day": known.day, "asked_by": known.asked_by_id}
    is_asked = MonthlyQuestion.objects.on().with_asker().filter(pk=known.pk).exists()
    if known.state == QuestionState.OFF:
        advance(known, TURN_ON, actor=actor)
    if not is_asked:
        known.asked_by = actor
    if not is_asked or known.day != day:
        known.begins_on = timezone.localdate()
    known.question, known.day = question, day
    known.save(update_fields=["question", "day", "asked_by", "begins_on"])
    audit.record(known, "discussion.change_monthly", actor=actor, before=before, question=question, day=day)
    return known


@transaction.atomic
def turn_off_monthly(workgroup: Workgroup, *, actor: Any) -> None:
    """Ask no longer. What was asked stays. NotAllowed where nothing is asked."""
    _require_lead(workgroup, actor)
    known = MonthlyQuestion.objects.filter(workgroup=workgroup).first()
    if known is None:
        raise NotAllowed("This PLC has no monthly question.")
    advance(known, TURN_OFF, actor=actor)


def _require_lead(workgroup: Workgroup, actor: Any) -> None:
    if not actor.has_perm("workgroups.lead", workgroup):
        raise PermissionDenied
    if not workgroup.is_open:
        raise NotAllowed("This PLC is closed: nothing is asked in it any more.")


def ask_monthly() -> Counter[str]:
    """Ask what is due and remind who has not answered; what was done. Run daily, however often.

    Each is a transaction of its own: one that fails stops no other, and is done the next time.
    """
    done = Counter(asked=0, reminded=0, failed=0)
    questions = MonthlyQuestion.objects.on().with_asker().order_by("pk")
    for name, act, numbers in (
        ("asked", ask_question, [each.pk for each in questions if each.is_due(timezone.localdate())]),
        ("reminded", remind_missing, list(_to_remind().values_list("pk", flat=True))),
    ):
        for number in numbers:
            try:
                done[name] += act(number)
            except Exception:
                log.exception("the monthly question %s was not %s", number, name)
                done["failed"] += 1
    return done


def ask_question(number: int) -> int:
    """Begin this month's thread, if nobody has: 1, else 0."""
    try:
        return _ask(number)
    except IntegrityError:
        return 0  # another run asked at the same moment


@transaction.atomic
def _ask(number: int) -> int:
    found = MonthlyQuestion.objects.on().with_asker().filter(pk=number).select_for_update(of=("self",))
    question = found.select_related("workgroup__pathway", "asked_by").first()
    today = timezone.localdate()
    month = today.replace(day=1)
    if question is None or not question.is_due(today) or question.askings.filter(month=month).exists():
        return 0
    title = f"{question.question} ({date_format(month, 'F Y')})"
    text = f"{question.question}\n\n{ENOUGH}"
    thread = start_thread(question.workgroup, title=title, text=text, actor=question.asked_by)
    Asking.objects.create(question=question, month=month, thread=thread)
    return 1


def _to_remind() -> Any:
    """Asked a week ago, still open, and nobody was reminded of it; what is older is past."""
    now = timezone.now()
    shown = Thread.objects.filter(posts__is_first=True, posts__state=PostState.SHOWN, state=ThreadState.OPEN)
    asked = shown.filter(begun_at__lte=now - REMIND_AFTER, begun_at__gt=now - REMIND_UNTIL)
    questions = MonthlyQuestion.objects.on()
    return Asking.objects.filter(reminded_at=None, thread__in=asked.values("pk"), question__in=questions.values("pk"))


@transaction.atomic
def remind_missing(number: int) -> int:
    """Tell those who have not answered, once; how many they are."""
    asking = _to_remind().filter(pk=number).select_for_update(of=("self",)).first()
    if asking is None:
        return 0
    asking.reminded_at = timezone.now()
    asking.save(update_fields=["reminded_at"])
    people = missing_in(asking.thread)
    notifications.answer_missing(asking, people)
    return len(people)
