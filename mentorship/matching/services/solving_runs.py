"""A run is made and made anew: solved outside of the transaction, then written whole, with the hash of all of it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mentorship.matching import queries
from mentorship.matching.fitting import Weights
from mentorship.matching.instance import BadInstance, Pair
from mentorship.matching.models import Run
from mentorship.matching.running import Pool, Setting, pool_from, pool_told, run
from portal.conflicts.queries import tied_districts
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.errors import NotAllowed

NOBODY_WAITS = "Nobody waits for a mentor."
NOBODY_MENTORS = "No mentor has room. Ask districts to offer, or to take one more."
OVERTAKEN = "Somebody changed this run while you looked. Look at it again."


def make_run(*, weights: Weights, actor: Any) -> Run:
    """Match all that wait with all that have room, as a draft that nobody but MDE sees."""
    if not actor.has_perm("matching.make_run"):
        raise PermissionDenied
    pool = queries.pool()
    if not pool.requests:
        raise NotAllowed(NOBODY_WAITS)
    if not pool.mentors:
        raise NotAllowed(NOBODY_MENTORS)
    setting = Setting(weights=weights, seed=seed_of(pool))
    solved = solved_facts(pool, setting)
    with transaction.atomic():
        made = Run.objects.create(made_by=actor, seed=setting.seed, **solved)
        audit.record(made, "matching.make_run", actor=actor, sha256=made.sha256)
    return made


def change_run(
    draft: Run,
    *,
    version: int,
    weights: Weights | None = None,
    pinned: Iterable[Pair] | None = None,
    forbidden: Iterable[Pair] | None = None,
    with_new_pool: bool = False,
    actor: Any,
) -> Run:
    """Solve the draft anew: other weights, pairs that must or must not be, or the pool of today."""
    if not actor.has_perm("matching.work_on_run", draft):
        raise PermissionDenied
    pool = queries.pool() if with_new_pool else pool_from(draft.pool)
    setting = Setting(
        weights=weights or Weights(**draft.weights),
        pinned=tuple(pinned if pinned is not None else _pairs(draft.pinned)),
        forbidden=tuple(forbidden if forbidden is not None else _pairs(draft.forbidden)),
        seed=draft.seed,
    )
    demand_free(draft, setting, actor)
    solved = solved_facts(pool, setting)
    with transaction.atomic():
        fresh = Run.objects.select_for_update().get(pk=draft.pk)
        if fresh.version != version or not fresh.is_draft:
            raise NotAllowed(OVERTAKEN)
        for name, value in solved.items():
            setattr(fresh, name, value)
        fresh.version += 1
        fresh.save()
        audit.record(fresh, "matching.change_run", actor=actor, sha256=fresh.sha256)
    return fresh


def demand_free(draft: Run, setting: Setting, actor: Any) -> None:
    """NotAllowed where somebody would fix or set apart a pair of a district to which they are tied."""
    touched = {*_pairs(draft.pinned)} ^ {*setting.pinned} | {*_pairs(draft.forbidden)} ^ {*setting.forbidden}
    for leaid in tied_districts(actor.pk, {leaid for pair in touched for leaid in pair}):
        check_free(actor, leaid)


def solved_facts(pool: Pool, setting: Setting) -> dict[str, Any]:
    """What a run holds once it is solved; NotAllowed where what was fixed contradicts itself."""
    try:
        result = run(pool, setting)
    except BadInstance as wrong:
        raise NotAllowed(str(wrong)) from None
    facts: dict[str, Any] = {"pool": pool_told(pool), "result": result, "weights": asdict(setting.weights)}
    facts |= {"pinned": [list(pair) for pair in setting.pinned]}
    facts |= {"forbidden": [list(pair) for pair in setting.forbidden]}
    return {**facts, "sha256": hash_of({**facts, "seed": setting.seed})}


def seed_of(pool: Pool) -> str:
    """The seed that decides among equals: from the pool itself, so that nobody can try seeds until one pleases."""
    return hash_of(pool_told(pool))[:16]


def hash_of(facts: dict[str, Any]) -> str:
    """The hash of all that went in and came out, over canonical JSON."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _pairs(told: Iterable[Iterable[str]]) -> list[Pair]:
    return [(mentor, request) for mentor, request in told]
