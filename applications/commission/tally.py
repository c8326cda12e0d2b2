"""Counting a vote of the Commission. Pure.

Eligible are the members who are not tied to the district. There is a quorum where more than half of the eligible voted,
abstentions counted. A motion is carried by more yes than no.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from applications.commission.states import Choice


@dataclass(frozen=True)
class Tally:
    """How a vote came out."""

    yes: int
    no: int
    abstain: int
    eligible: int

    @property
    def needed(self) -> int:
        """How many have to vote."""
        return self.eligible // 2 + 1

    @property
    def has_quorum(self) -> bool:
        """Whether enough voted."""
        return self.eligible > 0 and self.yes + self.no + self.abstain >= self.needed

    @property
    def is_carried(self) -> bool:
        """Whether the motion is carried."""
        return self.has_quorum and self.yes > self.no

    @property
    def counted(self) -> str:
        """The figures."""
        return f"{self.yes} yes, {self.no} no, {self.abstain} abstained, of {self.eligible} who may vote"

    @property
    def so_far(self) -> str:
        """Where it stands while members vote."""
        return f"So far {self.counted}; {self.needed} have to vote."

    @property
    def words(self) -> str:
        """The result in a sentence."""
        if not self.has_quorum:
            return f"No quorum: {self.counted}; {self.needed} had to vote."
        return f"{'Carried' if self.is_carried else 'Not carried'}: {self.counted}."


def count(votes: Mapping[int, str], eligible: Collection[int]) -> Tally:
    """Votes by member, of which only those of the eligible count."""
    counted = [choice for member, choice in votes.items() if member in eligible]
    yes, no, abstain = (counted.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN))
    return Tally(yes, no, abstain, len(set(eligible)))
