"""Whether a district was at an event, from its people. Pure."""

from collections.abc import Hashable, Iterable

from portal.events.vocabulary import Standing

STRONGEST = (Standing.PRESENT, Standing.EXCUSED, Standing.ABSENT)


def standing_of(standings: Iterable[str]) -> str:
    """Present if any of its people was, else excused if any was, else absent; empty where nobody is on record."""
    found = set(standings)
    return next((each.value for each in STRONGEST if each in found), "")


def by_group[Key: Hashable](rows: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """The standing of each group of people, such as a district at an event, from pairs of group and standing."""
    gathered: dict[Key, list[str]] = {}
    for group, standing in rows:
        gathered.setdefault(group, []).append(standing)
    return {group: standing_of(standings) for group, standings in gathered.items()}
