"""Rules that notice text which looks like personal data of students. Pure: nothing leaves the portal.

They point, a person decides. Each finding names the question, the words, and the rule in a sentence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.drafts.questions import Section, asked_in

TOGETHER = r"\s+(?:at|in) a time"
FEW = "one|two|three|four|five|six|seven|eight|nine|[1-9]"
NAME = r"[A-Z][a-z’'-]+(?:\s+[A-Z]\.?)?\s+[A-Z][a-z’'-]+"
STUDENT = r"(?:student|pupil|boy|girl|child|son|daughter)s?"
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("This looks like a Social Security number.", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    ("This looks like a student number.", re.compile(r"\b(?:MSIS|student (?:id|no\.?|number))\W{0,3}\d{5,}", re.I)),
    ("A number of nine digits can be a student’s.", re.compile(r"(?<![\d$.,-])\d{9}(?![\d.,-])")),
    (
        "This looks like a date of birth.",
        re.compile(r"\b(?:born(?: on)?|birth\s?date|date of birth|DOB)\b\W{0,3}\w{0,9}\W{0,2}\d[\d/,. -]{2,}", re.I),
    ),
    ("This looks like a student’s name.", re.compile(rf"\b(?i:{STUDENT})\b,?\s+(?:(?i:named|called)\s+)?{NAME}")),
    (
        "This looks like a student’s name.",
        re.compile(rf"\b{NAME},?\s+(?:a|an|our|the)\s+(?:\w+\s+){{0,2}}(?i:{STUDENT})\b"),
    ),
    (
        "This names a student’s plan or diagnosis.",
        re.compile(rf"\b{NAME}(?:’s|'s)?\s+(?:IEP|504 plan|diagnosis|suspension|grades?)\b"),
    ),
    (
        "So few students can be recognised.",
        re.compile(
            rf"(?<![\d.,$])\b(?:only\s+)?(?:{FEW})\s+(?:[a-z-]+\s+){{0,2}}(?i:{STUDENT})\b(?!\s+(?:at|in) a time)"
        ),
    ),
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
MAY_HOLD_ADDRESSES = {"contact_email", "contact_office", "contact_phone"}


@dataclass(frozen=True)
class Finding:
    """Words that look like personal data: where, which, and why."""

    question: str
    label: str
    words: str
    rule: str


def findings(sections: Iterable[Section], values: Mapping[str, Any]) -> list[Finding]:
    """What looks like personal data in the answers, in the order of the form; the same words once for each rule."""
    found = []
    for question in asked_in(sections):
        said = noticed(_text(values.get(question.key)), may_hold_addresses=question.key in MAY_HOLD_ADDRESSES)
        found += [Finding(question.key, question.label, words, rule) for words, rule in said]
    return found


def noticed(text: str, *, may_hold_addresses: bool = False) -> list[tuple[str, str]]:
    """What looks like personal data in a text: the words and the rule, the same words once for each rule."""
    rules = [*RULES] if may_hold_addresses else [*RULES, ("This is somebody’s address.", EMAIL)]
    said = dict.fromkeys((match.group().strip(), rule) for rule, pattern in rules for match in pattern.finditer(text))
    return [(words[:80], rule) for words, rule in said]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(each) for each in value)
    return value if isinstance(value, str) else ""
