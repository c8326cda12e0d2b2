"""Instances at the sizes that matter, seeded: 150 x 60, the districts of the Southeast, and a nation of 13,000 x 4,000.

In arrays, and as `manage.py match` reads them. Fit falls with the distance, a little disturbed; a pair beyond the limit
is not possible; class 0 is the most remote.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentorship.matching.graphs import Graph, Whole, graph_in_arrays

SOUTHEAST = Path(__file__).parent / "data" / "southeast.csv"
CLASS_OF_LOCALE = {"43": 0, "42": 1, "41": 2}
TOWN_OR_CITY, CLASSES = 3, 4
MILES_A_DEGREE = 69.1
Places = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """Slots of mentors, classes of requests, and the possible pairs with their fit. Their names tell their numbers."""

    slots: Whole
    classes: Whole
    request: Whole
    mentor: Whole
    fit: Whole

    @property
    def names(self) -> tuple[list[str], list[str]]:
        """The names of requests and of mentors, in order."""
        return [f"r{number:05}" for number in range(len(self.classes))], [f"m{n:05}" for n in range(len(self.slots))]

    @property
    def no_pins(self) -> Whole:
        """No mentor has a pinned pair."""
        return np.zeros_like(self.slots)

    def graph(self) -> Graph:
        """The instance in arrays."""
        steps = CLASSES - self.classes
        return graph_in_arrays(self.names, self.request, self.mentor, self.fit, steps, self.slots)

    def told(self) -> dict[str, Any]:
        """The instance as JSON holds it."""
        requests, mentors = self.names
        pairs = zip(self.mentor.tolist(), self.request.tolist(), self.fit.tolist(), strict=True)
        return {
            "seed": 7,
            "mentors": [{"id": name, "capacity": n} for name, n in zip(mentors, self.slots.tolist(), strict=True)],
            "requests": [{"id": name, "class": of} for name, of in zip(requests, self.classes.tolist(), strict=True)],
            "fit": [[mentors[mentor], requests[request], fit] for mentor, request, fit in pairs],
        }


def small(seed: int = 1) -> Case:
    """150 requests and 60 mentors in a state of one degree of latitude by one, each pair possible within 40 miles."""
    random = np.random.default_rng(seed)
    places = 32 + random.random((210, 2))
    return case(random, places[:60], places[60:], random.integers(0, CLASSES, 150), limit=40.0)


def southeast(seed: int = 1) -> Case:
    """The 996 districts of five states, of which three in ten mentor others, within 150 miles."""
    with SOUTHEAST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    random = np.random.default_rng(seed)
    places = np.array([[float(row["lat"]), float(row["lon"])] for row in rows])
    classes = np.array([CLASS_OF_LOCALE.get(row["locale"], TOWN_OR_CITY) for row in rows])
    mentors = np.zeros(len(rows), dtype=np.bool_)
    mentors[random.permutation(len(rows))[: 3 * len(rows) // 10]] = True
    return case(random, places[mentors], places[~mentors], classes[~mentors], limit=150.0)


def nation(requests: int = 13_000, mentors: int = 4_000, pairs: int = 2_000_000, seed: int = 1) -> Case:
    """Districts around 300 centres of unlike size and some anywhere, with about so many possible pairs."""
    random = np.random.default_rng(seed)
    centres = np.array([26.0, -122.0]) + random.random((300, 2)) * np.array([22.0, 52.0])
    share = random.pareto(1.2, len(centres)) + 0.1
    count = requests + mentors
    near = centres[random.choice(len(centres), count, p=share / share.sum())]
    places = near + random.normal(0.0, 0.8, (count, 2))
    anywhere = random.random(count) < 0.3
    places[anywhere] = np.array([26.0, -122.0]) + random.random((anywhere.sum(), 2)) * np.array([22.0, 52.0])
    sample = miles(places[:mentors], places[mentors : mentors + 4_000])
    limit = float(np.quantile(sample, pairs / requests / mentors))
    return case(random, places[:mentors], places[mentors:], random.choice(4, requests, p=[0.1, 0.2, 0.3, 0.4]), limit)


def case(random: np.random.Generator, mentors: Places, requests: Places, classes: Whole, limit: float) -> Case:
    """The instance of these places: capacities of 1 to 4, and a fit from 1000 down to nothing at the limit."""
    found: list[tuple[Whole, Whole, Whole]] = []
    for first in range(0, len(requests), 500):
        far = miles(mentors, requests[first : first + 500])
        request, mentor = np.nonzero(far <= limit)
        fit = 1000 * (1 - far[request, mentor] / limit) + random.integers(-50, 51, len(request))
        found.append((request + first, mentor, np.clip(fit, 0, 1000).astype(np.int64)))
    request, mentor, fit = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Case(random.integers(1, 5, len(mentors)), classes, request, mentor, fit)


def miles(mentors: Places, requests: Places) -> Places:
    """Distances on a flat map whose degrees of longitude shrink to the north. Shape: (requests, mentors)."""
    north = requests[:, None, 0] - mentors[None, :, 0]
    east = (requests[:, None, 1] - mentors[None, :, 1]) * np.cos(np.radians(requests[:, 0]))[:, None]
    return np.asarray(MILES_A_DEGREE * np.hypot(north, east))
