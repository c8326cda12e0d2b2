"""Noting who of the state looked at what: private parts of an application, and exports."""

from typing import Any

from django.utils import timezone
from wagtail.models import ModelLogEntry

from applications.intake.models import Application
from portal.core import audit
from portal.districts.policies import is_member


def note_view(application: Application, *, what: str, actor: Any) -> None:
    """One audit row a day for each person of the state who opens an application; none for its own district."""
    if not actor.state_roles or is_member(actor, application.district_id):
        return
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    known = ModelLogEntry.objects.filter(action="intake.view", object_id=str(application.pk), user=actor.pk)
    seen = known.filter(timestamp__gte=begin).values_list("data", flat=True)
    if not any((data or {}).get("what") == what for data in seen):
        audit.record(application, "intake.view", actor=actor, what=what)


def note_export(*, kind: str, query: str, count: int, actor: Any) -> None:
    """One audit row for each export, with what was chosen and how many there were."""
    audit.record(actor, "intake.export", actor=actor, kind=kind, query=query, count=count)
