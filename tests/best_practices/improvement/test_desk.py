"""The interview desk: nobody and no room twice at a time, the best order, and what to give up where there is none."""

import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, permutations
from random import Random

import pytest

from best_practices.improvement.desk import (
    DISTANT_MINUTES,
    Absence,
    Desk,
    Interview,
    Obstacles,
    Plan,
    Slot,
    absent,
    is_allowed,
    plan,
    plan_of,
)
from portal.core.errors import NotAllowed

MONDAY = date(2027, 9, 13)
STARTS = (8 * 60, 9 * 60, 10 * 60, 11 * 60, 13 * 60, 14 * 60, 15 * 60)


def slots_of(rooms: int, days: int = 1, starts: tuple[int, ...] = STARTS, minutes: int = 60) -> tuple[Slot, ...]:
    return tuple(
        Slot(MONDAY + timedelta(days=day), start, minutes, f"Room {room}")
        for day in range(days)
        for start in starts
        for room in range(1, rooms + 1)
    )


def school(number: int, *more: str, drive: int = 30, settled: Slot | None = None) -> Interview:
    own = {f"principal {number}", f"teacher {number}", f"parent {number}"}
    return Interview(f"School {number}", frozenset(own | set(more)), drive, settled)


def clashes(desk: Desk, found: dict[str, Slot]) -> list[str]:
    """Every rule that a choice of slots breaks, found without the solver."""
    needed = {each.school: each for each in desk.interviews}
    broken = [f"{name} tied" for name, slot in found.items() if not is_allowed(desk, needed[name], slot)]
    broken += [f"{name} absent" for name, slot in found.items() if absent(desk, needed[name], slot)]
    broken += [f"{name} moved" for name, slot in found.items() if needed[name].settled not in (None, slot)]
    for (one, first), (two, second) in combinations(found.items(), 2):
        if first.meets(second.day, second.start, second.end):
            shared = needed[one].people & needed[two].people
            panel = desk.panels.get(first.room, frozenset()) & desk.panels.get(second.room, frozenset())
            broken += [f"{one} and {two}"] * (first.room == second.room or bool(shared) or bool(panel))
    return broken


def planned(desk: Desk) -> Plan:
    found = plan(desk)
    assert isinstance(found, Plan)
    assert clashes(desk, found.slots) == []
    assert set(found.slots) == {each.school for each in desk.interviews}
    return found


def planted(seed: int) -> Desk:
    """Sixty schools of twenty-five districts in four rooms over five days, with people who are away and ties."""
    random = Random(seed)
    interviews = [
        school(number, f"superintendent {number % 25}", f"board {number % 25}", drive=random.randint(5, 240))
        for number in range(60)
    ]
    days = [MONDAY + timedelta(days=each) for each in range(5)]
    away = [Absence(f"superintendent {each}", random.choice(days)) for each in range(25)]
    away += [Absence(f"principal {random.randrange(60)}", random.choice(days), 8 * 60, 12 * 60) for _ in range(30)]
    tied = frozenset((f"School {random.randrange(60)}", f"Room {random.randint(1, 4)}") for _ in range(40))
    panels = {f"Room {room}": frozenset({f"member {room}", f"chair {(room + 1) // 2}"}) for room in (1, 2, 3, 4)}
    panels |= {"Room 2": frozenset({"member 2"}), "Room 4": frozenset({"member 4"})}
    away.append(Absence("member 3", days[2], 13 * 60, 16 * 60))
    return Desk(slots_of(4, days=5), tuple(interviews), tuple(away), tied, panels)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sixty_schools_in_four_rooms_over_five_days_clash_nowhere(seed: int) -> None:
    desk = planted(seed)
    found = planned(desk)
    distant = [each for each in desk.interviews if each.drive >= DISTANT_MINUTES]
    assert len(distant) > 20
    assert found.hardships == ()
    assert plan(desk) == found, "the same desk gives the same plan"


def plan_told(seed: str) -> str:
    """The plan of a desk with many best plans, as a process with this seed of hashes finds it."""
    code = (
        "from tests.best_practices.improvement.test_desk import plan, planted\n"
        "print(sorted((name, str(slot)) for name, slot in plan(planted(1)).slots.items()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_plan_is_the_same_in_every_process() -> None:
    told = {plan_told(seed) for seed in ("1", "2", "3")}
    assert len(told) == 1
    assert "Room 1" in told.pop()


def test_desk_that_is_not_decided_in_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("best_practices.improvement.desk.WORK", 0.0)
    with pytest.raises(NotAllowed, match="No best plan was found in time"):
        plan(planted(1))


def brute_force(desk: Desk) -> tuple[int, int] | None:
    """The fewest hardships and then the fewest early minutes of all plans without a clash, by trying each."""
    best = None
    names = [each.school for each in desk.interviews]
    for chosen in permutations(desk.slots, len(names)):
        found = dict(zip(names, chosen, strict=True))
        if not clashes(desk, found):
            told = plan_of(desk, found)
            cost = (len(told.hardships), told.minutes)
            best = cost if best is None else min(best, cost)
    return best


@pytest.mark.parametrize("seed", range(25))
def test_small_desk_is_as_good_as_the_best_of_all_plans(seed: int) -> None:
    random = Random(seed)
    slots = slots_of(2, starts=(8 * 60, 8 * 60 + 45, 10 * 60), minutes=60 if seed % 3 else 45)
    interviews = tuple(
        school(each, *random.sample(["superintendent", "board", "counsel"], 1), drive=random.choice([20, 100, 180]))
        for each in range(4 if seed % 2 else 3)
    )
    away = tuple(
        Absence(f"principal {each}", MONDAY, random.choice([480, 525, 600]), 660)
        for each in range(random.randint(0, 2))
    )
    tied = frozenset({("School 0", "Room 1")} if random.random() < 0.5 else ())
    desk = Desk(slots, interviews, away, tied, {"Room 1": frozenset({"chair"})})
    found, best = plan(desk), brute_force(desk)
    if best is None:
        assert isinstance(found, Obstacles)
        assert found.sentences
    else:
        assert isinstance(found, Plan)
        assert clashes(desk, found.slots) == []
        assert (len(found.hardships), found.minutes) == best


def test_distant_school_gets_the_first_slot_only_where_there_is_no_other_order() -> None:
    near, far = school(1, drive=10), school(2, drive=200)
    two = slots_of(1, starts=(480, 540))
    assert planned(Desk(two, (far, near))).slots["School 2"].start == 540
    later = Slot(MONDAY + timedelta(days=1), 600, 60, "Room 1")
    spared = planned(Desk((*two, later), (far, near)))
    assert (spared.hardships, spared.slots["School 2"].start) == ((), 540), "although its team leaves home earlier"
    both = planned(Desk(two, (far, school(3, drive=150))))
    assert both.hardships == ("School 3",), "who drives less leaves home less early"


def test_settled_slot_stays_and_the_others_go_around_it() -> None:
    slots = slots_of(1, starts=(480, 540, 600))
    found = planned(Desk(slots, (school(1, drive=200, settled=slots[0]), school(2), school(3))))
    assert found.slots["School 1"] == slots[0]
    assert found.hardships == ("School 1",)


def test_overlapping_slots_of_two_rooms_do_not_share_a_person() -> None:
    slots = (Slot(MONDAY, 480, 60, "Room 1"), Slot(MONDAY, 510, 60, "Room 2"), Slot(MONDAY, 540, 60, "Room 1"))
    found = planned(Desk(slots, (school(1, "superintendent"), school(2, "superintendent"))))
    assert {each.room for each in found.slots.values()} == {"Room 1"}


def given_up(desk: Desk) -> tuple[str, ...]:
    found = plan(desk)
    assert isinstance(found, Obstacles)
    return found.sentences


def test_where_nothing_fits_it_says_what_to_give_up_and_no_more() -> None:
    one = slots_of(1, starts=(480,))
    assert given_up(Desk(one, (school(1), school(2)))) in (
        ("There is no slot for School 1: add a room or a time.",),
        ("There is no slot for School 2: add a room or a time.",),
    )
    away = (Absence("principal 1", MONDAY),)
    assert given_up(Desk(one, (school(1),), away)) == (
        "principal 1 would have to come on 2027-09-13 at 8:00, for School 1.",
    )
    assert given_up(Desk(one, (school(1),), tied=frozenset({("School 1", "Room 1")}))) == (
        "There is no slot for School 1: add a room or a time.",
    ), "a tie is never given up"
    slots = slots_of(1, starts=(480, 540))
    both = (school(1, settled=slots[0]), school(2, settled=slots[0]))
    (words,) = given_up(Desk(slots, both))
    assert "cannot keep its slot: move it, for instance to 2027-09-13 at 9:00." in words


def test_every_seeded_clash_is_noticed_by_the_check_itself() -> None:
    slots = slots_of(2, starts=(480,))
    desk = Desk(slots, (school(1, "superintendent"), school(2, "superintendent")), panels={"Room 1": frozenset("c")})
    assert clashes(desk, {"School 1": slots[0], "School 2": slots[0]}) == ["School 1 and School 2"]
    assert clashes(desk, {"School 1": slots[0], "School 2": slots[1]}) == ["School 1 and School 2"]
    assert Counter(clashes(desk, {"School 1": slots[0]})) == Counter()
