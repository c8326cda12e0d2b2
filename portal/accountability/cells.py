"""What one cell says: a number, a mark of suppression, an id, a grade. Anything else is refused with a reason."""

import math
import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from portal.accountability.reading import Broken, Formula

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,17})?")
MARK = re.compile(r"\*|[<>≤≥]=?\s?[0-9]{1,3}(\.[0-9])?\s?%?")
GRADES = "ABCDF"
FIRST_YEAR, LAST_YEAR = 2000, 2100
NOT_NUMBERS = (
    (re.compile(r"[0-9]+(\.[0-9]+)?\s?%"), "has a percent sign"),
    (re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"), "has commas between thousands"),
    (re.compile(r"-?[0-9]+,[0-9]+"), "has a decimal comma"),
    (re.compile(r"\([0-9.,]+\)"), "is in brackets, as accountants write a negative"),
    (re.compile(r"-?[0-9.]+[eE][+-]?[0-9]+"), "is in scientific form"),
    (re.compile(r"['’].*"), "begins with an apostrophe"),
    (re.compile(r"[+-]?(nan|inf|infinity)", re.I), "is not a number"),
    (re.compile(r"#.*"), "is an error of a spreadsheet"),
)


class BadCell(Exception):
    """A cell that is not what its column needs; the message says why."""


class Printed(float):
    """A number read from text: how many decimals were printed tells how exact it is."""

    places: int

    def agrees_with(self, exact: float) -> bool:
        """The other number, rounded to as many decimals, is this one."""
        return math.isclose(round(exact, self.places), self, abs_tol=10 ** -(self.places + 2))


def is_empty(raw: Any) -> bool:
    """The cell says nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _check_special(raw: Any) -> None:
    if isinstance(raw, Formula):
        raise BadCell("This is a formula. Please put its value there.")
    if isinstance(raw, Broken):
        raise BadCell("This is an error of the spreadsheet.")
    if isinstance(raw, (date, datetime, time)):
        raise BadCell("This is a date.")
    if isinstance(raw, bool):
        raise BadCell("This is a yes or no.")


def number(raw: Any, low: float, high: float) -> float:
    """A finite number between two bounds."""
    _check_special(raw)
    value = float(raw) if isinstance(raw, (int, float)) else _number_in(str(raw or ""))
    if not math.isfinite(value):
        raise BadCell("This is not a number.")
    if not low <= value <= high:
        raise BadCell(f"This must be between {low:g} and {high:g}.")
    return value


def _number_in(text: str) -> float:
    if not NUMBER.fullmatch(text):
        reason = next((words for pattern, words in NOT_NUMBERS if pattern.fullmatch(text.strip())), "is not a number")
        raise BadCell(f"This {reason}." if text.strip() else "This is empty.")
    value = Printed(text)
    value.places = len(text.partition(".")[2])
    return value


def whole(raw: Any, low: int, high: int) -> int:
    """A whole number between two bounds."""
    value = number(raw, low, high)
    if value != int(value) or (isinstance(raw, str) and "." in raw):
        raise BadCell("This must be a whole number.")
    return int(value)


def mark(raw: Any) -> str | None:
    """The mark of a suppressed cell ("*", "<10", ">95") as printed, or None."""
    text = raw.strip() if isinstance(raw, str) and not isinstance(raw, (Formula, Broken)) else ""
    return text if MARK.fullmatch(text) else None


def year(raw: Any) -> int:
    """The year a school year ends in, four digits."""
    return whole(raw, FIRST_YEAR, LAST_YEAR)


def leaid(raw: Any) -> str:
    """An NCES district id: exactly seven digits. Lost leading zeros are not put back."""
    return _digits(raw, 7, "NCES district id")


def fips(raw: Any) -> str:
    """A county's FIPS code: exactly five digits."""
    return _digits(raw, 5, "county code")


def _digits(raw: Any, wide: int, words: str) -> str:
    _check_special(raw)
    text = "" if raw is None else str(raw)
    if re.fullmatch(rf"[0-9]{{{wide}}}", text):
        return text
    if not text.strip():
        raise BadCell(f"The {words} is empty.")
    zeros = " A leading zero may have been lost." if re.fullmatch(rf"[0-9]{{1,{wide - 1}}}(\.0+)?", text) else ""
    raise BadCell(f"The {words} must have exactly {wide} digits.{zeros}")


def grade(raw: Any) -> str:
    """A letter grade: A, B, C, D or F, exactly so."""
    _check_special(raw)
    if isinstance(raw, str) and len(raw) == 1 and raw in GRADES:
        return raw
    raise BadCell("A grade is A, B, C, D or F, and nothing besides." if not is_empty(raw) else "The grade is empty.")


def text(raw: Any, longest: int, *, needed: bool = False) -> str:
    """One line of text without control signs; spaces around it and doubled spaces do not count."""
    _check_special(raw)
    plain = " ".join(unicodedata.normalize("NFC", "" if raw is None else str(raw)).split())
    if not plain.isprintable():
        raise BadCell("This holds signs that cannot be seen.")
    if len(plain) > longest:
        raise BadCell(f"This is longer than {longest} characters.")
    if needed and not plain:
        raise BadCell("This is empty.")
    return plain


def one_of(raw: Any, allowed: list[str]) -> str:
    """One of a few words, exactly so; empty where nothing is said."""
    plain = text(raw, 100)
    if plain and plain not in allowed:
        raise BadCell(f"This must be one of: {', '.join(allowed)}.")
    return plain
