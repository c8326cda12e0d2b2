"""The component tags, the frame of the page, and what areas add to it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from portal.ui import providers
from portal.ui.providers import MenuEntry, Waiting, menu_for, waiting_for
from portal.ui.templatetags import ui


def drawn(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


def test_form_key_is_new_each_time() -> None:
    first, second = drawn("{% form_key %}"), drawn("{% form_key %}")
    assert first.startswith('<input type="hidden" name="form_key" value="')
    assert first != second


def test_pager_keeps_the_other_parameters() -> None:
    page = Paginator(range(100), 10).page(2)
    request = RequestFactory().get("/?q=a+%26+b&page=2&grade=A")
    told = drawn("{% pager page %}", page=page, request=request)
    assert "q=a+%26+b&amp;grade=A" in told
    assert "page=3" in told
    assert "page=2" not in told


def test_pager_of_a_single_page_draws_no_links() -> None:
    assert "href" not in drawn("{% pager page %}", page=Paginator([1], 10).page(1), request=RequestFactory().get("/"))


def test_state_is_a_word_and_never_only_a_colour() -> None:
    thing = SimpleNamespace(state="issued", get_state_display=lambda: "Waiting <for> you")
    told = drawn("{% state thing %}", thing=thing)
    assert 'data-state="issued"' in told
    assert "Waiting &lt;for&gt; you" in told


def test_crumbs_pair_words_with_addresses() -> None:
    assert ui.crumbs("Letters", "/letters/", "One", "/letters/1/") == {
        "crumbs": [("Letters", "/letters/"), ("One", "/letters/1/")]
    }
    with pytest.raises(ValueError, match="zip"):
        ui.crumbs("Letters")


def test_steps_say_where_one_is() -> None:
    steps = ui.steps(["One", "Two", "Three"], 2)["steps"]
    assert [(step["done"], step["here"]) for step in steps] == [(True, False), (False, True), (False, False)]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Lovelace", "AL"),
        ("ada", "A"),
        ("", ""),
        ("(sample) Ada B. C", "AB"),
        ("O'Neal d'Iberville", "OD"),
        ("Ñandú é", "ÑÉ"),
    ],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert ui.initials(name) == letters


def test_get_reads_by_a_key_that_is_a_variable() -> None:
    assert drawn("{{ mapping|get:key }}", mapping={"a": "found"}, key="a") == "found"


@pytest.mark.parametrize("tag", ["{% tag evil %}", "{% bar evil 1 2 %}", "{% empty evil %}"])
def test_components_escape_what_people_wrote(tag: str) -> None:
    assert "<script>" not in drawn(tag, evil="<script>alert(1)</script>")


def test_menu_holds_what_the_person_may_use_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        MenuEntry("Second", "/2/", "a.read", 20),
        MenuEntry("Never", "/n/", "a.never"),
        MenuEntry("First", "/1/", "a.read", 10),
    ]
    monkeypatch.setattr(providers, "_menu", entries)
    person = SimpleNamespace(has_perm=lambda permission: permission == "a.read")
    assert [entry.name for entry in menu_for(person)] == ["First", "Second"]


def test_waiting_shows_the_most_urgent_first(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    late, soon, some_day = (
        Waiting("late", "/", due=now + timedelta(days=9)),
        Waiting("soon", "/", due=now),
        Waiting("any", "/"),
    )
    monkeypatch.setattr(providers, "_waiting", [lambda person: [some_day, late], lambda person: [soon]])
    assert waiting_for(SimpleNamespace()) == [soon, late, some_day]


@pytest.mark.django_db
def test_frame_marks_the_place_and_shows_the_menu_to_those_signed_in(client: Any, client_for: Any, lead: Any) -> None:
    assert "person_menu" not in client.get("/districts/").context
    context = client_for(lead).get("/districts/").context
    assert context["waiting_count"] == 0
    assert [place["here"] for place in context["places"]] == [False] * 5


@pytest.mark.django_db
def test_count_of_what_waits_is_kept_a_minute_and_forgotten_with_each_form(
    client_for: Any, lead: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, waits = [1_800_000_000.0], [Waiting("Read", "/a/")]
    monkeypatch.setattr("portal.ui.context.time", lambda: now[0])
    monkeypatch.setattr(providers, "_waiting", [lambda person: list(waits)])
    client = client_for(lead)

    def count() -> Any:
        return client.get("/districts/").context["waiting_count"]

    assert count() == 1
    waits.append(Waiting("Sign", "/b/"))
    assert count() == 1
    now[0] += 61
    assert count() == 2
    waits.clear()
    client.post("/conflicts/", {})
    assert count() == 0
