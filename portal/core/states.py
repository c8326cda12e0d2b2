"""States as tables: a Move names one step, `advance` is the only code that takes it."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from portal.core import audit
from portal.core.errors import NotAllowed


@dataclass(frozen=True)
class Move:
    """One allowed step of a state machine: its verb, the states it may start from, the state it ends in."""

    name: str
    sources: tuple[str, ...]
    target: str


@transaction.atomic
def advance(obj: models.Model, move: Move, *, actor: Any, **details: Any) -> models.Model:
    """Take one move: lock the row, check its state, save it and write one audit row.

    Raises NotAllowed, with a sentence a person can read, where the row is not in a state the move starts from.
    """
    fresh: Any = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    if fresh.state not in move.sources:
        raise NotAllowed(f"Cannot {move.name.replace('_', ' ')}: it is already {fresh.get_state_display().lower()}.")
    before, fresh.state = fresh.state, move.target
    fresh.save(update_fields=["state"])
    obj.state = move.target  # type: ignore[attr-defined]
    audit.record(obj, f"{obj._meta.app_label}.{move.name}", actor=actor, before=before, after=move.target, **details)
    return obj


def moves_of(module: Any) -> list[Move]:
    """All moves that a states module defines, in the order written."""
    return [value for value in vars(module).values() if isinstance(value, Move)]


def draw(moves: list[Move]) -> str:
    """A mermaid state diagram of the moves, as the package READMEs show it."""
    lines = ["stateDiagram-v2"]
    for move in moves:
        lines += [f"    {source} --> {move.target}: {move.name}" for source in move.sources]
    return "\n".join(lines)
