"""The list of news, its pages, and the feed."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


def count_queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/", "/news/", "/news/feed/"])
def test_news_takes_as_many_queries_for_1_as_for_50(client, address):
    news = NewsIndexPageFactory()
    counts, made = [], 0
    for many in (1, 3, 50):
        NewsPageFactory.create_batch(many - made, parent=news)
        made = many
        client.get(address)
        counts.append(count_queries(client, address))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("page", ["", "1", "2", "99", "abc", "-1", "9" * 60, "🎓"])
def test_news_answers_for_any_page_number(client, page):
    news = NewsIndexPageFactory()
    NewsPageFactory.create_batch(12, parent=news)
    assert client.get("/news/", {"page": page}).status_code == 200


def test_news_is_paged_newest_first(client):
    news = NewsIndexPageFactory()
    for day in range(1, 13):
        NewsPageFactory(parent=news, title=f"Sample day {day:02}", date=f"2018-02-{day:02}")
    first, second = client.get("/news/").text, client.get("/news/?page=2").text
    assert first.index("Sample day 12") < first.index("Sample day 03")
    assert "Sample day 02" not in first
    assert "Sample day 01" in second


def test_empty_list_of_news_says_so(client):
    NewsIndexPageFactory()
    assert "No news yet" in client.get("/news/").text


def test_news_leaves_out_what_is_private_or_unpublished(client):
    news = NewsIndexPageFactory()
    secret = NewsPageFactory(parent=news, title="Canary secret")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news, title="Canary draft", live=False)
    for address in ("/", "/news/", "/news/feed/"):
        assert "Canary" not in client.get(address).text


def test_feed_is_rss_with_full_addresses(client):
    NewsPageFactory(parent=NewsIndexPageFactory(), title="Sample & news", slug="sample-news", date="2018-03-14")
    answer = client.get("/news/feed/")
    entry = ElementTree.fromstring(answer.content).find("channel/item")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    assert entry.findtext("title") == "Sample & news"
    assert entry.findtext("link") == f"{settings.SITE_URL}/news/sample-news/"
    assert entry.findtext("pubDate").startswith("Wed, 14 Mar 2018")
