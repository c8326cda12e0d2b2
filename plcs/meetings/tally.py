"""What positions come to, district by district: the last word of a district's people is its position."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plcs.meetings.models import Position, Stance


@dataclass(frozen=True)
class DistrictVoice:
    """A district's position, and whether its people do not say the same."""

    name: str
    stance: str
    divided: bool
    people: int

    @property
    def words(self) -> str:
        """The position in words."""
        return Stance(self.stance).label


@dataclass(frozen=True)
class Tally:
    """The districts that spoke, those that did not, and whether that is a quorum."""

    quorum: int
    voices: list[DistrictVoice] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def has_quorum(self) -> bool:
        """Whether enough seated districts took a position."""
        return len(self.voices) >= self.quorum

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many districts hold each position."""
        found = Counter(voice.stance for voice in self.voices)
        return [(stance.label, found[stance]) for stance in Stance]

    def as_facts(self) -> dict[str, Any]:
        """For the record."""
        voices = [[each.name, each.stance, each.divided] for each in self.voices]
        return {"quorum": self.quorum, "has_quorum": self.has_quorum, "voices": voices, "silent": self.silent}


def count(positions: Iterable[Position], seated: Mapping[str, str], quorum: int) -> Tally:
    """The tally of the districts that have a seat, by LEAID and name; the position of any other counts for nothing."""
    by_district: dict[str, list[Position]] = defaultdict(list)
    for position in sorted(positions, key=lambda each: (each.taken_at, each.pk)):
        by_district[position.district_id].append(position)
    voices = [
        DistrictVoice(name, rows[-1].stance, len({row.stance for row in rows}) > 1, len(rows))
        for leaid, name in seated.items()
        if (rows := by_district.get(leaid))
    ]
    return Tally(quorum, voices, [name for leaid, name in seated.items() if leaid not in by_district])


def from_facts(facts: Mapping[str, Any]) -> Tally:
    """The tally as it was recorded at the end."""
    voices = [DistrictVoice(name, stance, divided, 0) for name, stance, divided in facts["voices"]]
    return Tally(facts["quorum"], voices, list(facts["silent"]))
