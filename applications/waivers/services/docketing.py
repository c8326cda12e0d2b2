"""What everybody reads: a published text with its hash, its comment period, and a change that takes its place."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.waivers import notifications, providers
from applications.waivers.lane import Lane
from applications.waivers.models import DocketYear, Exhibit, Notice, Provision, SignOff, Waiver
from applications.waivers.queries import lane_for
from applications.waivers.services.pausing import end_pauses
from applications.waivers.states import DOCKET, RESUME, TAKE_UP
from applications.waivers.wording import body_of, hash_of
from portal.core.states import advance


def docket_new(waiver: Waiver, *, actor: Any) -> Waiver:
    """It gets its number, everybody reads it, and the clock runs."""
    advance(waiver, DOCKET, actor=actor)
    now = timezone.now()
    waiver.docket, waiver.docketed_at = _next_number(timezone.localdate(now).year), now
    waiver.save(update_fields=["docket", "docketed_at"])
    _publish(waiver, actor)
    return waiver


def take_up(change: Waiver, *, actor: Any) -> Waiver:
    """A change takes the place of the text on the docket; the row of the change keeps the old one.

    The number stays, the clock goes on, and a new comment period begins. Returns the proposal on the docket.
    """
    advance(change, TAKE_UP, actor=actor)
    found = Waiver.objects.select_for_update(of=("self",)).select_related("district", "pathway")
    waiver = found.get(later=change)
    advance(waiver, RESUME, actor=actor, change=change.reference)
    _exchange(waiver, change)
    end_pauses(waiver, actor=actor)
    _publish(waiver, actor)
    return waiver


def _exchange(waiver: Waiver, change: Waiver) -> None:
    """Answers, provisions, documents, name and who agreed to them change hands."""
    answers = {each: list(each.answers.all()) for each in (waiver, change)}
    provisions = {each: list(each.provisions.values_list("pk", flat=True)) for each in (waiver, change)}
    exhibits = {each: list(each.exhibits.values_list("pk", flat=True)) for each in (waiver, change)}
    signed = {each: list(each.sign_offs.values_list("pk", flat=True)) for each in (waiver, change)}
    for taken, given in ((waiver, change), (change, waiver)):
        taken.answers.all().delete()
        Provision.objects.filter(pk__in=provisions[given]).update(waiver=taken)
        Exhibit.objects.filter(pk__in=exhibits[given]).update(waiver=taken)
        SignOff.objects.filter(pk__in=signed[given]).update(waiver=taken)
    for taken, given in ((waiver, change), (change, waiver)):
        for answer in answers[given]:
            answer.pk, answer.waiver = None, taken
            answer.save(force_insert=True)
    waiver.title, change.title = change.title, waiver.title
    waiver.save(update_fields=["title"])
    change.save(update_fields=["title"])


def _publish(waiver: Waiver, actor: Any) -> Notice:
    """Keep the text as it is published, open the comment period by the lane, and tell who waits for it."""
    lane: Lane = lane_for(waiver)
    waiver.is_fast = lane.is_fast
    waiver.save(update_fields=["is_fast"])
    body = body_of(waiver)
    last = waiver.notices.first()
    notice = Notice.objects.create(
        waiver=waiver,
        number=last.number + 1 if last else 1,
        body=body,
        sha256=hash_of(body),
        published_by=actor,
        comments_until=timezone.localdate() + timedelta(days=lane.comment_days),
    )
    notifications.waiver_published(waiver, notice)
    providers.tell_published(waiver, actor)
    return notice


def _next_number(year: int) -> str:
    """The next number of the year; two who ask at once wait for each other on the year's row."""
    DocketYear.objects.get_or_create(year=year)
    counted = DocketYear.objects.select_for_update().get(year=year)
    counted.last += 1
    counted.save(update_fields=["last"])
    return f"W{year}-{counted.last:04}"
