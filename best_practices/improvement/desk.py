"""The interview desk: which school is heard when, and in which room. Pure; solved exactly by OR-Tools' CP-SAT.

Nobody is in two rooms at once, no room holds two schools, no panel hears a school that it is tied to. Among all plans
that keep this, those are best in which the fewest distant schools get the first slot of a day, and among these the one
in which teams leave home least early. Where no plan keeps all of it, the smallest set of wishes to give up is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from portal.core.errors import NotAllowed

DISTANT_MINUTES = 90  # a drive from which the first slot of a day is a hardship; a sample
MORNING = 7 * 60  # who leaves home later than this loses nothing
FIRST_COSTS = 1_000_000
UNHEARD_COSTS = 1_000
WORK = 60.0  # of the solver’s own measure of work
UNDECIDED = "No best plan was found in time. Settle some slots by hand, or plan fewer schools at once."


@dataclass(frozen=True, order=True)
class Slot:
    """A time in a room: the day, minutes after midnight, how long, the room."""

    day: date
    start: int
    minutes: int
    room: str

    @property
    def end(self) -> int:
        """When it is over, in minutes after midnight."""
        return self.start + self.minutes

    def meets(self, day: date, start: int, end: int) -> bool:
        """Whether it lies at least partly within a time of a day."""
        return self.day == day and self.start < end and start < self.end


@dataclass(frozen=True)
class Absence:
    """A time at which somebody cannot come: on a day, from and to in minutes after midnight."""

    who: str
    day: date
    start: int = 0
    end: int = 24 * 60


@dataclass(frozen=True)
class Interview:
    """A school to be heard: who has to be there for it, the drive in minutes, and its slot where that is settled."""

    school: str
    people: frozenset[str]
    drive: int = 0
    settled: Slot | None = None


@dataclass(frozen=True)
class Desk:
    """All that a plan rests on; `tied` are pairs of a school and a room whose panel may not hear it."""

    slots: tuple[Slot, ...]
    interviews: tuple[Interview, ...]
    absences: tuple[Absence, ...] = ()
    tied: frozenset[tuple[str, str]] = frozenset()
    panels: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A slot for each school; who got the first slot of a day in spite of a long drive; minutes before the morning."""

    slots: dict[str, Slot]
    hardships: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Obstacles:
    """The smallest set of things to give up so that a plan exists, each a sentence."""

    sentences: tuple[str, ...]


def plan(desk: Desk) -> Plan | Obstacles:
    """The best plan; where there is none, what to give up. NotAllowed where neither could be proved in time."""
    strict = _Model(desk, is_strict=True)
    if (chosen := strict.solved()) is not None:
        return plan_of(desk, chosen)
    relaxed = _Model(desk, is_strict=False)
    found = relaxed.solved() or {}
    return Obstacles(tuple(_given_up(desk, found)))


def plan_of(desk: Desk, chosen: Mapping[str, Slot]) -> Plan:
    """What a choice of slots costs."""
    cost = {each.school: each for each in desk.interviews}
    hard = tuple(sorted(school for school, slot in chosen.items() if is_hard(desk, cost[school], slot)))
    return Plan(dict(chosen), hard, sum(early(cost[school], slot) for school, slot in chosen.items()))


def is_hard(desk: Desk, interview: Interview, slot: Slot) -> bool:
    """A distant school in the first slot of its day."""
    first = min(each.start for each in desk.slots if each.day == slot.day)
    return interview.drive >= DISTANT_MINUTES and slot.start == first


def early(interview: Interview, slot: Slot) -> int:
    """Minutes before the morning at which its team has to leave home."""
    return max(0, MORNING - (slot.start - interview.drive))


def absent(desk: Desk, interview: Interview, slot: Slot) -> list[str]:
    """Who of a school, or of the panel of the room, cannot come at a time."""
    wanted = interview.people | desk.panels.get(slot.room, frozenset())
    return sorted(
        {each.who for each in desk.absences if each.who in wanted and slot.meets(each.day, each.start, each.end)}
    )


def is_allowed(desk: Desk, interview: Interview, slot: Slot) -> bool:
    """Whether a panel may hear a school in a room: ties are never given up."""
    return (interview.school, slot.room) not in desk.tied


class _Model:
    """The choice of slots in CP-SAT's terms: a variable for each school and each slot that it may have."""

    def __init__(self, desk: Desk, *, is_strict: bool) -> None:
        self.desk, self.is_strict, self.model = desk, is_strict, cp_model.CpModel()
        self.choices: dict[tuple[str, Slot], cp_model.IntVar] = {}
        self.costs: list[cp_model.LinearExprT] = []
        for interview in desk.interviews:
            self.add(interview)
        self.keep_rooms()
        self.keep_people()
        self.model.minimize(sum(self.costs))

    def add(self, interview: Interview) -> None:
        """One slot for a school; where wishes may be given up, none at all is the dearest."""
        mine = []
        for slot in self.desk.slots:
            cost = self.cost(interview, slot)
            if cost is None:
                continue
            choice = self.model.new_bool_var(f"{interview.school} {slot}")
            self.choices[interview.school, slot] = choice
            self.costs.append(cost * choice)
            mine.append(choice)
        if self.is_strict:
            self.model.add_exactly_one(mine)
        else:
            self.model.add_at_most_one(mine)
            self.costs.append(UNHEARD_COSTS * (1 - sum(mine)))

    def cost(self, interview: Interview, slot: Slot) -> int | None:
        """What a slot costs a school; None where it may not have it."""
        if not is_allowed(self.desk, interview, slot):
            return None
        away = len(absent(self.desk, interview, slot))
        moved = interview.settled is not None and slot != interview.settled
        if not self.is_strict:
            return away + moved
        if away or moved:
            return None
        return FIRST_COSTS * is_hard(self.desk, interview, slot) + early(interview, slot)

    def keep_rooms(self) -> None:
        """A room holds one school at a time."""
        by_slot = defaultdict(list)
        for (_, slot), choice in self.choices.items():
            by_slot[slot.room].append((slot, choice))
        for held in by_slot.values():
            self.keep_apart(held)

    def keep_people(self) -> None:
        """Nobody is in two interviews at a time: officials of several schools, panels of several rooms."""
        held = defaultdict(list)
        needed = {each.school: each.people for each in self.desk.interviews}
        for (school, slot), choice in self.choices.items():
            for who in sorted(needed[school] | self.desk.panels.get(slot.room, frozenset())):
                held[who].append((slot, choice))
        for mine in held.values():
            self.keep_apart(mine)

    def keep_apart(self, held: Iterable[tuple[Slot, cp_model.IntVar]]) -> None:
        """At each moment at which a slot begins at most one of these goes on."""
        mine = list(held)
        for day, moment in sorted({(slot.day, slot.start) for slot, _ in mine}):
            together = [choice for slot, choice in mine if slot.meets(day, moment, moment + 1)]
            if len(together) > 1:
                self.model.add_at_most_one(together)

    def solved(self) -> dict[str, Slot] | None:
        """The slots of the best choice; None where there is no choice. One worker and one seed: always the same."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
        solver.parameters.max_deterministic_time = WORK
        said = solver.solve(self.model)
        if said == cp_model.INFEASIBLE:
            return None
        if said != cp_model.OPTIMAL:
            raise NotAllowed(UNDECIDED)
        return {school: slot for (school, slot), choice in self.choices.items() if solver.value(choice)}


def _given_up(desk: Desk, found: Mapping[str, Slot]) -> Iterable[str]:
    """What a plan without all wishes gives up."""
    for each in desk.interviews:
        slot = found.get(each.school)
        if slot is None:
            yield f"There is no slot for {each.school}: add a room or a time."
            continue
        when = f"{slot.day.isoformat()} at {slot.start // 60}:{slot.start % 60:02}"
        if each.settled is not None and slot != each.settled:
            yield f"{each.school} cannot keep its slot: move it, for instance to {when}."
        for who in absent(desk, each, slot):
            yield f"{who} would have to come on {when}, for {each.school}."
