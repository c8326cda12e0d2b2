"""What differs between two published texts of a proposal, row by row."""

from dataclasses import dataclass

from applications.waivers.models import Notice


@dataclass(frozen=True)
class Changed:
    """A row that was changed, added or taken out."""

    heading: str
    label: str
    before: str
    after: str


def changes_between(old: Notice, new: Notice) -> list[Changed]:
    """The rows that differ, in the order of the new text, then what is gone."""
    before = {(heading, label): words for heading, label, words in old.body}
    after = {(heading, label): words for heading, label, words in new.body}
    order = [*after, *(key for key in before if key not in after)]
    return [
        Changed(*key, before.get(key, ""), after.get(key, ""))
        for key in order
        if before.get(key, "") != after.get(key, "")
    ]
