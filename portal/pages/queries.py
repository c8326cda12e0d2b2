"""Reads over the public pages: what may be seen, what is found, what a mistyped address may have meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from portal.districts.models import District, School
from portal.pages.excerpts import excerpt, words_of
from portal.pages.models import NewsPage
from portal.pages.providers import Hit, Hits
from portal.standards.models import StandardVersion
from portal.standards.queries import find

MAX_SUGGESTIONS = 3
MAX_PAGES_COMPARED = 1000
MAX_ADDRESS = 100
ALIKE = 0.6
NEWS_IN_THE_FEED = 20


def home_page() -> Page:
    """The page the public site begins at."""
    root: Page = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    return root


def address_of(url_path: str, home: Page) -> str:
    """A page's address by its place in the tree, without asking for the sites again."""
    return "/" + url_path.removeprefix(home.url_path)


def public_pages(home: Page | None = None) -> PageQuerySet:
    """Published pages that anybody may read: no drafts, nothing behind a view restriction, nothing expired."""
    pages: PageQuerySet = Page.objects.descendant_of(home or home_page(), inclusive=True).live().public()
    return pages


def latest_news() -> PageQuerySet:
    """Published news, newest first."""
    return NewsPage.objects.live().public().latest_first()[:NEWS_IN_THE_FEED]


def find_pages(words: str, user: Any) -> Hits:
    """Public pages that hold all the words, by the database's full-text search.

    Only kinds of pages of this app: an area whose pages are something else, such as practices, finds them itself.
    """
    asked, home = words_of(words), home_page()

    def to_hits(pages: Iterable[Page]) -> list[Hit]:
        texts = [(page, getattr(page, "plain_text", "")) for page in pages]
        return [Hit(page.title, address_of(page.url_path, home), excerpt(text, asked)) for page, text in texts]

    kinds = [model for model in apps.get_app_config("pages").get_models() if issubclass(model, Page)]
    return Hits(public_pages(home).type(*kinds).specific().search(words, operator="and"), to_hits)


def find_districts(words: str, user: Any) -> Hits:
    """Districts whose name, city or county holds all the words. Names are looked up by their parts, not by stems."""
    found = District.objects.select_related("county")
    for word in words_of(words):
        found = found.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(county__name__icontains=word))

    def to_hits(districts: Iterable[District]) -> list[Hit]:
        return [Hit(each.name, each.get_absolute_url(), place_of(each)) for each in districts]

    return Hits(found.order_by("name"), to_hits)


def place_of(district: District) -> str:
    """City, county and locale of a district, as far as they are known."""
    county = f"{str(district.county).removesuffix(' County')} County" if district.county else ""
    return ", ".join(part for part in (district.city, county, district.get_locale_display()) if part)


def find_schools(words: str, user: Any) -> Hits:
    """Schools whose name, or whose district's name, holds all the words."""
    found = School.objects.select_related("district")
    for word in words_of(words):
        found = found.filter(Q(name__icontains=word) | Q(district__name__icontains=word))

    def to_hits(schools: Iterable[School]) -> list[Hit]:
        return [Hit(each.name, each.get_absolute_url(), each.district.name) for each in schools]

    return Hits(found.order_by("name", "district__name"), to_hits)


def find_standards(words: str, user: Any) -> Hits:
    """Standards of all editions that hold all the words, or whose number is one of them; the newest edition first."""
    asked = words_of(words)

    def to_hits(versions: Iterable[StandardVersion]) -> list[Hit]:
        return [
            Hit(
                f"{each.standard.number} {each.topic}",
                each.standard.get_absolute_url(),
                excerpt(each.text, asked) or each.standard.edition.name,
            )
            for each in versions
        ]

    return Hits(find(words), to_hits)


def suggestions_for(path: str) -> list[dict[str, str]]:
    """Public pages whose address is most like one that is not there: three queries, whatever was asked."""
    wanted = path[:MAX_ADDRESS].strip("/").lower()
    if not wanted:
        return []
    home = home_page()
    pages = public_pages(home).exclude(pk=home.pk).order_by("path").values_list("title", "url_path")
    addresses = [(address_of(url_path, home), title) for title, url_path in pages[:MAX_PAGES_COMPARED]]
    near = [(likeness(wanted, address.strip("/")), address, title) for address, title in addresses]
    best = sorted((each for each in near if each[0] >= ALIKE), key=lambda each: -each[0])[:MAX_SUGGESTIONS]
    return [{"title": title, "url": address} for _, address, title in best]


def likeness(wanted: str, address: str) -> float:
    """How alike two addresses are, as a whole or in their last part, 0 to 1."""
    return max(alike(wanted, address), alike(wanted.rsplit("/", 1)[-1], address.rsplit("/", 1)[-1]))


def alike(one: str, other: str) -> float:
    """How alike two addresses are, 0 to 1; the quick bound first, since most are not."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
