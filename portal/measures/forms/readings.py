"""Readings as people type, paste or send them. What cannot be read is told beside its field, and stays there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from portal.measures import entry
from portal.measures.entry import NOTHING, BadEntry, Entry, Standing
from portal.measures.runchart import Place, month_words
from portal.ui import charts

MOST_BYTES = 200_000
PARTS = ("value", "n", "note")


class ReadField(forms.CharField):
    """A text that one of the readers of `entry` understands."""

    def __init__(self, read: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)
        self.read = read

    def clean(self, value: Any) -> Any:
        """What it says; the reader's own sentence where it says nothing it can read."""
        text = super().clean(value)
        try:
            return self.read(text)
        except BadEntry as wrong:
            raise forms.ValidationError(str(wrong)) from None


def key_of(place: Place, month: date) -> str:
    """The part of a field's name that says where and when."""
    leaid, school = place
    return f"{school or f'd{leaid}'}-{month:%Y%m}"


class ReadingsForm(forms.Form):
    """Values, n and notes of several places in one month, or values and n in several months.

    Each carries the version that was shown, so that nobody overwrites another unseen.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        unit: str,
        places: Sequence[tuple[Place, str]],
        months: Sequence[date],
        standing: Mapping[tuple[str, int | None, date], Standing],
    ) -> None:
        super().__init__(data)
        self.unit, self.places, self.months, self.standing = unit, places, months, standing
        self.with_notes = len(months) == 1
        for place, name in places:
            for month in months:
                self._add(place, name, month)
        self.fields["why"] = forms.CharField(
            label="Why do you change what stood here?",
            max_length=300,
            required=False,
            help_text="Only where you change or take out a value. The PLC reads it beside the old value.",
        )
        if self.with_notes:
            self.fields["column"] = forms.CharField(
                label="A column of your spreadsheet",
                widget=forms.Textarea(attrs={"rows": 4}),
                max_length=20_000,
                required=False,
                strip=False,
                help_text="One line for each school, in the order of this page; or the school’s name, the value and n "
                "side by side, as a spreadsheet copies them. Nothing is saved until you have looked at it.",
            )

    def _add(self, place: Place, name: str, month: date) -> None:
        key, stands = key_of(place, month), self.standing.get((*place, month), NOTHING)
        told = f"{name}, {month_words(month)}"
        words = self.value_words.lower()
        value = "" if stands.value is None else charts.figure(float(stands.value)).replace(",", "")
        made = {
            "value": ReadField(self._read_value, label=f"{told}: {words}", max_length=40, initial=value),
            "n": ReadField(
                entry.read_n, label=f"{told}: n", max_length=20, initial="" if stands.n is None else stands.n
            ),
            "note": ReadField(entry.read_note, label=f"{told}: note", max_length=400, initial=stands.note),
        }
        for part, field in made.items():
            if part != "note" or self.with_notes:
                field.widget.attrs |= {} if part == "note" else {"inputmode": "decimal"}
                if not self.with_notes:
                    field.widget.attrs |= {"aria-label": field.label, "size": 6}
                self.fields[f"{part}-{key}"] = field
        version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=stands.version, min_value=0)
        self.fields[f"version-{key}"] = version

    @property
    def value_words(self) -> str:
        """What a value is, as the label of its field."""
        return {"percent": "Percent", "count": "Count", "minutes": "Minutes", "score": "Score"}.get(self.unit, "Value")

    def _read_value(self, text: str) -> Any:
        return entry.read_value(text, self.unit)

    def pasted(self) -> tuple[QueryDict, list[str]]:
        """What was sent, with the lines of the pasted column in their fields; and the lines that have no place."""
        found = entry.read_column(self.data.get("column", ""), self.places)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["column"] = ""
        for place, texts in found.texts.items():
            for part, text in zip(PARTS, texts, strict=True):
                if text:
                    data[f"{part}-{key_of(place, self.months[0])}"] = text
        return data, found.problems

    def rows(self) -> list[dict[str, Any]]:
        """Each place with its fields, month by month."""
        return [
            {"name": name, "cells": [self._cell(key_of(place, month)) for month in self.months]}
            for place, name in self.places
        ]

    def _cell(self, key: str) -> dict[str, Any]:
        parts = {part: self[f"{part}-{key}"] for part in (*PARTS, "version") if f"{part}-{key}" in self.fields}
        return {**parts, "shown": [parts[part] for part in PARTS if part in parts]}

    def entries(self) -> list[Entry]:
        """What was sent, of the places and months on this page; a note that the page did not ask for stays."""
        found = []
        for place, _ in self.places:
            for month in self.months:
                said = {part: self.cleaned_data.get(f"{part}-{key_of(place, month)}") for part in (*PARTS, "version")}
                note = said["note"] if self.with_notes else self.standing.get((*place, month), NOTHING).note
                found.append(Entry(*place, month, said["value"], said["n"], note or "", said["version"] or 0))
        return found

    def sent_again(self, standing: Mapping[tuple[str, int | None, date], Standing]) -> QueryDict:
        """What was sent, with the versions that stand now: sent once more, it takes their place knowingly."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for place, _ in self.places:
            for month in self.months:
                version = standing.get((*place, month), NOTHING).version
                data[f"version-{key_of(place, month)}"] = str(version)
        return data


class ImportForm(forms.Form):
    """Rows of a spreadsheet: a file, or pasted."""

    file = forms.FileField(label="A file (CSV)", required=False, help_text="As the portal’s own file of readings.")
    rows = forms.CharField(
        label="Or paste the rows here",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        strip=False,
        help_text="With the columns NCES id, School, Month and Value; n and Note may follow. School left empty stands "
        "for the district as a whole.",
    )

    def clean(self) -> dict[str, Any]:
        """The text of the rows, from whichever was given."""
        said = super().clean() or {}
        upload, text = said.get("file"), said.get("rows", "")
        if upload is not None:
            said["rows"] = text = _text_of(upload)
        if len(text.encode()) > MOST_BYTES:
            raise forms.ValidationError("Please send at most 200 KB at once: about 2,000 rows.")
        if not text.strip():
            raise forms.ValidationError("Please choose a file, or paste the rows.")
        return said


def _text_of(upload: UploadedFile) -> str:
    """The text of a file, as a spreadsheet writes it: UTF-8, or else Windows' own signs."""
    if (upload.size or 0) > MOST_BYTES:
        raise forms.ValidationError("Please send at most 200 KB at once: about 2,000 rows.")
    content = upload.read()
    if content.startswith(b"PK"):
        raise forms.ValidationError("This is a workbook. Please save it as CSV first, or paste its rows.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def places_of(leaid: str, schools: Iterable[Any]) -> list[tuple[Place, str]]:
    """The places of a district that readings are entered for: as a whole, and each school."""
    return [((leaid, None), "The district as a whole"), *(((leaid, school.pk), str(school)) for school in schools)]
