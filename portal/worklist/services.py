"""Every write to the work list: claims, and saved views."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.worklist import notifications
from portal.worklist.models import Claim, SavedView
from portal.worklist.providers import Work

MOST_VIEWS = 30


@transaction.atomic
def claim_work(work: Work, *, actor: Any) -> Claim:
    """Say: I do this. NotAllowed where a colleague said so before."""
    _check(actor)
    facts = {"title": work.title[:200], "url": work.url, "claimed_by": actor}
    try:
        with transaction.atomic():
            claim = Claim.objects.create(key=work.key, **facts)
    except IntegrityError as taken:
        claim = Claim.objects.open().select_related("claimed_by").get(key=work.key)
        if claim.claimed_by_id == actor.pk:
            return claim
        raise NotAllowed(f"{claim.claimed_by} has claimed this already. You can take it over.") from taken
    audit.record(claim, "worklist.claim", actor=actor, key=work.key)
    return claim


def _check(actor: Any) -> None:
    if not actor.has_perm("worklist.claim"):
        raise NotAllowed("Work is claimed by facilitators.")


@transaction.atomic
def take_over(work: Work, *, actor: Any) -> Claim:
    """Do what a colleague claimed. The colleague gets a mail."""
    _check(actor)
    before = Claim.objects.select_for_update().open().filter(key=work.key).exclude(claimed_by=actor).first()
    if before is not None:
        _end(before, actor)
        notifications.work_taken_over(before, actor)
    return claim_work(work, actor=actor)


@transaction.atomic
def release_work(key: str, *, actor: Any) -> None:
    """Give back what one has claimed oneself."""
    claim = Claim.objects.select_for_update().open().filter(key=key, claimed_by=actor).first()
    if claim is None:
        raise NotAllowed("You have not claimed this, or you gave it back already.")
    _end(claim, actor)


def _end(claim: Claim, actor: Any) -> None:
    claim.released_at = timezone.now()
    claim.save(update_fields=["released_at"])
    audit.record(claim, "worklist.release", actor=actor, key=claim.key)


@transaction.atomic
def save_view(*, place: str, name: str, query: str, actor: Any) -> SavedView:
    """Keep a list as it is filtered now; the same name again keeps it anew."""
    if SavedView.objects.filter(owner=actor).exclude(place=place, name=name).count() >= MOST_VIEWS:
        raise NotAllowed(f"You keep {MOST_VIEWS} views already. Please drop one first.")
    view, _ = SavedView.objects.update_or_create(owner=actor, place=place, name=name, defaults={"query": query})
    return view


def drop_view(view: SavedView, *, actor: Any) -> None:
    """Forget a view."""
    if not actor.has_perm("worklist.drop_view", view):
        raise NotAllowed("Only its owner can drop a view.")
    view.delete()
