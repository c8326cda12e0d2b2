"""The rules of balance of a round: how many districts of a kind it should have, and how it stands. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KINDS = {"plc": "PLC", "region": "Region", "rurality": "Rural or not", "grade": "Grade"}


@dataclass(frozen=True)
class Rule:
    """At least and at most so many districts of a group; an empty group means each group that there is."""

    by: str
    group: str = ""
    at_least: int | None = None
    at_most: int | None = None

    @property
    def words(self) -> str:
        """The rule as a person says it."""
        bounds = [f"at least {self.at_least}"] if self.at_least is not None else []
        bounds += [f"at most {self.at_most}"] if self.at_most is not None else []
        return f"{KINDS[self.by]}, {self.group or 'each'}: {' and '.join(bounds)}"


@dataclass(frozen=True)
class Kinds:
    """What of a district the rules count: names of its PLCs, its region, whether it is rural, its grade."""

    plc: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    rurality: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """How many districts of a group there are, and what the rule asks; `wrong` is empty where it is kept."""

    by: str
    group: str
    count: int
    rule: str
    wrong: str


def stand(rules: Iterable[Rule], accepted: Sequence[Kinds], applied: Sequence[Kinds]) -> list[Line]:
    """Each rule with its count among the accepted; a rule for each group has a line for each that applied."""
    lines = []
    for rule in rules:
        counts = Counter(group for kinds in accepted for group in getattr(kinds, rule.by))
        known = sorted({group for kinds in [*accepted, *applied] for group in getattr(kinds, rule.by)})
        lines += [_line(rule, group, counts) for group in ([rule.group] if rule.group else known)]
    return lines


def _line(rule: Rule, group: str, counts: Counter[str]) -> Line:
    count = sum(number for name, number in counts.items() if name.casefold() == group.casefold())
    wrong = ""
    if rule.at_least is not None and count < rule.at_least:
        wrong = f"{rule.at_least - count} more needed"
    if rule.at_most is not None and count > rule.at_most:
        wrong = f"{count - rule.at_most} too many"
    return Line(KINDS[rule.by], group, count, rule.words, wrong)
