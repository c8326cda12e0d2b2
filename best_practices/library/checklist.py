"""The published checklist of moderation: the same questions for every practice. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

ANSWER_WITHIN = timedelta(days=14)  # our own choice of 2026-11-27, to be judged by MDE


@dataclass(frozen=True)
class Check:
    """One thing that moderators look at."""

    key: str
    name: str
    question: str


CHECKS: tuple[Check, ...] = (
    Check("context", "Context", "Can a reader in another district tell where, for whom and how it was done?"),
    Check("rights", "Rights", "Is the text the authors’ own, or named with its source, and is its licence clear?"),
    Check("privacy", "Student privacy", "Can no student be recognised, in words, numbers, files or pictures?"),
    Check("evidence", "Evidence", "Does each result name what was measured, its study or data, and the right tier?"),
    Check("accessibility", "Accessibility", "Can everybody read it: plain words, readable files, words for pictures?"),
)
FINDINGS: dict[str, str] = {"yes": "Yes", "no": "Not yet", "na": "Does not apply"}


def open_checks(found: Mapping[str, Any]) -> list[Check]:
    """What stands in the way of publishing: not looked at, or answered with “not yet”."""
    return [check for check in CHECKS if (found.get(check.key) or {}).get("found") not in ("yes", "na")]
