"""A contact told in an answer by mail: how it was held, how long, when, and what it was about. Pure.

The first words say how and how long, as people write them: “Video, 45 minutes”, “Visit 2 hours yesterday”, “phone
20 min on 11/20”. What follows on other lines is what it was about; one line alone is both.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.profiles.vocabulary import Format

WAYS = {
    Format.VISIT: r"visit(?:ed)?|in person|on site|at (?:our|your|their) school",
    Format.VIDEO: r"video|zoom|teams|meet|webex|online",
    Format.PHONE: r"phone|phoned|call|called|telephone",
}
LENGTH = re.compile(
    r"(?P<hours>\d{1,2}(?:\.\d)?)\s*(?:hours?|hrs?|h)\b(?:\s*(?:and\s*)?(?P<more>\d{1,2})\s*(?:minutes?|mins?|m)\b)?"
    r"|(?P<minutes>\d{1,4})\s*(?:minutes?|mins?|m)\b",
    re.I,
)
DAY = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>(?:20)?\d{2}))?\b")
LONGEST_WORDS, LONGEST_MINUTES = 500, 1440
NO_WAY = "It does not say how you met: by visit, video or phone."
NO_LENGTH = "It does not say how long: for instance “45 minutes”."
NO_DAY = "The day in it is none: write it as 11/20, or “yesterday”."


class Unclear(ValueError):
    """The mail does not say what a contact needs; the words are for the person."""


@dataclass(frozen=True)
class Told:
    """A contact as a mail tells it."""

    held_on: date
    format: str
    minutes: int
    words: str


def read_contact(text: str, today: date) -> Told:
    """What the new words of a mail tell; Unclear with a sentence for the person where something is missing."""
    first, _, rest = text.strip().partition("\n")
    ways = [way for way, words in WAYS.items() if re.search(rf"\b(?:{words})\b", first, re.I)]
    if not ways:
        raise Unclear(NO_WAY)
    words = " ".join((rest.strip() or first).split())[:LONGEST_WORDS]
    return Told(_day(first, today), ways[0], _minutes(first), words)


def _minutes(line: str) -> int:
    found = LENGTH.search(line)
    if found is None:
        raise Unclear(NO_LENGTH)
    if found["minutes"]:
        minutes = int(found["minutes"])
    else:
        minutes = round(float(found["hours"]) * 60) + int(found["more"] or 0)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Unclear(NO_LENGTH)
    return minutes


def _day(line: str, today: date) -> date:
    """The day in a line; today where there is none. Without a year it is the last such day."""
    if re.search(r"\byesterday\b", line, re.I):
        return today - timedelta(days=1)
    found = DAY.search(line)
    if found is None:
        return today
    try:
        year = int(found["year"]) % 100 + 2000 if found["year"] else today.year
        day = date(year, int(found["month"]), int(found["day"]))
        return day.replace(year=year - 1) if day > today and not found["year"] else day
    except ValueError:
        raise Unclear(NO_DAY) from None
