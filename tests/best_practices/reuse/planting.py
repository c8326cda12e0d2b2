"""Made-up schools and practices for the tests: from seeds, so that each run sees the same."""

import random
from collections.abc import Sequence
from dataclasses import replace

from best_practices.reuse.facts import COMMUNITIES, Figure, SchoolFacts, Statewide
from best_practices.reuse.likeness import SIZES, Context
from best_practices.reuse.needs import Standing, stand
from best_practices.reuse.scoring import Elsewhere, PracticeFacts, WaiverNeed

LEVELS = {"elementary": ("3", "4", "5"), "middle": ("6", "7", "8"), "high": ("EngII", "AlgI")}
TAUGHT = {"elementary": range(0, 6), "middle": range(6, 9), "high": range(9, 13)}
LOCALES = {"city": "13", "suburb": "21", "town": "33", "rural": "42"}
SUBJECTS = ("ELA", "MATH")
COMPONENTS = (
    *("reading_growth", "math_growth", "reading_growth_low25", "math_growth_low25"),
    *("science_prof", "graduation_rate", "el_progress"),
)
TARGETS = (*SUBJECTS, *COMPONENTS)
NAMES = {
    "ELA": "English",
    "MATH": "Mathematics",
    **{code: code.replace("low25", "of the lowest") for code in COMPONENTS},
}
STATE = {("ELA", 2018): 39.8, ("ELA", 2022): 42.2, ("MATH", 2018): 43.8, ("MATH", 2022): 47.3}
PLANTED = 25.0  # points that a planted need lies below everything it is compared with


def school(key: int, rng: random.Random, need: str = "") -> SchoolFacts:
    """A school near the state in all measures, but far below it in the planted one."""
    community, level = rng.choice(list(COMMUNITIES)), rng.choice(list(LEVELS))
    tested = rng.randint(120, 240)
    measures: dict[str, tuple[Figure, ...]] = {}
    for target in TARGETS:
        middle = STATE.get((target, 2022), 60.0)
        before, own = (round(middle + rng.uniform(-8, 8), 1) for _ in range(2))
        own = round(middle - PLANTED + rng.uniform(-2, 2), 1) if target == need else own
        takers = tested if target in SUBJECTS else None
        measures[target] = (Figure(2018, before, takers), Figure(2022, own, takers))
    facts = SchoolFacts(key, f"Planted School {key}", f"28{key:05d}", "Planted District", LOCALES[community])
    return replace(facts, tests=frozenset(LEVELS[level]), measures=measures)


def planted_state(seed: int, needy: int = 100, others: int = 100) -> tuple[Statewide, dict[int, str]]:
    """A state of schools, the first of which have a planted need; and the measure of each of those."""
    rng = random.Random(seed)
    needs = {key: TARGETS[key % len(TARGETS)] for key in range(needy)}
    schools = [school(key, rng, needs.get(key, "")) for key in range(needy + others)]
    return Statewide(tuple(schools), STATE, NAMES), needs


def level_of(facts: SchoolFacts) -> str:
    """Elementary, middle or high."""
    return next(level for level, tests in LEVELS.items() if facts.tests == frozenset(tests))


def fitting_key(facts: SchoolFacts, target: str) -> str:
    """The key of the practice that is planted for schools like this one with this need."""
    return f"fit-{target}-{facts.community}-{level_of(facts)}"


def fitting_practices() -> list[PracticeFacts]:
    """For each measure, community and level one practice that fits, without being the best in everything."""
    return [
        PracticeFacts(
            key=f"fit-{target}-{community}-{level}",
            title=f"Fitting practice for {target}",
            components=frozenset({target}),
            context=Context(frozenset({community}), frozenset(TAUGHT[level])),
            tiers={target: 2},
            elsewhere={target: Elsewhere(14, 6.5, 4.1, 8.9, sufficient=True)},
            contact="A sample school that uses it",
        )
        for target in TARGETS
        for community in COMMUNITIES
        for level in LEVELS
    ]


def practice(number: int, rng: random.Random) -> PracticeFacts:
    """A practice of which everything is drawn by lot."""
    components = frozenset(rng.sample(TARGETS, rng.randint(1, 3)))
    low = rng.randint(-1, 7)
    return PracticeFacts(
        key=f"lot-{number:04}",
        title=f"Practice {number}",
        url=f"/practices/lot-{number:04}/",
        components=components,
        context=Context(
            frozenset(rng.sample(list(COMMUNITIES), rng.randint(0, 3))),
            frozenset(range(low, rng.randint(low + 1, 13))),
            frozenset(rng.sample(list(SIZES), rng.randint(0, 2))),
        ),
        student_groups=frozenset(rng.sample(["lowest_quarter", "english_learners"], rng.randint(0, 1))),
        tiers={name: rng.randint(1, 4) for name in sorted(components) if rng.random() < 0.6},
        elsewhere={name: elsewhere(rng) for name in sorted(components) if rng.random() < 0.4},
        contact=rng.choice(["", "A sample school"]),
        needs_waivers=(WaiverNeed("Standard on the school year"),) if rng.random() < 0.1 else (),
    )


def elsewhere(rng: random.Random) -> Elsewhere:
    """Results elsewhere, good and bad, now and then insufficient."""
    if rng.random() < 0.5:
        return Elsewhere(rng.randint(1, 9))
    estimate, half = rng.uniform(-6, 8), rng.uniform(1, 5)
    return Elsewhere(rng.randint(10, 40), estimate, estimate - half, estimate + half, sufficient=True)


def practices(count: int, seed: int = 7) -> list[PracticeFacts]:
    """Practices drawn by lot."""
    rng = random.Random(seed)
    return [practice(number, rng) for number in range(count)]


def standings(state: Statewide, keys: Sequence[int] | None = None) -> list[Standing]:
    """Where the schools stand; all of them, or some."""
    return [stand(each, state) for each in state.schools if keys is None or each.key in keys]
