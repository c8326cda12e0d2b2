"""Handing applications to the panel that reviews them, and taking them back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.intake.models import Application, Round
from applications.intake.queries import panel_key, text_of
from applications.reviews import services as reviews
from applications.reviews.models import Panel, Subject
from applications.reviews.rubric import to_json
from portal.core.dates import last_moment
from portal.core.errors import NotAllowed


@transaction.atomic
def open_review(call: Round, *, due_on: date, per_subject: int, actor: Any) -> Panel:
    """Open the round's panel, due at the end of a day in US Central, with every application that MDE has."""
    if not actor.has_perm("intake.release"):
        raise NotAllowed("A review is opened by a facilitator.")
    if due_on < timezone.localdate():
        raise NotAllowed("That day is past. Please choose a day that leaves the reviewers time.")
    due_at = last_moment(due_on)
    title = f"Applications to {call}"
    rubric = to_json(call.criteria) or None
    panel = reviews.open_panel(
        panel_key(call), title=title, rubric=rubric, due_at=due_at, per_subject=per_subject, actor=actor
    )
    for application in call.applications.awaiting_decision().select_related("district", "round", "form_version"):
        _hand_over(application, panel, actor)
    return panel


def hand_to_panel(application: Application, *, actor: Any) -> None:
    """What was handed in goes to the round's panel, if there is one: new, or in place of the text it had."""
    panel = Panel.objects.filter(key=panel_key(application.round), closed_at=None).first()
    if panel:
        _hand_over(application, panel, actor)


def _hand_over(application: Application, panel: Panel, actor: Any) -> None:
    reviews.add_subject(
        panel,
        reference=application.reference,
        title=application.district.name,
        district=application.district,
        url=application.get_absolute_url(),
        body=[*text_of(application), *_rules(application.round)],
        actor=actor,
    )


def _rules(call: Round) -> list[tuple[str, str, str]]:
    """The rules of balance, which reviewers read below the answers."""
    words = "\n".join(rule.words for rule in call.rules)
    return [("For the reviewers", "Balance that the network looks for", words)] if words else []


def take_from_panel(application: Application, *, actor: Any) -> None:
    """A withdrawn application is reviewed no longer."""
    for subject in Subject.objects.filter(panel__key=panel_key(application.round), reference=application.reference):
        reviews.withdraw_subject(subject, actor=actor)
