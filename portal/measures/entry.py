"""What people type or paste as readings: numbers, months, a column of a spreadsheet, rows of a file.

Whatever cannot be read is told in a sentence; nothing is guessed.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from portal.core.sheets import safe_cell
from portal.measures.runchart import MONTHS, Place

NUMBER = re.compile(r"[+-]?(\d{1,8}(\.\d{0,12})?|\.\d{1,12})")
MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?|(\d{1,2})/(?:\d{1,2}/)?(\d{4})")
CENT = Decimal("0.01")
MOST_N, LONGEST_NOTE, MOST_ROWS = 1_000_000, 300, 2000
HIDDEN = "hidden"
EMPTY = {"", "-", "–", "—"}


class BadEntry(Exception):
    """What was typed cannot be read; the message tells why and how to mend it."""


@dataclass(frozen=True)
class Entry:
    """What a person wants to stand for a place and a month. `version` is that of the reading they saw; 0: none."""

    district: str
    school: int | None
    month: date
    value: Decimal | None
    n: int | None = None
    note: str = ""
    version: int = 0

    @property
    def key(self) -> tuple[str, int | None, date]:
        """Where and when."""
        return self.district, self.school, self.month


def read_value(text: str, unit: str) -> Decimal | None:
    """A value of this unit, with two decimals at most; an empty text is none."""
    bare = text.strip().replace(",", "").removesuffix("%").strip()
    if bare in EMPTY:
        return None
    if not bare.isascii() or not NUMBER.fullmatch(bare):
        raise BadEntry(f"“{text.strip()[:40]}” is not a number. Please write it in digits, such as 41.5.")
    value = Decimal(bare).quantize(CENT, ROUND_HALF_UP) + 0
    if unit == "percent" and not 0 <= value <= 100:
        raise BadEntry(f"A percent lies between 0 and 100; this is {bare}.")
    if unit in {"count", "minutes"} and value < 0:
        raise BadEntry(f"This cannot be less than 0; it is {bare}.")
    if unit == "count" and value != value.to_integral_value():
        raise BadEntry(f"A count is a whole number; this is {bare}.")
    return value


def read_n(text: str) -> int | None:
    """Of how many: a whole number from 0 on; an empty text is none."""
    bare = text.strip().replace(",", "").removesuffix(".0")
    if bare in EMPTY:
        return None
    if not (bare.isascii() and bare.isdigit()) or int(bare[:9]) > MOST_N or len(bare) > 9:
        raise BadEntry(f"n is a whole number of students or cases; “{text.strip()[:40]}” is not.")
    return int(bare)


def read_note(text: str) -> str:
    """A note on one line, as it comes back from a spreadsheet."""
    note = bare_cell(" ".join(text.split()))
    if len(note) > LONGEST_NOTE:
        raise BadEntry(f"Please keep the note within {LONGEST_NOTE} signs; this has {len(note)}.")
    return note


def read_month(text: str) -> date:
    """The first day of a month written as 2026-11, 2026-11-01, 11/2026, 11/1/2026 or Nov 2026."""
    bare = " ".join(text.split())
    word, _, year = bare.partition(" ")
    if word[:3].capitalize() in MONTHS and re.fullmatch(r"\d{4}", year, re.ASCII):
        return _month(year, MONTHS.index(word[:3].capitalize()) + 1, bare)
    found = MONTH.fullmatch(bare) if bare.isascii() else None
    if found is None:
        raise BadEntry(f"“{bare[:40]}” is not a month. Please write it as 2026-11.")
    return _month(found[1] or found[4], int(found[2] or found[3]), bare)


def _month(year: str, month: int, text: str) -> date:
    if not (1 <= month <= 12 and 2000 <= int(year) <= 2100):
        raise BadEntry(f"“{text[:40]}” is not a month between 2000 and 2100.")
    return date(int(year), month, 1)


# A pasted column -------------------------------------------------------------------


@dataclass(frozen=True)
class Pasted:
    """What a pasted column fills in: for each place the texts of value, n and note; and what could not be placed."""

    texts: dict[Place, tuple[str, str, str]]
    problems: list[str]


def read_column(text: str, places: Sequence[tuple[Place, str]]) -> Pasted:
    """A column, one line for each school in the order shown; or lines that begin with the names of the places.

    A district as a whole is filled in by its name only: a column of schools has no line for it.
    """
    lines = [line.split("\t") for line in text.rstrip().splitlines()][:MOST_ROWS]
    schools = [place for place, _ in places if place[1] is not None]
    by_name = {_folded(name): place for place, name in places}
    named = any(len(cells) > 1 and _folded(cells[0]) in by_name for cells in lines)
    texts: dict[Place, tuple[str, str, str]] = {}
    problems = []
    for number, cells in enumerate(lines):
        if not "".join(cells).strip():
            continue
        place = by_name.get(_folded(cells[0])) if named else schools[number] if number < len(schools) else None
        if place is None:
            problems.append(f"Line {number + 1} (“{cells[0].strip()[:60]}”) belongs to no school on this page.")
            continue
        told = [*(cell.strip() for cell in cells[1 if named else 0 :]), "", "", ""]
        texts[place] = (told[0], told[1], told[2])
    return Pasted(texts, problems)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


# A file of readings ----------------------------------------------------------------

HEADER = ["NCES id", "District", "School", "Month", "Value", "n", "Note", "Entered by", "Entered on"]
NEEDED = ("nces id", "school", "month", "value")


@dataclass(frozen=True)
class Row:
    """A row of a file, with its number as a spreadsheet counts it."""

    number: int
    entry: Entry


@dataclass(frozen=True)
class Read:
    """What a file says: its rows, those left as they are since their values are hidden, and what is wrong."""

    rows: list[Row]
    skipped: int
    problems: list[str]


def read_rows(text: str, unit: str, schools: Mapping[tuple[str, str], int], districts: Mapping[str, str]) -> Read:
    """Rows of a file of readings, comma- or tab-separated. `schools` are known by LEAID and name in small letters."""
    text = text.removeprefix("\ufeff").replace("\x00", "")
    first, _, _ = text.partition("\n")
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
    except csv.Error:
        return Read([], 0, ["This is not a table: a quotation mark is open, or a cell is too long."])
    header = [name.strip().casefold() for name in table[0]] if table else []
    missing = [name for name in NEEDED if name not in header]
    if missing:
        return Read([], 0, [f"The first row must name the columns; missing: {', '.join(missing)}."])
    if len(table) > MOST_ROWS:
        return Read([], 0, [f"Please send at most {MOST_ROWS} rows at once."])
    rows, problems, skipped = [], [], 0
    for number, cells in enumerate(table[1:], start=2):
        told = dict(zip(header, map(bare_cell, cells), strict=False))
        if not any(told.values()):
            continue
        if told.get("value", "").casefold() == HIDDEN:
            skipped += 1
            continue
        try:
            rows.append(Row(number, _entry(told, unit, schools, districts)))
        except BadEntry as wrong:
            problems.append(f"Row {number}: {wrong}")
    return Read(rows, skipped, problems + _said_twice(rows))


def _entry(
    told: Mapping[str, str], unit: str, schools: Mapping[tuple[str, str], int], districts: Mapping[str, str]
) -> Entry:
    leaid, name = told["nces id"].zfill(7), told.get("school", "")
    if leaid not in districts:
        raise BadEntry(f"You cannot enter readings for the NCES id “{told['nces id'][:20]}”.")
    school = schools.get((leaid, name.casefold())) if name else None
    if name and school is None:
        raise BadEntry(f"{districts[leaid]} has no school “{name[:80]}”.")
    note = read_note(told.get("note", ""))
    value, n = read_value(told.get("value", ""), unit), read_n(told.get("n", ""))
    return Entry(leaid, school, read_month(told.get("month", "")), value, n, note)


def _said_twice(rows: Sequence[Row]) -> list[str]:
    first: dict[Any, int] = {}
    problems = []
    for row in rows:
        if row.entry.key in first:
            problems.append(f"Row {row.number}: the same school and month stand in row {first[row.entry.key]} already.")
        first.setdefault(row.entry.key, row.number)
    return problems


def bare_cell(text: str) -> str:
    """A cell as it was before it was made safe for spreadsheets."""
    bare = text.strip()
    return bare[1:] if bare.startswith("'") and safe_cell(bare[1:]) == bare else bare


# What a file would change ----------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What stands for a place and a month now."""

    value: Decimal | None
    n: int | None
    note: str
    version: int

    def says(self, entry: Entry) -> bool:
        """Whether it is what somebody wants to write."""
        return (self.value, self.n, self.note) == (entry.value, entry.n, entry.note)


NOTHING = Standing(None, None, "", 0)


@dataclass(frozen=True)
class Change:
    """A reading that would change: what stands, and what would."""

    before: Standing
    after: Entry


@dataclass(frozen=True)
class Plan:
    """What the rows of a file would do."""

    changes: list[Change]
    same: int

    @property
    def fingerprint(self) -> str:
        """Names exactly this plan: where something changed meanwhile, it is another."""
        told = [(*change.after.key, change.after, change.before) for change in self.changes]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()

    @property
    def replaced(self) -> int:
        """How many values that stand would be replaced."""
        return sum(change.before.version > 0 for change in self.changes)


def plan(rows: Sequence[Row], standing: Mapping[Any, Standing]) -> Plan:
    """What these rows would change of what stands."""
    pairs = [(standing.get(row.entry.key, NOTHING), row.entry) for row in rows]
    changes = [
        Change(before, replace(entry, version=before.version)) for before, entry in pairs if not before.says(entry)
    ]
    return Plan(changes, len(pairs) - len(changes))
