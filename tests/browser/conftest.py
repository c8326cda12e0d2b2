"""One Chromium and one real server for all browser tests; pages that report whatever they should not do."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.browser.hand import give_session
from tests.browser.look import Visit, see
from tests.browser.server import Server, browser_path
from tests.browser.watch import Watch

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 15_000


def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests of this folder commit, and carry the mark by which they are chosen."""
    item.add_marker(pytest.mark.browser)
    item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's event loop stays with the thread once it runs."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[str]:
    """The address of the portal, served by `manage.py serve` from the test database."""
    running = Server()
    yield running.start()
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Its event loop runs in this thread, where Django would otherwise refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """What the pages of this test did wrong; the test fails with it, unless it took the entries out."""
    seen = Watch(server)
    yield seen
    assert not seen.problems, "\n" + "\n".join(seen.problems)


@pytest.fixture
def new_page(
    chromium: Browser, server: str, watch: Watch, transactional_db: None, client_for: Callable[..., Any]
) -> Iterator[Callable[..., Page]]:
    """Opens a page of its own: `user` signed in, with or without scripts, and what else Playwright's contexts take."""
    contexts: list[BrowserContext] = []

    def open_page(
        user: Any = None, *, width: int = 1280, height: int = 900, scripts: bool = True, **options: Any
    ) -> Page:
        context = chromium.new_context(
            base_url=server,
            viewport=ViewportSize(width=width, height=height),
            java_script_enabled=scripts,
            locale="en-US",
            timezone_id="America/Chicago",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        if user is not None:
            give_session(context, client_for(user), server)
        watch.follow(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A visitor's page, 1280 wide, with scripts."""
    return new_page()


@pytest.fixture
def visit(new_page: Callable[..., Page]) -> Visit:
    """Goes to addresses as a person, each to be answered with `status`, and sees each as a state."""
    pages: dict[Any, Page] = {}

    def go(user: Any, address: str, name: str = "", status: int = 200) -> Page:
        page = pages.get(user) or pages.setdefault(user, new_page(user))
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address}: {answer.status}"
        if name:
            see(page, name)
        return page

    return go
