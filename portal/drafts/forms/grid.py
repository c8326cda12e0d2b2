"""Answers in rows and columns: people by office, and tables. Plain text fields, so that they work everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email

CELL_SIGNS = 300
Options = Sequence[Sequence[tuple[str, str]]]


class GridWidget(forms.Widget):
    """A text field for each cell, in a group for each row; each with a label of its own."""

    template_name = "drafts/grid.html"
    use_fieldset = True

    def __init__(self, rows: Sequence[str], columns: Sequence[str], email: str = "", options: Options = ()) -> None:
        super().__init__()
        self.rows, self.columns, self.email, self.options = rows, columns, email, options

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[list[str]]:
        """The cells as they were sent, row by row."""
        return [
            [str(data.get(f"{name}-{row}-{column}", "")).strip() for column in range(len(self.columns))]
            for row in range(len(self.rows))
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether not one cell was sent."""
        return not any(key.startswith(f"{name}-") for key in data)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The rows with their cells, for the template."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        cells = value if isinstance(value, list) else []
        context["grid"] = [(words, self._row(name, row, cells)) for row, words in enumerate(self.rows)]
        kept = {key: each for key, each in context["widget"]["attrs"].items() if key not in ("id", "aria-invalid")}
        context["cell_attrs"] = kept
        return context

    def _row(self, name: str, row: int, cells: list[list[str]]) -> list[dict[str, Any]]:
        known = cells[row] if row < len(cells) else []
        return [
            {
                "label": label,
                "name": f"{name}-{row}-{column}",
                "value": known[column] if column < len(known) else "",
                "type": "email" if label == self.email else "text",
                "options": self.options[column] if self.options else (),
            }
            for column, label in enumerate(self.columns)
        ]


class GridField(forms.Field):
    """Rows of cells, kept as lists of text; rows with nothing in them are left out.

    With `keeps_row_names` each kept row begins with the row's name, so that it stays with its words.
    """

    def __init__(
        self,
        *,
        rows: Sequence[str],
        columns: Sequence[str],
        keeps_row_names: bool = True,
        email: str = "",
        options: Options = (),
    ) -> None:
        super().__init__(widget=GridWidget(rows, columns, email, options))
        self.rows, self.columns, self.keeps_row_names, self.email = rows, columns, keeps_row_names, email
        self.options = [{kept for kept, _ in each} for each in options] or [set()] * len(columns)

    def prepare_value(self, value: Any) -> Any:
        """What is kept, as the cells of the widget; what was just sent stays as it was sent."""
        if not self.keeps_row_names or not isinstance(value, list) or not value or len(value[0]) == len(self.columns):
            return value
        by_name = {row[0]: row[1:] for row in value if row}
        return [by_name.get(name, []) for name in self.rows]

    def clean(self, value: Any) -> list[list[str]]:
        """The rows that say something; a cell that is too long or no address is named."""
        found = []
        for name, row in zip(self.rows, value or [], strict=False):
            if any(row):
                self._check(name, row)
                found.append([name, *row] if self.keeps_row_names else row)
        return found

    def _check(self, name: str, row: list[str]) -> None:
        for label, cell, options in zip(self.columns, row, self.options, strict=False):
            if cell and options and cell not in options:
                raise forms.ValidationError(f"{name}, {label}: please choose one of the list.")
            if len(cell) > CELL_SIGNS:
                raise forms.ValidationError(f"{name}, {label}: at most {CELL_SIGNS} signs are possible.")
            if cell and label == self.email:
                try:
                    validate_email(cell)
                except forms.ValidationError as wrong:
                    raise forms.ValidationError(f"{name}: “{cell}” is not an e-mail address.") from wrong
