"""Lists for the state: schools without a fitting practice, practices that travel, districts that never look.

A school has a fitting practice where one of its first five suggestions answers its largest need with enough evidence:
a study of tier 1 to 3 on that outcome, or enough schools elsewhere to tell. All others are gaps of the library.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from best_practices.reuse import adopters, queries
from best_practices.reuse.facts import COMMUNITIES, SchoolFacts, Statewide
from best_practices.reuse.models import Adoption, Look
from best_practices.reuse.needs import Need
from best_practices.reuse.ranking import Suggestion
from best_practices.reuse.scoring import PracticeFacts, Weights
from best_practices.reuse.tables import suggest_all
from portal.districts.models import District


@dataclass(frozen=True)
class Gap:
    """A school whose largest need no practice answers with enough evidence; the nearest one, if there is any."""

    school: SchoolFacts
    need: Need
    nearest: Suggestion | None


@dataclass(frozen=True)
class Lack:
    """What the library lacks: a measure in a kind of community, with the number of schools that need it."""

    need: str
    community: str
    schools: int


@dataclass(frozen=True)
class _Asked:
    """What the gaps follow from, and nothing else."""

    statewide: Statewide = field(repr=False)
    practices: list[PracticeFacts]
    weights: Weights

    def same_as(self, other: "_Asked | None") -> bool:
        # The facts of all schools are kept until an import changes them, so the same object says enough.
        if other is None or self.statewide is not other.statewide:
            return False
        return self.practices == other.practices and self.weights == other.weights


_kept: tuple[_Asked | None, list[Gap]] = (None, [])


def gaps(weights: Weights | None = None) -> list[Gap]:
    """Schools without a fitting practice, the largest need first; kept until anything that they follow from changes."""
    global _kept
    weights = weights or adopters.weights_in_force()
    now = _Asked(queries.statewide(), queries.practice_facts(), weights)
    if not now.same_as(_kept[0]):
        _kept = (now, _gaps(now))
    return _kept[1]


def _gaps(asked: _Asked) -> list[Gap]:
    weights = asked.weights
    standings = [standing for standing in queries.standings(weights.need) if standing.needs]
    suggested = suggest_all(standings, asked.practices, weights)
    found = []
    for standing in standings:
        need, offered = standing.needs[0], suggested[standing.school.key]
        if not any(each.need.target == need.target and each.has_enough_evidence for each in offered):
            found.append(Gap(standing.school, need, next(iter(offered), None)))
    return sorted(found, key=lambda gap: (-gap.need.weight, gap.school.key))


def lacks(found: list[Gap]) -> list[Lack]:
    """The gaps by measure and kind of community, what most schools need first."""
    counted = Counter((gap.need.name, COMMUNITIES.get(gap.school.community, "not known")) for gap in found)
    return [Lack(*key, schools) for key, schools in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]


@dataclass
class Traveller:
    """A practice and where it went: districts besides its own, and what became of it there."""

    adoption: Adoption
    districts: set[str] = field(default_factory=set)
    states: Counter[str] = field(default_factory=Counter)

    @property
    def schools(self) -> int:
        """How many adoptions."""
        return self.states.total()


def travellers() -> list[Traveller]:
    """Practices that districts besides their own took up, those in most districts first; one query."""
    found: dict[int, Traveller] = {}
    for adoption in Adoption.objects.select_related("practice__page", "practice__district", "school"):
        if adoption.school.district_id == adoption.practice.district_id:
            continue
        traveller = found.setdefault(adoption.practice_id, Traveller(adoption))
        traveller.districts.add(adoption.school.district_id)
        traveller.states[adoption.get_state_display().lower()] += 1
    return sorted(found.values(), key=lambda each: (-len(each.districts), -each.schools, str(each.adoption.practice)))


@dataclass(frozen=True)
class Unseen:
    """A district whose people never opened a suggestion, or not for a year; how many of its schools have a need."""

    district: District
    schools: int
    last_on: date | None


def unseen(today: date) -> list[Unseen]:
    """Districts that never look, those with most schools in need first; what was opened within a year is left out."""
    needy: dict[str, int] = defaultdict(int)
    for standing in queries.standings():
        if standing.needs:
            needy[standing.school.leaid] += 1
    looked = dict(Look.objects.values_list("district_id", "last_on"))
    rows = [
        Unseen(district, needy[district.pk], looked.get(district.pk))
        for district in District.objects.filter(pk__in=needy).order_by("name")
        if (last := looked.get(district.pk)) is None or (today - last).days > 365
    ]
    return sorted(rows, key=lambda each: (-each.schools, each.district.name))
