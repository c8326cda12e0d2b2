"""Addresses that are not there: suggestions from public pages only; redirects; what robots are told."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_not_found_suggests_pages_of_a_like_address(client):
    parent = StandardPageFactory(title="Sample parent", slug="how-to-join")
    StandardPageFactory(parent=parent, title="Sample duties", slug="five-duties")
    for address in ("/how-to-jion/", "/how-to-join.html", "/about/five-dutys/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Were you looking for one of these?" in answer.text
    assert 'href="/how-to-join/five-duties/">Sample duties' in client.get("/five-duty/").text


def test_not_found_suggests_nothing_where_nothing_is_alike(client):
    StandardPageFactory(slug="about")
    assert "Were you looking" not in client.get("/zzzzzzzzzzzz/").text


def test_not_found_never_suggests_private_or_unpublished_pages(client):
    StandardPageFactory(title="Canary draft", slug="canary-draft", live=False)
    private = StandardPageFactory(title="Canary private", slug="canary-private")
    StandardPageFactory(parent=private, title="Canary child", slug="canary-child")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/canary-drafts/", "/canary-privat/", "/canary-childs/"):
        text = client.get(address).text
        assert "Were you looking" not in text
        assert "Canary" not in text


@pytest.mark.parametrize("address", ["/%0a/", "/" + "a" * 3000 + "/", "/🎓/", "/%ff%fe/", "/'%22<script>/"])
def test_not_found_survives_odd_addresses(client, address):
    StandardPageFactory(slug="about")
    assert client.get(address).status_code == 404


def test_not_found_costs_the_same_for_1_as_for_50_pages(client):
    counts, made = [], 0
    for many in (1, 3, 50):
        for number in range(made, many):
            StandardPageFactory(slug=f"sample-{number}")
        made = many
        client.get("/sampel/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sampel/")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_redirect_leads_on_from_an_old_address(client):
    Redirect.objects.create(old_path="/old-place", redirect_link="/about/", is_permanent=True)
    answer = client.get("/old-place/")
    assert (answer.status_code, answer.url) == (301, "/about/")


def test_moved_page_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    page = StandardPageFactory(title="Sample", slug="first-name")
    page.slug = "second-name"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get("/first-name/")
    assert (answer.status_code, answer.url) == (301, "/second-name/")


def test_sitemap_lists_only_public_pages(client):
    StandardPageFactory(slug="open-page")
    StandardPageFactory(slug="draft-page", live=False)
    private = StandardPageFactory(slug="private-page")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    text = client.get("/sitemap.xml").text
    assert f"<loc>{settings.SITE_URL}/open-page/</loc>" in text
    assert "draft-page" not in text
    assert "private-page" not in text


def test_robots_are_kept_from_what_is_not_for_them(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    for place in ("/cms/", "/accounts/", "/search/"):
        assert f"Disallow: {place}\n" in answer.text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in answer.text
