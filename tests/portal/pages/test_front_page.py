"""The home page as the migrations leave it, and with what areas add to it."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Page, Site

from portal.network.models import Pathway
from portal.pages import providers
from portal.pages.models import HomePage
from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


def test_home_page_stands_without_the_demonstration(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "What works in one district, within reach of every school" in answer.text
    assert "<svg" in answer.text


def test_migrations_leave_no_welcome_of_wagtails():
    assert not Page.objects.filter(title__icontains="welcome").exists()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_home_page_shows_no_dates_where_no_round_tells_any(client, monkeypatch):
    monkeypatch.setattr(providers, "_dates", [])
    assert 'class="dates"' not in client.get("/").text


def test_home_page_shows_the_dates_of_the_round_in_order_and_in_central_time(client, monkeypatch):
    monkeypatch.setattr(providers, "_dates", [])
    later = providers.KeyDate("Districts hear", datetime(2027, 3, 9, 15, tzinfo=UTC))
    close = providers.KeyDate(
        "Applications close", datetime(2027, 2, 27, 5, 59, tzinfo=UTC), "11:59 p.m. Central", True
    )
    providers.add_dates(lambda: [later, close])
    text = client.get("/").text
    assert "Friday, February 26" in text
    assert text.index("Applications close") < text.index("Districts hear")
    assert '<li class="now"><span>Applications close' in text


def test_home_page_names_the_topics(client):
    Pathway.objects.create(slug="sample", name="Sample topic", kind="implementation", summary="What it is.")
    Pathway.objects.create(slug="group", name="Sample group", kind="work_group")
    text = client.get("/").text
    assert "Sample topic" in text
    assert "Sample group" not in text


def test_home_page_shows_the_three_latest_published_news(client):
    news = NewsIndexPageFactory()
    for month in range(1, 6):
        NewsPageFactory(parent=news, title=f"Sample month {month}", date=datetime(2018, month, 1, tzinfo=UTC).date())
    NewsPageFactory(parent=news, title="Sample unpublished", date=datetime(2019, 1, 1, tzinfo=UTC).date(), live=False)
    text = client.get("/").text
    assert [month for month in range(1, 6) if f"Sample month {month}" in text] == [3, 4, 5]
    assert "Sample unpublished" not in text
