"""School years, as deadlines, figures and files count them."""

from datetime import date

import pytest

from portal.core.dates import school_year, school_year_bounds, school_year_from, school_year_words


@pytest.mark.parametrize(
    ("day", "year"), [(date(2018, 7, 1), 2019), (date(2019, 6, 30), 2019), (date(2018, 6, 30), 2018)]
)
def test_school_year_runs_from_july_to_june(day: date, year: int) -> None:
    assert school_year(day) == year
    first, last = school_year_bounds(year)
    assert first <= day <= last


@pytest.mark.parametrize(("year", "words"), [(2019, "2018-19"), (2000, "1999-00"), (2001, "2000-01")])
def test_school_year_is_written_and_read(year: int, words: str) -> None:
    assert school_year_words(year) == words
    assert school_year_from(words) == year


@pytest.mark.parametrize("words", ["", "2018", "2018-20", "18-19", "2018-2019", "abcd-ef", "2018-1९", "-1-00"])
def test_school_year_is_not_read_from_other_words(words: str) -> None:
    assert school_year_from(words) is None
