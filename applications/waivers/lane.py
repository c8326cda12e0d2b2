"""The fast lane: which requests are small, by a rule that anybody can check. Pure.

The numbers are a sample; the department's own were not to be had. What asked for such a lane: Kentucky's bill of 2026
on expedited waivers, and requests such as that of one principal who also drives a bus.
"""

from dataclasses import dataclass

MOST_STUDENTS = 50
MOST_DAYS = 366
COMMENT_DAYS = 30
FAST_COMMENT_DAYS = 14


@dataclass(frozen=True)
class Lane:
    """Whether a proposal is small, and if not, why."""

    is_fast: bool
    reasons: tuple[str, ...] = ()

    @property
    def comment_days(self) -> int:
        """How long everybody may comment."""
        return FAST_COMMENT_DAYS if self.is_fast else COMMENT_DAYS


def lane_of(*, provisions: int, days: int, students: int | None, is_examined: bool) -> Lane:
    """The lane of a proposal: its provisions, the days of its longest term, about how many students it touches."""
    found = []
    if provisions != 1:
        found.append("It varies more than one standard.")
    if days > MOST_DAYS:
        found.append("Its term is longer than a year.")
    if students is None or students > MOST_STUDENTS:
        found.append(f"It touches more than {MOST_STUDENTS} students.")
    if not is_examined:
        found.append("Nobody has said yet whether this standard may be waived.")
    return Lane(not found, tuple(found))
