"""The site search: it finds, it never breaks, and it never tells of what the reader may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from portal.pages import providers
from portal.pages.providers import Hit
from tests.factories.accounts import UserFactory
from tests.factories.districts import DistrictFactory, SchoolFactory
from tests.factories.pages import StandardPageFactory, body

pytestmark = pytest.mark.django_db

ODD = [
    '"',
    "'",
    '"open',
    "a OR",
    "AND",
    "NOT a",
    "a*",
    "a^2",
    "NEAR(a b)",
    "{title} : x",
    "title:x",
    "-",
    "--",
    "(",
    "a\x00b",
    "\x00",
    "%",
    "%s %d",
    "_",
    "\\",
    "🎓",
    "a🎓b",
    "<script>alert(1)</script>",
    "'; DROP TABLE pages;--",
    "é ß ı İ",
    "ً",
    "\u202e",
    "&",
    "|",
    "!",
    ":*",
    "x" * 5000,
    "a " * 3000,
    "٣٣",
    "汉字",
]


def test_search_finds_a_page_by_words_of_its_body_and_marks_them(client):
    StandardPageFactory(
        title="Sample calendars", body=body(("text", "<p>Learning goes on through the quokka season.</p>"))
    )
    text = client.get("/search/", {"q": "QUOKKA season"}).text
    assert "Sample calendars" in text
    assert "<mark>quokka</mark> <mark>season</mark>" in text


def test_search_needs_all_the_words(client):
    StandardPageFactory(title="Sample one", body=body(("text", "<p>quokka</p>")))
    assert "Nothing found" in client.get("/search/", {"q": "quokka wallaby"}).text


def test_search_finds_districts_and_schools_by_part_of_their_names(client):
    district = DistrictFactory(name="Quokka County Schools")
    SchoolFactory(district=district, name="Wombat High")
    text = client.get("/search/", {"q": "quok"}).text
    assert f'href="{district.get_absolute_url()}"' in text
    assert "Wombat High" in text
    assert "Districts (1)" in text
    assert "Schools (1)" in text


def test_search_of_one_kind_is_paged(client):
    DistrictFactory.create_batch(25, city="Quokkaville")
    assert "All 25 in districts" in client.get("/search/", {"q": "quokkaville"}).text
    second = client.get("/search/", {"q": "quokkaville", "kind": "districts", "page": "2"}).text
    assert "Page 2 of 2, 25 in all" in second
    assert "q=quokkaville&amp;kind=districts&amp;page=1" in second


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("kind", ["", "pages", "nothing\x00"])
def test_search_survives_odd_input(client, query, kind):
    StandardPageFactory(title="Sample")
    answer = client.get("/search/", {"q": query, "kind": kind, "page": query[:300]})
    assert answer.status_code == 200 or ("\x00" in query + kind and answer.status_code == 400)
    assert "<script>alert" not in answer.text


def test_search_without_words_shows_help(client):
    for query in ("", "   ", "?!"):
        text = client.get("/search/", {"q": query}).text
        assert "It finds what holds all your words" in text


def test_search_escapes_what_it_quotes(client):
    StandardPageFactory(title="<b>Quokka</b>", lead="quokka <img src=x onerror=alert(1)>")
    text = client.get("/search/", {"q": "quokka"}).text
    assert "<img src=x" not in text
    assert "&lt;b&gt;<mark>Quokka</mark>&lt;/b&gt;" in text


def canaries():
    StandardPageFactory(title="Draft quokka", live=False)
    private = StandardPageFactory(title="Private quokka", slug="private")
    StandardPageFactory(parent=private, title="Child of private quokka")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.PASSWORD, password="x")
    page = StandardPageFactory(title="Open page", lead="Nothing here.")
    page.lead = "An unpublished quokka."
    page.save_revision()


@pytest.mark.parametrize("signed_in", [False, True])
def test_search_never_tells_of_private_or_unpublished_pages(client, signed_in):
    canaries()
    if signed_in:
        client.force_login(UserFactory())
    for kind in ("", "pages"):
        text = client.get("/search/", {"q": "quokka", "kind": kind}).text
        assert "Nothing found" in text
        assert "Draft" not in text
        assert "Private" not in text
        assert "unpublished" not in text


def test_search_forgets_a_page_that_is_unpublished_or_removed(client):
    page = StandardPageFactory(title="Quokka page")
    assert "Pages (1)" in client.get("/search/", {"q": "quokka"}).text
    page.unpublish()
    assert "Nothing found" in client.get("/search/", {"q": "quokka"}).text
    page.delete()
    assert "Nothing found" in client.get("/search/", {"q": "quokka"}).text


def test_search_finds_what_was_published_last(client):
    page = StandardPageFactory(title="Sample", lead="First words.")
    page.lead = "Then a wallaby."
    page.save_revision().publish()
    assert "wallaby</mark>" in client.get("/search/", {"q": "wallaby"}).text


def test_search_takes_as_many_queries_for_1_as_for_50(client):
    counts, made = [], 0
    for many in (1, 3, 50):
        StandardPageFactory.create_batch(many - made, lead="quokka")
        DistrictFactory.create_batch(many - made, city="quokka")
        made = many
        client.get("/search/?q=quokka")
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/?q=quokka")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_search_asks_what_areas_add_with_the_reader(client, monkeypatch):
    asked = []

    def find(words, user):
        asked.append((words, user))
        return [Hit("Sample thing", "/things/1/", "It holds a quokka.")]

    monkeypatch.setattr(providers, "_kinds", [])
    providers.add_search("things", "Things", find)
    person = UserFactory()
    client.force_login(person)
    text = client.get("/search/", {"q": "Quokka!"}).text
    assert asked == [("quokka", person)]
    assert "Things (1)" in text
    assert "/things/1/" in text
