"""Adoptions as the database has them, with what became of them in the results."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from best_practices.library.models import Practice
from best_practices.library.record import WAIVER_COLUMNS, rows
from best_practices.reuse import providers, queries
from best_practices.reuse.models import Adoption, Weighting
from best_practices.reuse.needs import NeedWeights
from best_practices.reuse.results import Adopter, Gathered, History, Outcome, elsewhere, gather
from best_practices.reuse.scoring import Elsewhere, Weights
from best_practices.reuse.states import AdoptionState


def history() -> History:
    """All results over the years, as the newest imports say."""
    return History(queries.statewide(), settings.SMALL_CELL_MINIMUM)


def adopter_of(adoption: Adoption) -> Adopter:
    """An adoption that was started, or is planned, as results are worked out for it."""
    began = adoption.started_on or adoption.planned_for
    return Adopter(adoption.school_id, adoption.target, began, adoption.state, adoption.reference)


def by_practice(**about: Any) -> dict[int, list[Adopter]]:
    """What was started, by practice; one query. Of a school's two adoptions for one target only the first counts."""
    found: dict[int, dict[tuple[int, str], Adopter]] = defaultdict(dict)
    for adoption in Adoption.objects.begun().filter(**about).order_by("started_on", "pk"):
        found[adoption.practice_id].setdefault((adoption.school_id, adoption.target), adopter_of(adoption))
    return {practice: list(adopters.values()) for practice, adopters in found.items()}


def results_of(practice: int) -> tuple[list[Gathered], list[Outcome]]:
    """What schools saw that took up one practice; and those whose results are not there yet."""
    return gather(by_practice(practice=practice).get(practice, []), history())


def elsewhere_by_practice(**about: Any) -> dict[int, dict[str, Elsewhere]]:
    """What the score takes from results, of all practices that any school has started."""
    known = history()
    return {practice: elsewhere(gather(adopters, known)[0]) for practice, adopters in by_practice(**about).items()}


def holders(practice: Practice) -> list[tuple[str, int]]:
    """Each standard that a practice needs waived, with the number of districts that hold such a waiver today."""
    needed = [row["Standard"] for row in rows(practice.page.record, "waivers", WAIVER_COLUMNS) if row["Standard"]]
    held = providers.held_waivers() if needed else {}
    return [(each, len(held.get(providers.cited(each), ()))) for each in needed]


def lacking(adoption: Adoption, held: Mapping[str, frozenset[str]] | None = None) -> list[str]:
    """The standards that the practice needs waived and for which the school's district holds no waiver today."""
    held = providers.held_waivers() if held is None else held
    needed = [row["Standard"] for row in rows(adoption.practice.page.record, "waivers", WAIVER_COLUMNS)]
    leaid = adoption.school.district_id
    return [each for each in needed if each and leaid not in held.get(providers.cited(each), frozenset())]


def outcome_of(adoption: Adoption) -> Outcome | None:
    """One adoption's own results, worked out beside all that took up the practice; None before it was started."""
    if adoption.started_on is None:
        return None
    gathered, waiting = results_of(adoption.practice_id)
    outcomes = [*waiting, *(each for found in gathered for each in found.outcomes)]
    return next((each for each in outcomes if each.adopter.reference == adoption.reference), None)


def outcomes_of(adoptions: Iterable[Adoption]) -> dict[str, Outcome]:
    """The own results of adoptions, by reference; the state's results are read once."""
    known, told = history(), {}
    practices = {each.practice_id for each in adoptions}
    for taken in by_practice(practice__in=practices).values():
        gathered, waiting = gather(taken, known)
        found = [*waiting, *(each for one in gathered for each in one.outcomes)]
        told.update({each.adopter.reference: each for each in found})
    return told


def counts_of(practices: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many schools plan, use, finished and stopped each practice; one query."""
    states = {state.value: Count("pk", filter=Q(state=state)) for state in AdoptionState}
    counted: Any = (
        Adoption.objects.filter(practice__in=list(practices)).values("practice").annotate(**states).order_by()
    )
    return {row["practice"]: {state: row[state] for state in states} for row in counted}


# The weights ---------------------------------------------------------------------------


def weights_in_force() -> Weights:
    """As MDE set them last; the first ones where nobody did."""
    newest = Weighting.objects.first()
    return weights_of(newest.values) if newest else Weights()


def weights_of(values: dict[str, float]) -> Weights:
    """Weights by name; those of a need are called `need_state` and so on. ValueError where they make no sense."""
    parts = {name: value for name, value in values.items() if not name.startswith("need_")}
    needs = {name.removeprefix("need_"): value for name, value in values.items() if name.startswith("need_")}
    return Weights(**parts, need=NeedWeights(**needs))


def values_of(weights: Weights) -> dict[str, float]:
    """The same as plain names and numbers."""
    parts = {name: value for name, value in vars(weights).items() if isinstance(value, float)}
    return parts | {f"need_{name}": value for name, value in vars(weights.need).items()}
