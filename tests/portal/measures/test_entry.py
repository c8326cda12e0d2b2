"""What people type, paste and send as readings. Pure."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.sheets import safe_cell
from portal.measures import entry
from portal.measures.entry import BadEntry, Entry, Standing

NOVEMBER = date(2026, 11, 1)
PLACES = [
    (("2800001", None), "The district as a whole"),
    (("2800001", 1), "Sample One"),
    (("2800001", 2), "Sample Two"),
]
SCHOOLS, DISTRICTS = {("2800001", "sample one"): 1}, {"2800001": "Sample District"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("41.5", "41.5"), (" 42 % ", "42"), ("41.6667", "41.67"), ("", None), (" – ", None), (".5", ".5"), ("0", "0")],
)
def test_read_value_takes_numbers_as_people_write_them(text: str, value: str | None) -> None:
    assert entry.read_value(text, "percent") == (None if value is None else Decimal(value))


def test_read_value_takes_thousands() -> None:
    assert entry.read_value("1,234", "count") == 1234


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("many", "percent", "“many” is not a number"),
        ("101", "percent", "between 0 and 100"),
        ("-1", "minutes", "less than 0"),
        ("1.5", "count", "whole number"),
        ("1e5", "other", "not a number"),
        ("nan", "other", "not a number"),
        ("٤٢", "percent", "not a number"),
        ("999999999", "other", "not a number"),
    ],
)
def test_read_value_tells_what_is_wrong(text: str, unit: str, said: str) -> None:
    with pytest.raises(BadEntry, match=said):
        entry.read_value(text, unit)


@given(st.text(max_size=60), st.sampled_from(["percent", "count", "minutes", "other"]))
def test_readers_give_a_value_or_a_sentence(text: str, unit: str) -> None:
    for reader in (lambda: entry.read_value(text, unit), lambda: entry.read_n(text), lambda: entry.read_month(text)):
        try:
            said: Any = reader()
        except BadEntry as wrong:
            said = str(wrong)
        assert said is None or isinstance(said, Decimal | int | date) or said.endswith((".", " not."))


@pytest.mark.parametrize("text", ["2026-11", "2026-11-30", "11/2026", "11/1/2026", "Nov 2026", "november  2026"])
def test_read_month_takes_usual_ways_of_writing(text: str) -> None:
    assert entry.read_month(text) == NOVEMBER


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "1999-01", "next month", "Nov ٢٠٢٦"])
def test_read_month_tells_what_is_wrong(text: str) -> None:
    with pytest.raises(BadEntry, match="month"):
        entry.read_month(text)


@pytest.mark.parametrize("text", ["-3", "2.5", "many", "12345678901"])
def test_read_n_tells_what_is_wrong(text: str) -> None:
    with pytest.raises(BadEntry, match="whole number"):
        entry.read_n(text)


def test_read_column_fills_in_the_order_shown() -> None:
    found = entry.read_column("\n42\t30\n", PLACES)
    assert found.texts == {("2800001", 2): ("42", "30", "")}
    assert entry.read_column("The district as a whole\t40", PLACES).texts == {("2800001", None): ("40", "", "")}
    assert found.problems == []


def test_read_column_finds_schools_by_name() -> None:
    found = entry.read_column("SAMPLE  two\t42\t30\tSample note\nNowhere\t1", PLACES)
    assert found.texts == {("2800001", 2): ("42", "30", "Sample note")}
    assert found.problems == ["Line 2 (“Nowhere”) belongs to no school on this page."]


def test_read_column_tells_lines_that_are_too_many() -> None:
    assert entry.read_column("1\n2\n3", PLACES).problems == ["Line 3 (“3”) belongs to no school on this page."]


def rows(text: str) -> entry.Read:
    return entry.read_rows(text, "percent", SCHOOLS, DISTRICTS)


@pytest.mark.parametrize("sign", [",", "\t"])
def test_read_rows_takes_the_columns_by_name(sign: str) -> None:
    table = [["Value", "School", "NCES id", "Month", "n"], ["41", "Sample One", "2800001", "2026-11", "40"]]
    found = rows("\ufeff" + "\r\n".join(sign.join(cells) for cells in table))
    assert [row.entry for row in found.rows] == [Entry("2800001", 1, NOVEMBER, Decimal(41), 40)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2899999,,2026-11,41", "You cannot enter readings for the NCES id “2899999”"),
        ("2800001,Nowhere,2026-11,41", "Sample District has no school “Nowhere”"),
        ("2800001,,yesterday,41", "is not a month"),
        ("2800001,,2026-11,much", "is not a number"),
        ("2800001,,2026-10,1\n2800001,,2026-10,2", "stand in row 2 already"),
    ],
)
def test_read_rows_tells_each_wrong_row(row: str, said: str) -> None:
    problems = rows(f"NCES id,School,Month,Value\n{row}").problems
    assert len(problems) == 1
    assert said in problems[0]


@pytest.mark.parametrize("text", ["", "a,b\n1,2", 'NCES id,School,Month,Value\n"' + "x" * 200_000])
def test_read_rows_tells_what_is_no_table(text: str) -> None:
    assert rows(text).problems


def test_read_rows_leaves_hidden_ones_as_they_are() -> None:
    found = rows("NCES id,School,Month,Value\n2800001,,2026-11,hidden\n2800001,,2026-10,4")
    assert (found.skipped, len(found.rows)) == (1, 1)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(words)
def test_a_note_comes_back_from_a_spreadsheet_as_it_was(text: str) -> None:
    note = entry.read_note(text)
    table = io.StringIO(newline="")
    csv.writer(table).writerow([safe_cell(note)])
    assert entry.read_note(next(csv.reader(io.StringIO(table.getvalue(), newline="")))[0]) == note


def test_plan_names_what_would_change_and_nothing_else() -> None:
    same = Entry("2800001", 1, NOVEMBER, Decimal("41.00"), 40)
    other = Entry("2800001", None, NOVEMBER, Decimal(50))
    standing: Any = {same.key: Standing(Decimal(41), 40, "", 3), other.key: Standing(Decimal(49), None, "", 2)}
    made = entry.plan([entry.Row(2, same), entry.Row(3, other)], standing)
    assert made.same == 1
    assert [(change.before.value, change.after.value, change.after.version) for change in made.changes] == [(49, 50, 2)]
    assert made.replaced == 1


def test_fingerprint_of_a_plan_changes_with_what_stands() -> None:
    other = [entry.Row(2, Entry("2800001", None, NOVEMBER, Decimal(50)))]
    made = [entry.plan(other, {other[0].entry.key: Standing(Decimal(49), None, "", version)}) for version in (1, 1, 2)]
    assert made[0].fingerprint == made[1].fingerprint != made[2].fingerprint
