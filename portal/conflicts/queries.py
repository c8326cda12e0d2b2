"""Whether a person is free to judge a district, from the facts at the time of asking."""

from collections.abc import Collection

from portal.conflicts.providers import Tie, all_ties


def ties_between(people: Collection[int], districts: Collection[str]) -> dict[tuple[int, str], tuple[Tie, ...]]:
    """All ties between these people (by number) and districts (by LEAID); pairs that are free are not in it."""
    found: dict[tuple[int, str], tuple[Tie, ...]] = {}
    people, districts = set(people), set(districts)
    if not people or not districts:
        return found
    for tie in all_ties(people, districts):
        if tie.person in people and tie.district in districts:
            found[tie.person, tie.district] = (*found.get((tie.person, tie.district), ()), tie)
    return found


def is_tied(person: int, leaid: str) -> bool:
    """Whether anything ties this person to this district now."""
    return bool(ties_between([person], [leaid]))


def tied_districts(person: int, districts: Collection[str]) -> set[str]:
    """Which of these districts the person may not judge."""
    return {leaid for _, leaid in ties_between([person], districts)}
