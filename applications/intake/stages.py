"""The stages that staff name for a round: what happens to an application, in which order, between two states. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One stage of reading: its name, what the district reads of it, and the words of the mail that tells of it.

    `days` is how long it should take; 0 says nothing. An empty `mail` tells nobody.
    """

    key: str
    name: str
    words: str = ""
    days: int = 0
    mail: str = ""


def at(stages: Sequence[Stage], key: str) -> Stage | None:
    """The stage of this key; None where there is none any more."""
    return next((stage for stage in stages if stage.key == key), None)


def after(stages: Sequence[Stage], key: str) -> Sequence[Stage]:
    """The stages still to come, in order; all of them where the application is at none."""
    keys = [stage.key for stage in stages]
    return stages[keys.index(key) + 1 :] if key in keys else stages


def problems(stages: Sequence[Stage]) -> list[str]:
    """Why these stages could not be told apart, as sentences."""
    keys = [stage.key for stage in stages]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    return [f"Two stages have the short name “{key}”. Please give one of them another." for key in twice]
