"""The discussion of a subject, and what reviewers of a panel see of each other."""

from typing import Any

from django.db import transaction

from applications.reviews.models import Panel, Post, Subject
from applications.reviews.services.panels import check_free_of, check_open, check_runs
from portal.core import audit
from portal.core.errors import NotAllowed


@transaction.atomic
def write_post(subject: Subject, *, text: str, actor: Any) -> Post:
    """Say something about a subject to those who may read its reviews."""
    check_free_of(subject, actor)
    check_open(subject.panel)
    if not actor.has_perm("reviews.discuss", subject):
        raise NotAllowed("You can take part in the discussion once your own review is done.")
    return Post.objects.create(subject=subject, author=actor, text=text)


@transaction.atomic
def set_phase(panel: Panel, *, others_shown: str, names_shown: bool, actor: Any) -> Panel:
    """Say when reviewers see each other's scores, and whether they see each other's names."""
    check_runs(actor)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    check_open(panel)
    panel.others_shown, panel.names_shown = others_shown, names_shown
    panel.save(update_fields=["others_shown", "names_shown"])
    audit.record(panel, "reviews.set_phase", actor=actor, others_shown=others_shown, names_shown=names_shown)
    return panel
