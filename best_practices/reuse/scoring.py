"""How well a practice answers a need of a school: a pure function, with weights that MDE can set.

    score (0 to 100) = 100 x need x (sum of weight x part) / (sum of weights)

The need (see `needs`) multiplies all the rest, so that a strong practice for a small need does not push aside what
answers a large one. The parts, each 0 to 1, with their first weights:

- aim (0.15): 1 where the practice works on the very measure, 0.5 on another measure of the same subject;
- context (0.25): likeness of the places it was made for (see `likeness`);
- evidence (0.30): by its tier for that measure: 1, 0.8, 0.6 and 0.3 for tiers 1 to 4, 0 without one;
- results (0.20): the lower end of the interval of schools elsewhere that adopted it, of FULL_RESULT points; 0 where it
  reaches zero, and where the evidence is insufficient;
- contact (0.10): 1 where somebody can be called.

Tiers are those of ESSA (1 strong, 2 moderate, 3 promising, 4 demonstrates a rationale; ESSA 8101(21), What Works
Clearinghouse), given per outcome. A tier of 1 to 3 may not be overridden by negative findings: where the interval of
schools elsewhere lies wholly below zero, the evidence counts 0, and that is said. The weights and values are our
choice of 2026-11-25, to be judged by MDE.

A practice is never suggested where it works on no need of the school, or names grades and none of the school's is
among them. A waiver that it needs does not change its score: it is a step to take, not a worse fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from best_practices.reuse.association import Association
from best_practices.reuse.likeness import Context
from best_practices.reuse.needs import NeedWeights, check_weights, share_of

TIERS = {1: "strong", 2: "moderate", 3: "promising", 4: "demonstrates a rationale"}
TIER_VALUES = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.3}
NO_TIER = 5  # its place in the order of tiers
ENOUGH_TIER = 3  # tiers 1 to 3 rest on a study of results; tier 4 on a rationale only
FULL_RESULT = 10.0  # points; what one school in eight gained in English from 2018 to 2022 (13 percent of 738)
SAME_SUBJECT = 0.5
# The subject's percent proficient and the component of that name are one measure.
MEASURE = {"ELA": "reading_prof", "MATH": "math_prof"}
SUBJECT = {
    **dict.fromkeys(("ELA", "reading_prof", "reading_growth", "reading_growth_low25"), "ELA"),
    **dict.fromkeys(("MATH", "math_prof", "math_growth", "math_growth_low25"), "MATH"),
}
# Whom a component is about: a practice for the whole subject that names this group works on the very measure.
LOWEST, LEARNERS = "lowest_quarter", "english_learners"
GROUP = {"reading_growth_low25": LOWEST, "math_growth_low25": LOWEST, "el_progress": LEARNERS}


@dataclass(frozen=True)
class Elsewhere:
    """What `association` found of the schools that adopted a practice: points of difference, with its interval."""

    schools: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    sufficient: bool = False

    @classmethod
    def of(cls, found: Association) -> Self:
        """What an association says, as a practice carries it."""
        schools = found.matched if found.sufficient else found.adopters
        return cls(schools, found.estimate, found.low, found.high, found.sufficient)

    @property
    def is_against(self) -> bool:
        """The whole interval lies below zero."""
        return self.sufficient and self.high is not None and self.high < 0

    @property
    def part(self) -> float:
        """0 to 1."""
        return share_of(self.low, FULL_RESULT) if self.sufficient and self.low is not None else 0.0


@dataclass(frozen=True)
class WaiverNeed:
    """A standard that must be waived for a practice, and the districts (LEAIDs) that hold such a waiver."""

    standard: str
    held_by: frozenset[str] = frozenset()

    def is_held(self, leaid: str) -> bool:
        """Whether a district has it."""
        return leaid in self.held_by


@dataclass(frozen=True)
class PracticeFacts:
    """A practice as the library hands it over. `key` is its own and never changes.

    `components`: codes of accountability components (`reading_growth`), or ELA and MATH for a whole subject.
    `tiers` and `elsewhere` go by those codes; a code without a tier has no evidence. `contact`: whom to call, in
    words; empty where there is nobody. `source`: where the evidence is set out, in words.
    """

    key: str
    title: str
    url: str = ""
    components: frozenset[str] = frozenset()
    context: Context = field(default_factory=Context)
    student_groups: frozenset[str] = frozenset()
    tiers: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    contact: str = ""
    needs_waivers: tuple[WaiverNeed, ...] = ()
    source: str = ""

    def tier(self, component: str) -> int:
        """The tier for an outcome; NO_TIER without one."""
        return self.tiers.get(component) or NO_TIER

    def has_enough_evidence(self, component: str) -> bool:
        """A study of tier 1 to 3 on that outcome, or enough schools elsewhere to tell."""
        found = self.elsewhere.get(component)
        return self.tier(component) <= ENOUGH_TIER or bool(found and found.sufficient)


@dataclass(frozen=True)
class Weights:
    """What each part of the score counts, none below zero. Only their proportions matter. MDE may set them."""

    aim: float = 0.15
    context: float = 0.25
    evidence: float = 0.30
    results: float = 0.20
    contact: float = 0.10
    need: NeedWeights = field(default_factory=NeedWeights)

    def __post_init__(self) -> None:
        check_weights(self.__dict__)

    @property
    def full(self) -> float:
        """What the weights add up to."""
        return self.aim + self.context + self.evidence + self.results + self.contact


@dataclass(frozen=True)
class Link:
    """A component that a practice works on, as an answer to a need: what it adds whichever school asks."""

    component: str
    aim: float
    evidence: float
    results: float
    tier: int
    is_overridden: bool = False

    def base(self, weights: Weights) -> float:
        """Its share of the weighted sum."""
        return (weights.aim * self.aim + weights.evidence * self.evidence) + weights.results * self.results


def aim_of(target: str, component: str, groups: frozenset[str]) -> float:
    """How directly a practice for a component works on a measure: 1, 0.5 or 0 (not at all)."""
    if MEASURE.get(target, target) == MEASURE.get(component, component):
        return 1.0
    subject = SUBJECT.get(target)
    is_for_its_group = component in MEASURE and GROUP.get(target) in groups
    if is_for_its_group and subject in {None, component}:
        return 1.0
    return SAME_SUBJECT if subject is not None and subject == SUBJECT.get(component) else 0.0


def best_link(practice: PracticeFacts, target: str, weights: Weights) -> Link | None:
    """The component with which a practice answers a measure best: by base, then tier, then code; None where none."""
    links = (link_of(practice, target, component) for component in sorted(practice.components))
    found = [link for link in links if link.aim]
    return min(found, key=lambda link: (-link.base(weights), link.tier, link.component), default=None)


def link_of(practice: PracticeFacts, target: str, component: str) -> Link:
    """One component of a practice as an answer to a measure; its aim is 0 where it is none."""
    tier, elsewhere = practice.tier(component), practice.elsewhere.get(component)
    is_overridden = elsewhere is not None and elsewhere.is_against
    return Link(
        component=component,
        aim=aim_of(target, component, practice.student_groups),
        evidence=0.0 if is_overridden else TIER_VALUES.get(tier, 0.0),
        results=elsewhere.part if elsewhere else 0.0,
        tier=tier,
        is_overridden=is_overridden,
    )


def score(need: float, base: float, context: float, contact: float, weights: Weights) -> float:
    """The formula above, 0 to 100, not rounded. Tables of schools and practices are scored by the same steps."""
    summed = (base + weights.context * context) + weights.contact * contact
    return 100.0 * need * summed / weights.full
