"""The demonstration pages: they load once, keep what people wrote, and hold no dead link."""

import re

import pytest
from wagtail.models import Page

from portal.pages.demonstration import TEXTS, load
from portal.pages.models import HomePage, NewsPage, StandardPage

pytestmark = pytest.mark.django_db

PLACES_OF_APPS = ("/districts/", "/accounts/", "/apply/", "/verify/", "/search/", "/start/", "/static/")


def test_load_writes_every_page_and_twice_changes_nothing(client):
    load()
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "title"))
    load()
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "title")) == before
    for text in TEXTS:
        assert client.get(f"/{text.slug}/").status_code == 200
    assert NewsPage.objects.live().count() == 3


def test_load_keeps_what_somebody_wrote():
    home = HomePage.objects.get()
    home.hero_title = "Our own words"
    home.save_revision().publish()
    load()
    about = StandardPage.objects.get(slug="about")
    about.lead = "Our own lead"
    about.save_revision().publish()
    load()
    assert HomePage.objects.get().hero_title == "Our own words"
    assert StandardPage.objects.get(slug="about").lead == "Our own lead"


def test_load_makes_a_home_page_where_there_is_none(client):
    HomePage.objects.get().delete()
    load()
    assert client.get("/").status_code == 200
    assert client.get("/about/").status_code == 200


def test_demonstration_pages_lead_to_pages_that_are_there(client):
    load()
    for page in Page.objects.live().filter(depth__gt=1):
        text = client.get(page.get_url()).text
        inside = {link for link in re.findall(r'href="(/[^"?#]*)', text) if not link.startswith(PLACES_OF_APPS)}
        for link in inside:
            assert client.get(link).status_code == 200, f"{page.url} leads to {link}"


def test_every_page_of_facts_names_its_sources():
    load()
    own = {"help", "contact", "accessibility", "privacy"}
    for page in StandardPage.objects.exclude(slug__in=own):
        assert page.sources, page.slug


def test_demonstration_names_no_person_and_no_address():
    load()
    for page in [*StandardPage.objects.all(), *NewsPage.objects.all()]:
        assert "@" not in page.plain_text
        assert not re.search(r"\d{3}-\d{4}", page.plain_text)
