"""Standards to be varied, many at once: from a CSV file, or as JSON from a program. The same form reads each row."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from applications.waivers.forms.writing import ProvisionForm
from portal.core.errors import NotAllowed
from portal.core.files import CSV, check_upload

COLUMNS = ("standard", "goal", "obstacle", "alternative", "safeguards", "affected", "begins_on", "ends_on")
MOST_ROWS = 50
NOT_JSON = "This is no JSON object with a list of provisions."
NOT_CSV = "The file is not CSV in UTF-8 with the columns {columns}."


@dataclass(frozen=True)
class Finding:
    """What is wrong with one cell: the row as a person would count it, the column, what stands there, and why."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Sheet:
    """The rows that can be taken, and what is wrong with others."""

    rows: list[dict[str, Any]]
    findings: list[Finding]


def read_rows(rows: Iterable[Mapping[str, Any]], *, first: int) -> Sheet:
    """Each row through the form that a person fills; `first` is the number of the first one."""
    taken: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for number, row in enumerate(rows, start=first):
        data = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        form = ProvisionForm({**data, "version": 0})
        if form.is_valid():
            taken.append({name: form.cleaned_data[name] for name in COLUMNS})
            continue
        for column, errors in form.errors.items():
            findings += [Finding(number, column, data.get(column, "")[:100], str(error)) for error in errors]
    if not taken and not findings:
        findings.append(Finding(first, "", "", "There is nothing to take."))
    return Sheet(taken, findings)


def read_json(body: bytes) -> Sheet:
    """The provisions of a JSON object; row 1 is the first. NotAllowed where it is none."""
    try:
        rows = json.loads(body)["provisions"]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise NotAllowed(NOT_JSON) from wrong
    _check_number(len(rows))
    return read_rows(rows, first=1)


def read_csv(content: bytes) -> Sheet:
    """The rows of a CSV file, whose row 1 is the heading. NotAllowed where it is none."""
    columns = ", ".join(COLUMNS)
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise NotAllowed(NOT_CSV.format(columns=columns)) from wrong
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise NotAllowed(NOT_CSV.format(columns=columns))
    _check_number(len(rows))
    return read_rows(rows, first=2)


def _check_number(count: int) -> None:
    if count > MOST_ROWS:
        raise NotAllowed(f"At most {MOST_ROWS} rows at once.")


class ImportForm(forms.Form):
    """A CSV file of standards to be varied."""

    file = forms.FileField(label="CSV file")

    def clean_file(self) -> Sheet:
        """The rows of the file."""
        try:
            content, _ = check_upload(self.cleaned_data["file"], kinds=[CSV])
            return read_csv(content)
        except NotAllowed as refused:
            raise forms.ValidationError(str(refused)) from refused
