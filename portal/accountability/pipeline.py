"""The one way in: a file is read, understood, and compared with what is there. Nothing here writes."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.accountability.cells import Printed
from portal.accountability.kinds import KINDS, Finding, Known, Reading, Request, Want
from portal.accountability.reading import Unreadable, read_book
from portal.accountability.tables import TABLES, Existing, existing

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
Tell = Callable[[int], None]


@dataclass
class Writes:
    """What one table gets: new rows by key, and changed fields by the row's id."""

    new: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    changed: dict[Any, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Plan:
    """What a file would do: each row accounted for, every change named."""

    kind: str
    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    diff: list[dict[str, Any]] = field(default_factory=list)
    writes: dict[str, Writes] = field(default_factory=dict)
    computed: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """No row of the file is good."""
        return not sum(self.counts.values())

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of everything that would change."""
        return hashlib.sha256(json.dumps(self.diff, default=str, sort_keys=True).encode()).hexdigest()

    def report(self) -> dict[str, Any]:
        """As the command prints it."""
        told: dict[str, Any] = {"rows": self.rows}
        told |= {name: self.counts[name] for name in (CREATED, CHANGED, UNCHANGED)}
        told["findings"] = [finding.as_dict() for finding in self.findings]
        if self.kind == "components":
            told["computed"] = self.computed
        return told


def plan_import(
    kind: str, content: bytes, *, name: str, year: int | None = None, tell: Tell = lambda done: None
) -> Plan:
    """Read a file and say what it would do. Raises Unreadable, with a sentence, where it cannot be taken as a whole."""
    book = read_book(content, name)
    tell(40)
    file_kind = KINDS[kind]
    reading = file_kind.read(book, Request(name, year), Known.load())
    tell(70)
    if not file_kind.merges:
        set_repeats_aside(reading)
    in_order(reading, [sheet.name for sheet in book.sheets])
    plan = Plan(kind, findings=reading.findings, computed=reading.computed, notes=book.notes + reading.notes)
    plan.rows = len(reading.wants) + len({finding.row for finding in reading.findings})
    if not plan.rows:
        raise Unreadable(f"“{name}” has a header but no rows.")
    plan.writes = {table: Writes() for table in file_kind.tables}
    compare(plan, reading)
    tell(100)
    return plan


def in_order(reading: Reading, sheets: list[str]) -> None:
    """Findings as a person meets them going down the file."""

    def place(finding: Finding) -> tuple[int, int]:
        sheet, _, row = str(finding.row).rpartition("!")
        return sheets.index(sheet) if sheet else 0, int(row)

    reading.findings.sort(key=place)


def set_repeats_aside(reading: Reading) -> None:
    """A row said twice counts once; rows that say different things about the same are all left out."""
    first: dict[tuple[Any, ...], tuple[int | str, list[Want]]] = {}
    disputed: dict[tuple[Any, ...], int | str] = {}
    repeated: list[tuple[int | str, list[Want], str]] = []
    for place, wants in reading.wants:
        key = wants[0].key
        before = first.setdefault(key, (place, wants))
        if before[0] == place:
            continue
        if [want.values for want in before[1]] == [want.values for want in wants]:
            repeated.append((place, wants, f"Row {before[0]} says the same."))
        else:
            disputed[key] = place
            repeated.append((place, wants, f"Row {before[0]} says something else about the same."))
    for key, place in disputed.items():
        repeated.append((*first[key], f"Row {place} says something else about the same."))
    reading.findings += [Finding(place, "", wants[0].about[:100], reason) for place, wants, reason in repeated]
    left_out = {place for place, _, _ in repeated}
    reading.wants = [(place, wants) for place, wants in reading.wants if place not in left_out]


def compare(plan: Plan, reading: Reading) -> None:
    """Hold every want against the tables and sort the rows into created, changed and unchanged."""
    wants = [want for _, wants in reading.wants for want in wants] + (reading.also if reading.wants else [])
    there = {
        table: existing(TABLES[table], {want.key for want in wants if want.table == table}) for table in plan.writes
    }
    done: dict[tuple[str, tuple[Any, ...]], str] = {}
    for _, of_row in reading.wants:
        outcomes = [outcome(plan, want, there[want.table], done) for want in of_row]
        plan.counts[of_the_row(outcomes)] += 1
    for want in reading.also if reading.wants else []:
        outcome(plan, want, there[want.table], done)


def of_the_row(outcomes: list[str]) -> str:
    """A row is new where what it is about is new, and changed where anything it says is."""
    if outcomes[0] == CREATED:
        return CREATED
    return UNCHANGED if set(outcomes) == {UNCHANGED} else CHANGED


def outcome(plan: Plan, want: Want, there: Existing, done: dict[tuple[str, tuple[Any, ...]], str]) -> str:
    """What becomes of one want; the change it makes is noted in the plan, once."""
    said = (want.table, want.key)
    if said not in done:
        done[said] = _outcome(plan, want, there.get(want.key))
    return done[said]


def _outcome(plan: Plan, want: Want, row: tuple[Any, dict[str, Any]] | None) -> str:
    what = TABLES[want.table].words
    if row is None:
        plan.writes[want.table].new[want.key] = {**want.first, **want.values}
        plan.diff.append({"what": what, "about": want.about, "field": "", "before": "", "after": "new"})
        return CREATED
    pk, stored = row
    changed = {name: value for name, value in want.values.items() if not same(stored[name], value)}
    if not changed:
        return UNCHANGED
    plan.writes[want.table].changed[pk] = changed
    plan.diff += [
        {"what": what, "about": want.about, "field": name, "before": shown(stored[name]), "after": shown(value)}
        for name, value in changed.items()
    ]
    return CHANGED


def same(stored: Any, wanted: Any) -> bool:
    """Equal; a number printed with fewer decimals than the stored one is equal if it is its rounding."""
    if isinstance(wanted, Printed) and stored is not None:
        return wanted.agrees_with(stored)
    return bool(stored == wanted)


def shown(value: Any) -> str:
    """A value as a person reads it in the list of changes."""
    return "" if value is None else str(value)
