"""Sortable headings, timelines, notices, facts, tabs, avatars and dialogs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from portal.ui.sorting import sorted_by

EVIL = "<script>alert(1)</script>"


def drawn(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


def heading(address: str, source: str = '{% sort_heading "name" "District" %}') -> str:
    return drawn(source, request=RequestFactory().get(address))


def test_heading_sorts_and_keeps_the_other_parameters() -> None:
    told = heading("/?q=a+%26+b&page=3")
    assert 'href="?q=a+%26+b&amp;sort=name"' in told
    assert "aria-sort" not in told


@pytest.mark.parametrize(
    ("now", "order", "then"), [("name", "ascending", "sort=-name"), ("-name", "descending", "sort=name")]
)
def test_heading_says_its_order_and_turns_it(now: str, order: str, then: str) -> None:
    told = heading(f"/?sort={now}")
    assert f'aria-sort="{order}"' in told
    assert f'href="?{then}"' in told


def test_heading_takes_the_order_in_force_from_the_view() -> None:
    assert 'aria-sort="descending"' in heading("/?sort=wild", '{% sort_heading "name" "District" "-name" %}')


@pytest.mark.parametrize("asked", ["", "password", "--name", "name,other", "\x00", "-", "x" * 9000])
def test_sorted_by_falls_back_to_the_first_order(asked: str) -> None:
    assert sorted_by(RequestFactory().get("/", {"sort": asked}), ["-opened", "name"]) == "-opened"


@pytest.mark.parametrize("asked", ["name", "-name", "opened", "-opened"])
def test_sorted_by_takes_an_allowed_order_both_ways(asked: str) -> None:
    assert sorted_by(RequestFactory().get("/", {"sort": asked}), ["-opened", "name"]) == asked


def test_timeline_says_days_in_full_and_what_is_still_to_come() -> None:
    entries = [
        {"words": "Submitted", "at": date(2027, 2, 1), "done": True, "note": EVIL},
        {"words": "Heard", "at": datetime(2027, 3, 9, 18, 0, tzinfo=UTC), "done": False},
        {"words": "Closed"},
    ]
    told = drawn("{% timeline entries %}", entries=entries)
    assert "Monday, February 1, 2027" in told
    assert "Tuesday, March 9, 2027, 12:00 p.m. Central" in told or "Tuesday, March 9, 2027, noon Central" in told
    assert told.count("still to come") == 2
    assert "<script>" not in told


@pytest.mark.parametrize("source", ["{% timeline none %}", "{% facts none %}", '{% tabs none "/" %}'])
def test_parts_without_content_draw_nothing(source: str) -> None:
    assert drawn(source, none=[]).strip() == ""


def test_notice_shows_its_title_and_what_stands_in_it() -> None:
    told = drawn('{% notice "done" title %}<p>{{ evil }}</p>{% endnotice %}', title="A & B", evil=EVIL)
    assert 'data-kind="done"' in told
    assert "<b>A &amp; B</b>" in told
    assert "<p>&lt;script&gt;" in told


def test_notice_of_unknown_kind_is_information() -> None:
    assert 'data-kind="info"' in drawn('{% notice "loud" "Hear" %}{% endnotice %}')


def test_facts_leave_out_what_is_not_known() -> None:
    told = drawn("{% facts pairs %}", pairs=[("State", EVIL), ("Grade", None), ("Note", ""), ("Schools", 0)])
    assert told.count("<dt>") == 2
    assert "<dd>0</dd>" in told
    assert "<script>" not in told


def test_tabs_mark_the_one_that_is_open() -> None:
    told = drawn('{% tabs items "/b/" "Parts" %}', items=[("One", "/a/"), ("Two", "/b/")])
    assert told.count("aria-current") == 1
    assert '<a href="/b/" aria-current="page">Two</a>' in told
    assert 'aria-label="Parts"' in told


def test_avatar_is_not_read_out_beside_the_name() -> None:
    assert drawn("{% avatar name %}", name="Ada Lovelace").strip() == '<span class="face" aria-hidden="true">AL</span>'
    assert "<script>" not in drawn("{% avatar name %}", name=EVIL)


def test_dialog_leads_to_the_confirmation_page_without_scripts() -> None:
    source = '{% confirm_dialog "void" "Void the letter" text "/letters/1/void/" %}'
    told = drawn(source, text=EVIL, csrf_token="token-of-this-page")
    assert '<a class="button grave" href="/letters/1/void/" data-dialog="void">Void the letter</a>' in told
    assert '<dialog id="void" aria-labelledby="void-title">' in told
    assert '<form method="post" action="/letters/1/void/">' in told
    assert "token-of-this-page" in told
    assert 'name="form_key"' in told
    assert "<script>" not in told
