"""The other way to match: deferred acceptance; the districts that ask propose. Stable and strategy-proof. Pure.

Gale and Shapley (1962), for mentors with several slots as in the National Resident Matching Program since 1998. No
district that asks gains by naming its wishes otherwise than they are, and no mentor and district would both rather have
each other than what they got (no blocking pair). What it gives up: it may leave a district without a mentor that the
best matching serves.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from mentorship.matching.instance import Instance, Pair
from mentorship.matching.solving import seeded

Order = dict[str, list[str]]


def wishes_of(instance: Instance, wishes: Mapping[str, Sequence[str]]) -> Order:
    """The mentors possible for each request in its own order: its wishes, then by fit; ties by the seeded rule."""
    possible: Order = {request: [] for request in instance.classes if request not in instance.pinned}
    for mentor, request in instance.fit:
        if request in possible:
            possible[request].append(mentor)
    return {
        request: _ordered(instance, request, mentors, wishes.get(request, ())) for request, mentors in possible.items()
    }


def _ordered(instance: Instance, request: str, mentors: Sequence[str], wishes: Sequence[str]) -> list[str]:
    places = {mentor: at for at, mentor in enumerate(wishes)}

    def place(mentor: str) -> tuple[int, int, int]:
        wish, pair = places.get(mentor, len(places)), (mentor, request)
        return wish, -instance.fit[pair], seeded(instance.seed, pair)

    return sorted(mentors, key=place)


def left_of(instance: Instance) -> dict[str, int]:
    """How many slots each mentor has beside its pinned pairs."""
    pins = Counter(instance.pinned.values())
    return {mentor: slots - pins[mentor] for mentor, slots in instance.capacity.items()}


def rank(instance: Instance, pair: Pair) -> tuple[int, int, int]:
    """How a mentor ranks a request, the smallest first: its class, then the fit, then the seeded rule."""
    return instance.classes[pair[1]], -instance.fit[pair], seeded(instance.seed, pair)


def match_stably(instance: Instance, orders: Order) -> dict[str, str]:
    """The mentor of each request that gets one, pinned pairs included."""
    left, held = left_of(instance), {mentor: list[str]() for mentor in instance.capacity}
    following = {request: iter(order) for request, order in orders.items()}
    waiting = sorted(orders, reverse=True)
    while waiting:
        request = waiting.pop()
        mentor = next(following[request], None)
        if mentor is None:
            continue
        kept = held[mentor]
        kept.append(request)
        if len(kept) > left[mentor]:
            worst = max(kept, key=lambda each: rank(instance, (mentor, each)))
            kept.remove(worst)
            waiting.append(worst)
    found = {request: mentor for mentor, kept in held.items() for request in kept}
    return dict(sorted({**instance.pinned, **found}.items()))


def blocking_pairs(instance: Instance, orders: Order, matched: Mapping[str, str]) -> list[Pair]:
    """Pairs of which both would rather have each other than what they got; none where a matching is stable."""
    left, held = left_of(instance), {mentor: list[str]() for mentor in instance.capacity}
    for request, mentor in matched.items():
        if request not in instance.pinned:
            held[mentor].append(request)
    found = []
    for request, order in orders.items():
        better = order[: order.index(matched[request])] if request in matched else order
        for mentor in better:
            worst = max((rank(instance, (mentor, each)) for each in held[mentor]), default=None)
            has_room = len(held[mentor]) < left[mentor]
            if has_room or (worst is not None and rank(instance, (mentor, request)) < worst):
                found.append((mentor, request))
    return found
