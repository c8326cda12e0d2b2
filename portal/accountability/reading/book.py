"""What a file is read into: sheets of rows, each row with the place where a person finds it."""

from dataclasses import dataclass, field
from typing import Any

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_EMPTY_ROWS = 10_000


class Unreadable(Exception):
    """The file as a whole cannot be taken. The message is a sentence for the person who sent it."""


class Formula(str):
    """A spreadsheet cell that holds a formula: its text, never its value."""


class Broken(str):
    """A spreadsheet cell that holds an error such as #N/A."""


@dataclass(slots=True)
class Row:
    """One row: `place` is its line in a CSV file, its row in a workbook ("Sheet!12" where there are several sheets)."""

    place: int | str
    cells: list[Any]
    bold: bool = False
    indent: int = 0

    @property
    def is_blank(self) -> bool:
        """No cell says anything."""
        return all(cell is None or not str(cell).strip() for cell in self.cells)


@dataclass
class Sheet:
    """A sheet of a workbook, or the whole of a CSV file; blank rows are left out."""

    name: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Book:
    """A file that was read; `notes` are sentences about how."""

    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_workbook: bool = False
