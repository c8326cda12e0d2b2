"""A standard's text in paragraphs: nothing is lost, and what is proposed reads as it was said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.impact.paragraphs import Edit, amended, changes, editable, join, split
from applications.impact.saying import in_words
from tests.factories.impact import TEXT, TODAY

PIECES = ["", " ", "\t", "(a) x", "  (b) x", "1. x", "17.1 x", "- x", "a) b", "a.", "x\r", "x  ", "x\u2028y", "\x0b"]
LINES = st.lists(st.sampled_from(PIECES), max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(LINES)
def test_split_loses_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    paragraphs = split(text)
    assert join(paragraphs) == (text if text.strip() else "")
    assert [each.number for each in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert all(each.text.strip() for each in paragraphs)
    assert amended(text, {}) == (text if text.strip() else "")
    assert not changes(text, {})


def test_split_divides_at_blank_lines_and_items() -> None:
    assert [each.text for each in split(TEXT)] == [
        "Sample: each day has 330 minutes.",
        "Sample items:",
        "(a) teaching",
        "(b) recess",
        "Sample: the board keeps a record.",
    ]
    assert [each.text for each in split("a line\nthat goes on\n330 minutes of it")] == [
        "a line\nthat goes on\n330 minutes of it"
    ]


@pytest.mark.parametrize(
    ("edits", "reads"),
    [
        ({2: Edit("delete")}, "one\n\nthree"),
        ({3: Edit("delete")}, "one\n\ntwo"),
        ({1: Edit("change", "ONE")}, "ONE\n\ntwo\n\nthree"),
        ({1: Edit("keep", after="new")}, "one\n\nnew\n\ntwo\n\nthree"),
        ({3: Edit("keep", after="new")}, "one\n\ntwo\n\nthree\n\nnew"),
        ({2: Edit("delete", after="new")}, "one\n\nnew\n\nthree"),
        ({2: Edit("keep", "typed and not chosen")}, "one\n\ntwo\n\nthree"),
        ({1: Edit("delete"), 2: Edit("delete"), 3: Edit("delete")}, ""),
    ],
)
def test_edits_read_as_they_were_said(edits: dict[int, Edit], reads: str) -> None:
    assert amended("one\n\ntwo\n\nthree", edits) == reads


def test_changes_name_each_paragraph_that_would_read_otherwise() -> None:
    edits = {1: Edit("change", "one"), 2: Edit("change", "TWO", "new"), 3: Edit("delete")}
    found = [(each.number, each.what, each.before, each.after) for each in changes("one\n\ntwo\n\nthree", edits)]
    assert found == [(2, "changed", "two", "TWO"), (2, "added after it", "", "new"), (3, "deleted", "three", "")]


def test_text_that_is_not_entered_gets_a_whole_one() -> None:
    assert [each.text for each in editable("")] == [""]
    assert amended("", {1: Edit("change", "a whole text\n\nof two")}) == "a whole text\n\nof two"
    assert len(changes("", {1: Edit("change", "a whole text")})) == 1


def test_figures_are_said_in_sentences() -> None:
    none = dict.fromkeys(["requests", "districts", "granted", "conditional", "pilot", "denied", "pending", "ended"], 0)
    none |= dict.fromkeys(["in_force", "met", "partly", "not_met", "unclear"], 0)
    assert "no district asked" in in_words(none, TODAY())
    said = in_words({**none, "requests": 4, "districts": 3, "granted": 2, "denied": 1, "met": 1}, TODAY())
    assert "3 districts asked, in 4 requests" in said
    assert "2 were granted as asked" in said
    assert "1 was denied" in said
    assert "pilot" not in said
    assert "1 met the goal" in said
