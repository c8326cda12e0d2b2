"""Panels and their subjects. An area opens a panel and hands subjects over; it has asked for its own permissions."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.reviews import rubric as rules
from applications.reviews.models import Panel, PanelMember, Subject
from applications.reviews.states import LIVE, RELEASE
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District


@transaction.atomic
def open_panel(
    key: str,
    *,
    title: str,
    rubric: list[dict[str, Any]] | None = None,
    verdicts: Iterable[tuple[str, str]] = (),
    due_at: datetime,
    per_subject: int,
    actor: Any,
) -> Panel:
    """The panel of this key: the one there is, or a new one. Without a rubric, the sample one.

    With `verdicts`, pairs of value and words, each review ends with one of them.
    """
    found = Panel.objects.filter(key=key).first()
    if found is not None:
        return found
    rubric = rubric or rules.default_rubric()
    wrong = rules.problems(rules.from_json(rubric))
    if wrong:
        raise NotAllowed(wrong[0])
    facts = {"title": title, "rubric": rubric, "verdicts": [list(each) for each in verdicts]}
    panel = Panel.objects.create(key=key, due_at=due_at, per_subject=per_subject, **facts)
    audit.record(panel, "reviews.open_panel", actor=actor)
    return panel


@transaction.atomic
def add_member(panel: Panel, person: Any, *, actor: Any) -> PanelMember:
    """MDE puts a person on the panel: of the state, or of a district."""
    check_runs(actor)
    member, created = PanelMember.objects.get_or_create(panel=panel, person=person)
    if created:
        audit.record(panel, "reviews.add_member", actor=actor, person=person.pk)
    return member


@transaction.atomic
def add_subject(
    panel: Panel,
    *,
    reference: str,
    title: str,
    district: District,
    others: Iterable[str] = (),
    url: str,
    body: Iterable[Any],
    wanted: int | None = None,
    actor: Any,
) -> Subject:
    """Hand a text over to the panel as it stands: rows of heading, label and answer. Again: the text is replaced.

    `others` are the LEAIDs of districts that propose it too; `wanted` are its reviews, where not as many as usual.
    """
    check_open(panel)
    values: dict[str, Any] = {"title": title, "district": district, "url": url, "wanted": wanted}
    values |= {"body": [list(row) for row in body], "others": sorted(others)}
    subject, created = Subject.objects.update_or_create(
        panel=panel, reference=reference, defaults={**values, "withdrawn_at": None}
    )
    audit.record(subject, "reviews.add_subject" if created else "reviews.replace_subject", actor=actor)
    return subject


@transaction.atomic
def withdraw_subject(subject: Subject, *, actor: Any) -> Subject:
    """Its area took it back: nobody reviews it any longer."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if subject.withdrawn_at is None:
        subject.withdrawn_at = timezone.now()
        subject.save(update_fields=["withdrawn_at"])
        for assignment in subject.assignments.filter(state__in=LIVE):
            advance(assignment, RELEASE, actor=actor, reason="withdrawn")
        audit.record(subject, "reviews.withdraw_subject", actor=actor)
    return subject


@transaction.atomic
def agree_score(subject: Subject, score: Decimal, *, actor: Any) -> Subject:
    """Note the score, out of 100, on which the panel agreed."""
    check_runs(actor)
    check_free_of(subject, actor)
    subject = Subject.objects.select_for_update().select_related("panel").get(pk=subject.pk)
    check_open(subject.panel)
    if not 0 <= score <= 100:
        raise NotAllowed("A score lies between 0 and 100.")
    subject.agreed, subject.agreed_at, subject.agreed_by = score, timezone.now(), actor
    subject.save(update_fields=["agreed", "agreed_at", "agreed_by"])
    audit.record(subject, "reviews.agree", actor=actor, score=str(score))
    return subject


@transaction.atomic
def close_panel(panel: Panel, *, actor: Any) -> Panel:
    """Nothing more is assigned or scored."""
    check_runs(actor)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    if panel.is_open:
        panel.closed_at = timezone.now()
        panel.save(update_fields=["closed_at"])
        audit.record(panel, "reviews.close_panel", actor=actor)
    return panel


def check_runs(actor: Any) -> None:
    """NotAllowed for who does not run panels."""
    if not actor.has_perm("reviews.run"):
        raise NotAllowed("Only MDE’s facilitators run panels.")


def check_free_of(subject: Subject, person: Any) -> None:
    """NotAllowed where anything ties the person to one of the subject's districts."""
    for leaid in sorted(subject.leaids()):
        check_free(person, leaid)


def check_open(panel: Panel) -> None:
    """NotAllowed where the panel is closed."""
    if not panel.is_open:
        raise NotAllowed("This panel is closed.")
