"""Everybody reads the standards: the catalogue, its filters and downloads, a standard, its history and links."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.pages.queries import find_standards
from portal.standards import providers, services
from portal.standards.models import UNEXAMINED, Edition, Standard
from portal.standards.numbering import is_number, position_of
from portal.standards.providers import Panel, add_panel
from portal.standards.queries import links_later, predecessors, successors
from tests.factories.standards import REFUSED, WORDS, added, kept_edition, revised
from tests.permissions.payloads import FORMULAS, MARK, SCRIPTS

pytestmark = pytest.mark.django_db
NUMBERS = re.compile(r'<li><a href="/standards/2018/([\d.]+)/">')
KEEPING = ["/revise/", "/link/", "/add/", "/change-edition/"]


def get(path: str, **query: str) -> str:
    answer = Client().get(path, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


# The catalogue ---------------------------------------------------------------------------


def test_catalogue_without_an_edition_says_what_to_do(
    visitor: Any, facilitator: Any, page_for: Callable[..., str]
) -> None:
    assert "ask the network which standard your idea touches" in page_for(visitor, "/standards/")
    page = page_for(facilitator, "/standards/")
    assert "There is no edition yet." in page
    assert "/standards/editions/add/" in page


def test_catalogue_shows_the_edition_in_force_by_heading_in_order(
    edition: Edition, older: Edition, facilitator: Any
) -> None:
    added(older, "20", actor=facilitator)
    for number in ("14", "17.2", "2", "17.10", "17.1", "17"):
        added(edition, number, heading="operations", actor=facilitator)
    added(edition, "30", heading="safety", actor=facilitator)
    added(edition, "5", heading="administration", actor=facilitator)
    added(edition, "3", actor=facilitator)
    page = get("/standards/")
    assert NUMBERS.findall(page) == ["5", "2", "14", "17", "17.1", "17.2", "17.10", "30", "3"]
    assert re.findall(r"<h3>([^<]*)</h3>", page) == [
        "Administration and Personnel",
        "School Operations",
        "Safe and Healthy Schools",
        "Heading not known yet",
    ]
    assert page.count("<h1") == 1
    assert "9 standards" in page
    assert "Sample edition 2009" in page, "the other edition can be chosen"


def test_positions_follow_the_parts_of_numbers() -> None:
    numbers = ["1", "1.1", "1.10", "1.10.1", "2", "9.999", "10", "14", "17.1", "17.2", "17.10", "999.999.999"]
    assert sorted(numbers, key=position_of) == numbers
    assert all(map(is_number, numbers))


def test_edition_that_is_not_in_force_says_so(edition: Edition, older: Edition, standard: Standard) -> None:
    page = get("/standards/2009/")
    assert "This edition is not the one in force today." in page
    assert "This edition has no standards yet." in page
    assert "not the one in force" not in get("/standards/2018/")


def test_catalogue_shows_the_newest_edition_where_none_is_in_force(facilitator: Any) -> None:
    kept_edition("2016", effective_until=date(2020, 6, 30), actor=facilitator)
    page = get("/standards/")
    assert "Sample edition 2016" in page
    assert "No edition is in force today" in page


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"q": "graduation"}, ["14"]),
        ({"q": "14"}, ["14"]),
        ({"q": "17.4,"}, ["17.4"]),
        ({"q": "twenty-four UNITS"}, ["14"]),
        ({"q": "sample graduation"}, []),
        ({"heading": "safety"}, ["30"]),
        ({"waivable": "no"}, ["17.4"]),
        ({"waivable": "yes", "heading": "safety"}, ["30"]),
        ({"waivable": "not_examined"}, ["14"]),
        ({"q": "first wording"}, []),
        ({"q": "100%"}, []),
        ({"q": "' OR 1=1 --"}, []),
        ({"heading": "nonsense"}, ["30", "14", "17.4"]),
    ],
)
def test_catalogue_is_filtered_by_words_heading_and_waiver(
    standard: Standard, facilitator: Any, query: dict[str, str], numbers: list[str]
) -> None:
    added(standard.edition, "17.4", topic="Sample program", actor=facilitator, **REFUSED)
    added(standard.edition, "30", topic="Sample climate", heading="safety", waivable="yes", actor=facilitator)
    revised(standard, actor=facilitator, text="First wording.")
    revised(standard, actor=facilitator, text="Each student earns twenty-four units.")
    page = get("/standards/", **query)
    assert NUMBERS.findall(page) == numbers
    assert ("No standard fits all of these." in page) is (not numbers)
    rows = list(csv.reader(io.StringIO(get("/standards/2018/standards.csv", **query))))
    assert [row[1] for row in rows[1:]] == numbers
    told = Client().get("/standards/2018/standards.json", query).json()
    assert [each["number"] for each in told["results"]] == numbers
    assert told["count"] == len(numbers)


def test_filter_that_is_not_understood_is_named(standard: Standard) -> None:
    assert "Choose one of the list." in get("/standards/", waivable="nonsense")


@pytest.mark.parametrize(
    "path",
    [
        *("1999/", "1999/standards.csv", "1999/standards.json", "1999/14/", "2018/99/", "2018/nonsense/"),
        *("2018/14/versions/0/", "2018/14/versions/2/", f"2018/14/versions/{10**30}/", "editions/", "links/"),
    ],
)
def test_addresses_of_nothing_are_not_there(standard: Standard, path: str) -> None:
    assert Client().get(f"/standards/{path}").status_code == 404


def test_catalogue_and_standard_link_to_keeping_for_keepers_only(
    standard: Standard, facilitator: Any, member: Any, visitor: Any, page_for: Callable[..., str]
) -> None:
    for person, is_there in ((visitor, False), (member, False), (facilitator, True)):
        pages = page_for(person, "/standards/") + page_for(person, standard.get_absolute_url())
        assert [address in pages for address in KEEPING] == [is_there] * 4, person


def test_csv_says_everything_and_cannot_act_as_a_formula(edition: Edition, facilitator: Any) -> None:
    for number, formula in enumerate(FORMULAS, start=1):
        added(edition, str(number), topic=formula[:200], seen_in=formula[:500], text=formula, actor=facilitator)
    revised(added(edition, "900", actor=facilitator), actor=facilitator, **REFUSED)
    answer = Client().get("/standards/2018/standards.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="standards-2018.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == len(FORMULAS) + 1
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    last = rows[-1]
    assert (last["Number"], last["May it be waived"], last["Demanded by law"], last["The law"], last["Version"]) == (
        *("900", "Cannot be waived", "Yes, federal law", "Sample Act, section 1"),
        "2",
    )
    assert last["Written on"] == f"{timezone.localdate():%Y-%m-%d}"
    assert last["Address"].endswith("/standards/2018/900/")


def test_json_tells_the_edition_and_each_standard_as_it_stands(standard: Standard, facilitator: Any) -> None:
    revised(standard, actor=facilitator, text="Sample text")
    told = Client().get("/standards/2018/standards.json").json()
    assert (told["edition"], told["from"], told["until"]) == ("2018", "2016-07-01", None)
    one = told["results"][0]
    assert (one["number"], one["version"], one["text"], one["waivable"]) == ("14", 2, "Sample text", "not_examined")
    assert "by" not in one, "names of people are for the page"


# One standard ------------------------------------------------------------------------------


def test_standard_without_text_says_so_and_names_the_source(edition: Edition, standard: Standard) -> None:
    page = get(standard.get_absolute_url())
    assert "The official text is not entered yet." in page
    assert "Sample code, part 24" in page
    assert UNEXAMINED in page
    assert "14 Graduation requirements</h1>" in page
    assert 'aria-label="Breadcrumb"' in page


def test_standard_that_cannot_be_waived_says_why(edition: Edition, facilitator: Any) -> None:
    page = get(added(edition, "17.4", actor=facilitator, **REFUSED).get_absolute_url())
    for words in ("Cannot be waived.", "Sample: a federal act demands it.", "Sample Act, section 1", "federal law"):
        assert words in page
    assert UNEXAMINED not in page


def test_versions_stay_readable_at_their_own_addresses(standard: Standard, facilitator: Any) -> None:
    revised(standard, actor=facilitator, text="First wording.", note="Typed in")
    revised(standard, actor=facilitator, text="Second wording.", topic="Other topic", note="Amended")
    page = get(standard.get_absolute_url())
    assert "<p>Second wording.</p>" in page
    for words in ("Typed in", "Amended", "<del>First </del>", "<ins>Second </ins>", "Facilitator,"):
        assert words in page
    assert re.findall(r'id="version-(\d)"', page) == ["3", "2", "1"]
    first, second = (get(f"/standards/2018/14/versions/{number}/") for number in (1, 2))
    assert "The official text is not entered yet." in first
    assert "<p>First wording.</p>" in second
    assert "Graduation requirements</h1>" in second
    assert "does not stand any more" in second
    assert "does not stand any more" not in get("/standards/2018/14/versions/3/")


def test_long_history_comes_in_pages(standard: Standard, facilitator: Any) -> None:
    for number in range(2, 13):
        revised(standard, actor=facilitator, text=f"Wording {number}.")
    assert "Page 1 of 2, 12 in all" in get(standard.get_absolute_url())
    assert re.findall(r'id="version-(\d+)"', get(standard.get_absolute_url(), page="2")) == ["2", "1"]


# Editions are linked --------------------------------------------------------------------------


def three_editions(actor: Any) -> list[Standard]:
    """20 of 2009 became 14 of 2018, which is split into 14.1 and 14.2 in 2026."""
    rows = [("2009", date(2009, 7, 1), "20"), ("2018", date(2016, 7, 1), "14"), ("2026", date(2026, 7, 1), "14.1")]
    made = [
        added(kept_edition(code, effective_from=day, actor=actor), number, actor=actor) for code, day, number in rows
    ]
    made.append(added(made[2].edition, "14.2", actor=actor))
    services.link_standards(made[0], made[1], relation="renumbered", note="Sample note", actor=actor)
    for later in made[2:]:
        services.link_standards(made[1], later, relation="split", actor=actor)
    return made


def test_links_are_followed_over_several_editions_both_ways(facilitator: Any) -> None:
    oldest, middle, *newest = three_editions(facilitator)
    assert successors(oldest) == [middle, *newest]
    assert successors(middle) == newest
    assert predecessors(newest[1]) == [middle, oldest]
    assert predecessors(oldest) == successors(newest[0]) == []
    page = get(newest[1].get_absolute_url())
    for words in (
        "/standards/2018/14/",
        "/standards/2009/20/",
        "has another number as 14 in edition 2018",
        "Sample note",
    ):
        assert words in page
    assert "is split into several as 14.1 in edition 2026" in get(oldest.get_absolute_url())


def test_links_that_meet_again_or_go_in_a_circle_are_followed_once(facilitator: Any) -> None:
    oldest, middle, one, two = three_editions(facilitator)
    merged = added(kept_edition("2030", effective_from=date(2030, 7, 1), actor=facilitator), "7", actor=facilitator)
    for part in (one, two):
        services.link_standards(part, merged, relation="merged", actor=facilitator)
    assert successors(oldest) == [middle, one, two, merged]
    Edition.objects.filter(code="2009").update(effective_from=date(2031, 7, 1))
    oldest.refresh_from_db()
    services.link_standards(merged, oldest, relation="renumbered", actor=facilitator)
    assert [each.number for each in successors(oldest)] == ["14", "14.1", "14.2", "7", "20"]


def test_standard_that_was_dropped_has_no_successor(standard: Standard, facilitator: Any) -> None:
    services.link_standards(standard, None, relation="dropped", actor=facilitator)
    assert (len(links_later(standard)), successors(standard)) == (1, [])
    assert "<b>Dropped</b>" in get(standard.get_absolute_url())


def test_link_page_knows_which_of_two_came_first(
    older: Edition, standard: Standard, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    before = added(older, "20", topic="Sample before", actor=facilitator)
    client = client_for(facilitator)
    assert "2009: 20 Sample before" in client.get("/standards/2018/14/link/").content.decode()
    client.post("/standards/2018/14/link/", {"other": before.pk, "relation": "renumbered", "note": ""})
    link = standard.links_earlier.get()
    assert (link.earlier, link.later) == (before, standard)
    assert f"/standards/links/{link.pk}/remove/" in client.get("/standards/2009/20/link/").content.decode()


@pytest.mark.parametrize(
    ("other", "relation", "words"),
    [
        ("", "same", "Leave it empty only where this one is dropped."),
        ("older", "dropped", "A standard that is dropped has no later one."),
        ("linked", "same", "These two are linked already."),
        ("twin", "same", "of an edition that came into force later"),
        ("", "dropped", "It is said to be dropped, or to have a later standard, already."),
        ("own", "same", "Select a valid choice."),
    ],
)
def test_link_that_cannot_be_is_refused_in_a_sentence(
    standard: Standard, older: Edition, facilitator: Any, other: str, relation: str, words: str, client_for: Any
) -> None:
    later = kept_edition("2026", effective_from=date(2026, 7, 1), actor=facilitator)
    twin = kept_edition("twin", effective_from=standard.edition.effective_from, actor=facilitator)
    made = {
        "older": added(older, "20", actor=facilitator),
        "linked": added(later, "14", actor=facilitator),
        "twin": added(twin, "14", actor=facilitator),
        "own": added(standard.edition, "15", actor=facilitator),
    }
    services.link_standards(standard, made["linked"], relation="same", actor=facilitator)
    sent = {"other": made[other].pk if other else "", "relation": relation, "note": "Kept note"}
    page = client_for(facilitator).post("/standards/2018/14/link/", sent).content.decode()
    assert words in page
    assert "Kept note" in page
    assert standard.links_later.count() == 1


# What areas add, search, weight ------------------------------------------------------------------


def test_panels_of_areas_stand_on_the_page_and_each_is_asked_once(
    standard: Standard, monkeypatch: Any, lead: Any, page_for: Callable[..., str]
) -> None:
    monkeypatch.setattr(providers, "_sources", [])
    asked: list[Any] = []

    def source(about: Standard, user: Any) -> Panel | None:
        asked.append((about, user))
        return Panel("Waivers in force", ("Sample District A, <b>until 2027</b>",), "/sample/", "See all", position=10)

    add_panel(lambda about, user: None)
    add_panel(lambda about, user: Panel("Second", (), position=20))
    add_panel(source)
    page = page_for(lead, standard.get_absolute_url())
    assert asked == [(standard, lead)]
    assert "<h2>Waivers in force</h2>" in page
    assert "Sample District A, &lt;b&gt;until 2027&lt;/b&gt;" in page
    assert '<a href="/sample/">See all</a>' in page
    assert page.index("Waivers in force") < page.index("<h2>Second</h2>")


def test_search_of_the_site_finds_standards(standard: Standard, facilitator: Any) -> None:
    added(standard.edition, "17.1", topic="Sample program", text="Words of the Code.", actor=facilitator)
    page = get("/search/", q="graduation requirements")
    assert 'href="/standards/2018/14/"' in page
    assert [hit.url for hit in find_standards("17.1", None)[:5]] == ["/standards/2018/17.1/"]
    assert find_standards("code", None)[:5][0].excerpt == "Words of the Code."
    assert find_standards("graduation", None)[:5][0].excerpt == "Sample edition 2018"


def queries_of(path: str) -> int:
    """Of a page that was opened before: the first one also asks for what the frame keeps."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/standards/", "/standards/2018/standards.csv", "/standards/2018/standards.json"])
def test_catalogue_asks_as_much_for_fifty_standards_as_for_one(edition: Edition, facilitator: Any, path: str) -> None:
    counts = []
    for wanted in (1, 3, 50):
        for number in range(edition.standards.count() + 1, wanted + 1):
            added(edition, str(number), heading=("safety", "unknown")[number % 2], actor=facilitator)
        counts.append(queries_of(path))
    assert counts[0] == counts[1] == counts[2]


def test_standard_asks_as_much_for_fifty_versions_as_for_one(standard: Standard, facilitator: Any) -> None:
    counts = []
    for wanted in (1, 3, 50):
        while standard.versions.count() < wanted:
            revised(standard, actor=facilitator, text=f"Wording {standard.versions.count()}")
        counts.append(queries_of(standard.get_absolute_url()))
    assert counts[0] == counts[1] == counts[2]


def test_hostile_texts_are_words_on_every_page(
    edition: Edition, older: Edition, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    text = "\n".join(SCRIPTS)
    services.keep_edition(edition, name=SCRIPTS[0][:120], source=text[:2000], actor=facilitator)
    words = {"topic": SCRIPTS[1][:200], "text": text, "seen_in": text[:500], "reason": text[:1000]}
    standard = added(edition, "14", actor=facilitator, **{**WORDS, **words})
    revised(standard, actor=facilitator, text=text[::-1], note=text[:500], mandate_citation=SCRIPTS[2][:300])
    before = added(older, "20", topic=SCRIPTS[3][:200], actor=facilitator)
    services.link_standards(before, standard, relation="renumbered", note=text[:500], actor=facilitator)
    client = client_for(facilitator)
    where = ["/standards/", "/standards/2018/", "/standards/2018/14/", "/standards/2018/14/versions/1/"]
    where += ["/standards/2018/14/revise/", "/standards/2018/14/link/", "/standards/2018/add/", "/standards/2009/20/"]
    where += ["/standards/2018/change-edition/", "/search/?q=pwned"]
    for path in where:
        page = client.get(path).content.decode()
        assert f"<script>{MARK}" not in page, path
        assert not re.search(r"<(img|svg|iframe|script)[^>]*(onerror|onload|pwned|evil)", page), path
