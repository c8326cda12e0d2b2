"""The public pages and their editor in a real browser: clean, light enough, and within the content policy."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from portal.pages.demonstration import load
from portal.pages.models import HomePage, StandardPage
from tests.browser.look import look
from tests.browser.watch import Watch
from tests.factories.accounts import state_officer
from tests.factories.districts import DistrictFactory

HOME_BUDGET = 120 * 1024
MOST_REQUESTS = 10
# Together these show every block and every state of a list.
EACH_KIND_OF_PAGE = ["/", "/innovation/", "/how-to-join/", "/plcs/", "/help/", "/contact/", "/news/", "/evnets/"]
EACH_KIND_OF_PAGE += ["/news/twelve-districts-join/", "/search/", "/search/?q=quokkaville", "/search/?q=zzzz"]
EDITOR_PLACES = ["", "pages/", "images/", "images/multiple/add/", "documents/", "documents/multiple/add/", "redirects/"]


@pytest.fixture
def pages(transactional_db: None) -> None:
    load()
    DistrictFactory.create_batch(3, city="Quokkaville")


def test_public_pages_are_clean(page: Page, pages: None):
    for address in EACH_KIND_OF_PAGE:
        page.goto(address)
        look(page, "public-" + re.sub(r"\W+", "-", address).strip("-"))


def test_home_page_is_light(new_page: Callable[..., Page], pages: None, watch: Watch):
    page = new_page()
    page.goto("/", wait_until="networkidle")
    bytes_sent = sum(request.sizes()["responseBodySize"] for request in watch.requests)
    assert len(watch.requests) <= MOST_REQUESTS
    assert bytes_sent <= HOME_BUDGET


def test_search_works_without_scripts(new_page: Callable[..., Page], pages: None):
    page = new_page(scripts=False)
    page.goto("/search/")
    page.get_by_label("Words, a district").fill("quokkaville")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Districts (3)").click()
    assert page.get_by_role("heading", name="Districts").is_visible()


def test_editor_loads_within_its_policy(new_page: Callable[..., Page], pages: None):
    page = new_page(state_officer("administrator"))
    home = HomePage.objects.get().pk
    trees = [f"pages/{home}/", f"pages/{home}/edit/", f"pages/add/pages/standardpage/{home}/"]
    for place in [*EDITOR_PLACES, *trees, "settings/pages/frame/"]:
        answer = page.goto(f"/cms/{place}", wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, place


def test_editor_previews_and_checks_a_page(new_page: Callable[..., Page], pages: None):
    page = new_page(state_officer("editor"))
    page.goto(f"/cms/pages/{StandardPage.objects.get(slug='about').pk}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.locator("iframe[title=Preview]").last.content_frame
    preview.get_by_role("heading", name="About the network").wait_for()
    page.get_by_role("button", name="Toggle checks").click()
    page.get_by_text("Issues found").first.wait_for()


def test_editors_bar_keeps_to_the_policy_of_public_pages(new_page: Callable[..., Page], pages: None):
    page = new_page(state_officer("editor"))
    page.goto("/about/")
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Edit this page").wait_for()
