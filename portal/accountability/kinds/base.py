"""What every kind of file is read into: for each row either what it wants, or findings."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.accountability import cells
from portal.accountability.kinds.known import Known
from portal.accountability.reading import Book, Row, Table, Unreadable

SHOWN_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a row is left out: where a person finds it, the column, what stands there, the reason."""

    row: int | str
    column: str
    value: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """As the command prints it."""
        return {"row": self.row, "column": self.column, "value": self.value, "reason": self.reason}


@dataclass(slots=True)
class Want:
    """What one row of a table should say. `first` holds what is only written when the row is new."""

    table: str
    key: tuple[Any, ...]
    about: str
    values: dict[str, Any] = field(default_factory=dict)
    first: dict[str, Any] = field(default_factory=dict)


@dataclass
class Reading:
    """A file, understood: what each good row wants (its own row first), findings of the others."""

    wants: list[tuple[int | str, list[Want]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    also: list[Want] = field(default_factory=list)
    computed: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Request:
    """What was asked: the file's name, and the year where a person said it."""

    name: str
    year: int | None = None

    def year_needed(self) -> int:
        """The year said, or the one in the file's name; Unreadable without either."""
        found = re.findall(r"(?<!\d)20\d\d(?!\d)", self.name)
        year = self.year or (int(found[0]) if len(set(found)) == 1 else None)
        if year is None:
            raise Unreadable("The file does not say its year. Please give the year the school year ends in.")
        return year


@dataclass(frozen=True)
class FileKind:
    """A kind of file. `tables` are those it may write, in the order to write them."""

    name: str
    tables: tuple[str, ...]
    read: Callable[[Book, Request, Known], Reading]
    merges: bool = False


class Cells:
    """The cells of one row, read one by one; what is wrong with them is gathered as findings."""

    def __init__(self, row: Row, values: dict[str, Any]) -> None:
        self.row, self.values, self.findings = row, values, list[Finding]()

    def get(self, column: str, read: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """One cell as `read` understands it, or None with a finding."""
        try:
            return read(self.values.get(column), *args, **options)
        except cells.BadCell as problem:
            self.complain(column, str(problem))
            return None

    def maybe(self, column: str, read: Callable[..., Any], *args: Any) -> Any:
        """The same, where the cell may be empty."""
        return None if cells.is_empty(self.values.get(column)) else self.get(column, read, *args)

    def complain(self, column: str, reason: str) -> None:
        """Note a finding about a cell of this row."""
        self.findings.append(finding(self.row, column, self.values.get(column), reason))


def finding(row: Row, column: str, value: Any, reason: str) -> Finding:
    """A finding with its value as it can be shown: not too long, and unseen signs marked."""
    shown = "".join(
        sign if sign.isprintable() else "\ufffd" for sign in str("" if value is None else value)[: SHOWN_LENGTH * 2]
    )
    return Finding(row.place, column, shown[:SHOWN_LENGTH] + ("…" if len(shown) > SHOWN_LENGTH else ""), reason)


def read_rows(table: Table, understand: Callable[[Cells], list[Want]]) -> Reading:
    """Understand each row of a table; ragged rows become findings."""
    reading = Reading(notes=list(table.notes))
    reading.findings += [finding(row, "", row.cells[0], reason) for row, reason in table.ragged]
    for row, values in table:
        of_row = Cells(row, values)
        wants = understand(of_row)
        if of_row.findings:
            reading.findings += of_row.findings
        else:
            reading.wants.append((row.place, wants))
    return reading
