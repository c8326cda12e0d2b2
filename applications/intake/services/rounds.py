"""Rounds: keeping the form that something was handed in under, and copying a round to the next year."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.intake.models import FormVersion, Round
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.drafts.questions import hash_of, to_json

MOMENTS = ("opens_at", "closes_at", "letters_due_at")
DAYS = ("decisions_on", "starts_on", "ends_on")
COPIED = (
    "summary",
    "guide",
    "capacity",
    "form",
    "workflow",
    "rubric",
    "balance",
    "letter_text",
    "receipt_text",
    "accept_text",
    "waitlist_text",
    "decline_text",
    "sign_off_offices",
    "board_signs",
)


def keep_form(call: Round) -> FormVersion:
    """The round's form as it stands, kept once for all that is handed in under it."""
    form = to_json(call.sections)
    kept, _ = FormVersion.objects.get_or_create(round=call, form_hash=hash_of(form), defaults={"form": form})
    return kept


@transaction.atomic
def copy_round(call: Round, *, title: str, slug: str, actor: Any) -> Round:
    """A new round with the same form, texts and rules, its dates a year on; not announced before somebody looks."""
    if not actor.has_perm("intake.announce"):
        raise NotAllowed("A round is announced by MDE's staff.")
    if Round.objects.filter(slug=slug).exists():
        raise NotAllowed(f"There is a round with the address “{slug}” already. Please choose another one.")
    words = {name: getattr(call, name) for name in COPIED}
    moments = {name: _moment_a_year_on(getattr(call, name)) for name in MOMENTS}
    days = {name: a_year_on(getattr(call, name)) for name in DAYS}
    copied = Round.objects.create(title=title, slug=slug, **words, **moments, **days)
    audit.record(copied, "intake.copy_round", actor=actor, copied_from=call.slug)
    return copied


def a_year_on(day: date) -> date:
    """The same day of the next year; February 29 becomes February 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _moment_a_year_on(at: datetime) -> datetime:
    """The same time on the clock in US Central, whatever daylight saving time does in between."""
    local = timezone.localtime(at)
    return timezone.make_aware(datetime.combine(a_year_on(local.date()), local.time()))
