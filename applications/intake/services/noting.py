"""Noting who of the state looked at what: private parts of an application, and exports."""

from typing import Any

from applications.intake.models import Application
from portal.core import audit
from portal.districts.policies import is_member


def note_view(application: Application, *, what: str, actor: Any) -> None:
    """One audit row a day for each person of the state who opens an application; none for its own district."""
    if actor.state_roles and not is_member(actor, application.district_id):
        audit.note_view(application, "intake.view", actor=actor, what=what)


def note_export(*, kind: str, query: str, count: int, actor: Any) -> None:
    """One audit row for each export, with what was chosen and how many there were."""
    audit.record(actor, "intake.export", actor=actor, kind=kind, query=query, count=count)
