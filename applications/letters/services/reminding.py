"""Reminding those who hold a letter: by hand, by rule before the last day, and of a term that ends in a year."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.letters import notifications
from applications.letters.models import Letter
from applications.letters.services.issuing import check_manager
from portal.conflicts.queries import is_tied
from portal.core import audit
from portal.core.errors import NotAllowed

DAYS_BEFORE = (7, 3, 1)
RENEWAL_AHEAD = timedelta(days=365)


@transaction.atomic
def remind_signers(letters: Iterable[Letter], *, actor: Any) -> int:
    """One mail a day to each office that holds one of these letters; how many letters."""
    if not actor.has_perm("letters.remind"):
        raise NotAllowed("Signers are reminded by a facilitator.")
    held = [letter for letter in letters if letter.is_with_district and not is_tied(actor.pk, letter.district_id)]
    for letter in held:
        _remind(letter, actor)
    return len(held)


def _remind(letter: Letter, actor: Any, *, is_early: bool = False) -> None:
    letter.reminded_at = timezone.now()
    letter.save(update_fields=["reminded_at"])
    audit.record(letter, "letters.remind", actor=actor, office=letter.next_office)
    notifications.signer_reminded(letter, is_early=is_early)


@transaction.atomic
def remind_due() -> int:
    """Remind by rule 7, 3 and 1 days before the last day, unless switched off; and of renewal, once. Run daily."""
    today = timezone.localdate()
    waiting = Letter.objects.with_district().filter(reminders_on=True).select_related("district")
    due = [each for each in waiting if (timezone.localdate(each.due_at) - today).days in DAYS_BEFORE]
    due = [each for each in due if each.reminded_at is None or timezone.localdate(each.reminded_at) < today]
    for letter in due:
        _remind(letter, None, is_early=(timezone.localdate(letter.due_at) - today).days > min(DAYS_BEFORE))
    ending = Letter.objects.in_force().filter(term_ends__gte=today, term_ends__lte=today + RENEWAL_AHEAD)
    for letter in ending.select_related("district"):
        notifications.renewal_ahead(letter)
    return len(due)


@transaction.atomic
def switch_reminders(letter: Letter, *, on: bool, actor: Any) -> Letter:
    """Stop the reminders by rule for one letter, or let them go on."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    check_manager(letter, actor)
    letter.reminders_on = on
    letter.save(update_fields=["reminders_on"])
    audit.record(letter, "letters.reminders", actor=actor, on=on)
    return letter
