"""Where the ledger hears of what districts did.

Whoever knows adds a source once, in its `apps.ready()`: `add_facts`.
"""

from collections.abc import Callable, Collection, Iterable

from portal.participation.duties import Fact

FactSource = Callable[[Collection[str], Collection[int]], Iterable[Fact]]
_sources: list[FactSource] = []


def add_facts(source: FactSource) -> None:
    """Called once by an app in `ready()`: from districts, by LEAID, and school years to the facts of these districts.

    A source asks the same number of queries however many districts and years there are.
    """
    _sources.append(source)


def facts_of(leaids: Collection[str], years: Collection[int]) -> list[Fact]:
    """All facts of all sources."""
    return [fact for source in _sources for fact in source(leaids, years)]
