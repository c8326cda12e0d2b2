"""Searches that people keep, and mails about what is new in them."""

from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from best_practices.library import notifications
from best_practices.library.models import Watch
from best_practices.library.queries import find, pages_of, wish_of
from portal.core.errors import NotAllowed

MOST_WATCHES = 30


@transaction.atomic
def keep_search(*, query: str, name: str, mails: bool, actor: Any) -> Watch:
    """Keep a search; the same name again keeps it anew. What is published until now is not told."""
    if Watch.objects.filter(owner=actor).exclude(name=name).count() >= MOST_WATCHES:
        raise NotAllowed(f"You keep {MOST_WATCHES} searches already. Please drop one first.")
    facts = {"query": query, "mails": mails, "told_until": timezone.now()}
    watch, _ = Watch.objects.update_or_create(owner=actor, name=name, defaults=facts)
    return watch


def drop_search(number: int, *, actor: Any) -> None:
    """Forget a search. One that is not one's own is not there."""
    Watch.objects.filter(pk=number, owner=actor).delete()


def tell_watchers() -> int:
    """Mail who keeps a search what was published in it since they were last told; how many mails."""
    told = 0
    for number in Watch.objects.filter(mails=True, owner__is_active=True).values_list("pk", flat=True):
        told += _tell(number)
    return told


@transaction.atomic
def _tell(number: int) -> int:
    watch = Watch.objects.select_for_update().select_related("owner").get(pk=number)
    now = timezone.now()
    shelved = find(wish_of(QueryDict(watch.query))).shelved
    fresh = [each for each in shelved if each.published > watch.told_until.isoformat()]
    watch.told_until = now
    watch.save(update_fields=["told_until"])
    if fresh:
        notifications.search_has_news(watch, pages_of(fresh[:20]), len(fresh))
    return bool(fresh)
