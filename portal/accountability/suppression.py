"""Which figures may be shown: no small group, and none that could be worked out from its neighbours.

A district's count is the sum of its schools'. Where one school is hidden, the others and the total give it away by
subtraction, so a second one, the smallest, is hidden too (complementary suppression), and so on until at least two
stay open and neither is fixed by what is left. Where no other school is left, the total is hidden.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

HIDDEN = "*"


@dataclass(frozen=True)
class Group:
    """A count of students and how many of them did well; None where the publisher hid it."""

    name: Hashable
    tested: int | None
    proficient: int | None = None

    def is_small(self, minimum: int) -> bool:
        """Hidden already, or below the least number that may be shown."""
        return self.tested is None or self.proficient is None or self.tested < minimum


def withheld(total: Group | None, parts: Iterable[Group], minimum: int) -> set[Hashable]:
    """The names of the groups that may not be shown, among a total and the parts that add up to it."""
    groups = list(parts)
    hidden = {part.name for part in groups if part.is_small(minimum)}
    if total is None:
        return hidden
    visible = sorted(
        (part for part in groups if part.name not in hidden), key=lambda part: (part.tested or 0, str(part.name))
    )
    if total.is_small(minimum):
        if not hidden and visible:
            hidden.add(visible[0].name)  # the shown parts would add up to the hidden total
        return hidden | {total.name}
    while not _is_safe(total, visible, len(hidden), minimum):
        if not visible:
            return hidden | {total.name}
        hidden.add(visible.pop(0).name)
    return hidden


def _is_safe(total: Group, visible: list[Group], hidden: int, minimum: int) -> bool:
    """Whether what is left after subtraction could be shared out among the hidden groups in more than one way."""
    if hidden == 0:
        return True
    tested = (total.tested or 0) - sum(part.tested or 0 for part in visible)
    proficient = (total.proficient or 0) - sum(part.proficient or 0 for part in visible)
    if hidden == 1:
        return False
    if tested <= 0:
        return tested < 0  # nothing left: all are zero; less than nothing: the parts do not add up to this total
    if proficient <= 0 or proficient >= tested:
        return False  # none or all of the hidden students did well
    most = minimum - 1
    return not (tested == hidden or tested == hidden * most)
