"""The driver diagram: drivers and change ideas are added, changed, and removed while nothing hangs on them."""

from typing import Any

from django.db import transaction

from plcs.initiatives.models import Driver, Idea, Initiative
from plcs.initiatives.services.asking import demand, locked
from portal.core import audit
from portal.core.errors import NotAllowed

MOST_DRIVERS, MOST_IDEAS = 30, 60


def _drawn(initiative: Initiative, actor: Any, **what: Any) -> None:
    audit.record(initiative, "initiatives.draw", actor=actor, **what)


def _writable(thing: Any, actor: Any) -> Initiative:
    fresh = locked(thing if isinstance(thing, Initiative) else thing.initiative)
    demand(actor, "write", fresh)
    return fresh


@transaction.atomic
def add_driver(initiative: Initiative, *, words: str, parent: Driver | None = None, actor: Any) -> Driver:
    """A primary driver, or a secondary one that acts on a primary one."""
    fresh = _writable(initiative, actor)
    if parent is not None and (parent.initiative_id != fresh.pk or parent.parent_id is not None):
        raise NotAllowed("A secondary driver acts on a primary driver of the same initiative.")
    if fresh.drivers.count() >= MOST_DRIVERS:
        raise NotAllowed(f"A diagram of more than {MOST_DRIVERS} drivers cannot be read. Put some together first.")
    driver = Driver.objects.create(initiative=fresh, parent=parent, words=words)
    _drawn(fresh, actor, added="driver", words=words)
    return driver


@transaction.atomic
def change_driver(driver: Driver, *, words: str, actor: Any) -> Driver:
    """Other words for a driver."""
    fresh = _writable(driver, actor)
    _drawn(fresh, actor, changed="driver", before=driver.words, words=words)
    driver.words = words
    driver.save(update_fields=["words"])
    return driver


@transaction.atomic
def remove_driver(driver: Driver, *, actor: Any) -> None:
    """Take a driver out on which nothing acts."""
    fresh = _writable(driver, actor)
    if driver.children.exists() or driver.ideas.exists():
        raise NotAllowed("Something acts on this driver. Remove that first, or put the driver in other words.")
    _drawn(fresh, actor, removed="driver", words=driver.words)
    driver.delete()


@transaction.atomic
def add_idea(driver: Driver, *, words: str, actor: Any) -> Idea:
    """A change idea that acts on a driver."""
    fresh = _writable(driver, actor)
    if Idea.objects.filter(driver__initiative=fresh).count() >= MOST_IDEAS:
        raise NotAllowed(f"There are {MOST_IDEAS} ideas already. Try one of them first.")
    idea = Idea.objects.create(driver=driver, words=words)
    _drawn(fresh, actor, added="idea", words=words)
    return idea


@transaction.atomic
def change_idea(idea: Idea, *, words: str, actor: Any) -> Idea:
    """Other words for an idea."""
    fresh = _writable(idea, actor)
    _drawn(fresh, actor, changed="idea", before=idea.words, words=words)
    idea.words = words
    idea.save(update_fields=["words"])
    return idea


@transaction.atomic
def remove_idea(idea: Idea, *, actor: Any) -> None:
    """Take an idea out that no cycle tested."""
    fresh = _writable(idea, actor)
    if idea.cycles.exists():
        raise NotAllowed("A cycle belongs to this idea, so it stays. You can put it in other words.")
    _drawn(fresh, actor, removed="idea", words=idea.words)
    idea.delete()
