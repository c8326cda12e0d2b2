"""Demonstration pages: the network's own facts of 2018 in our own words. Loaded once; what is there stays as it is."""

import json
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from portal.pages.demonstration.network import ABOUT, HOME_BODY, INNOVATION, JOIN
from portal.pages.demonstration.news import NEWS
from portal.pages.demonstration.pieces import RELEASE, SLIDES, Text
from portal.pages.demonstration.service import ACCESSIBILITY, CONTACT, HELP, PRIVACY
from portal.pages.models import HomePage, NewsIndexPage, NewsPage, PublicPage, StandardPage

TITLE = "What works in one district, within reach of every school"
LEAD = (
    "Districts rated A and B, rural districts and the state try new ways of teaching together, "
    "write down what they learn, and help the schools that need it most."
)
ACTIONS = [("How your district joins", "/how-to-join/"), ("Find a practice", "/practices/")]
TEXTS = [
    *(ABOUT, INNOVATION, JOIN),
    *(HELP, CONTACT, ACCESSIBILITY, PRIVACY),
]
NEWS_LEAD = "What the network did, and what comes next."


@transaction.atomic
def load() -> None:
    """The home page and the pages under it; one that is there already, or that somebody wrote in, stays as it is."""
    home = write_home()
    for text in TEXTS:
        add(home, StandardPage, text)
    news = add(home, NewsIndexPage, Text("news", "News", NEWS_LEAD, []))
    for text in NEWS:
        add(news, NewsPage, text, date=text.dated)


def write_home() -> HomePage:
    """The site's home page, made where there is none; filled only where nobody has written in it yet."""
    home = HomePage.objects.first() or make_home()
    if not home.body and home.latest_revision_id is None:
        home.hero_title, home.lead = TITLE, LEAD
        home.body = json.dumps(HOME_BODY)
        home.actions = json.dumps([link(words, address) for words, address in ACTIONS])
        home.sources = sources_of([SLIDES, RELEASE])
        home.save_revision().publish()
    return home


def make_home() -> HomePage:
    """A home page and a site that begins at it."""
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title="Home", slug="portal", hero_title=TITLE, lead=LEAD))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "localhost"})
    return home


def add(parent: Page, kind: type[PublicPage], text: Text, **fields: Any) -> Page:
    """One page with its text, unless its address is taken."""
    parent.refresh_from_db()
    found = parent.get_children().filter(slug=text.slug).first()
    if found is not None:
        return found
    page = kind(slug=text.slug, title=text.title, lead=text.lead, is_sample=text.is_sample, **fields)
    page.body = json.dumps(text.body)
    page.sources = sources_of(text.sources)
    added: Page = parent.add_child(instance=page)
    added.save_revision().publish()
    return added


def link(words: str, address: str) -> dict[str, Any]:
    """A button of the home page."""
    return {"type": "action", "value": {"words": words, "page": None, "address": address}}


def sources_of(sources: list[str]) -> str:
    """The foot of a page: where its facts come from."""
    return "".join(f"<p>{source}</p>" for source in sources)
