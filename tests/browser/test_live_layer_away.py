"""Redis goes away while people talk: posting, signing in and reading go on, the page says so, and recovers."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlparse

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from plcs.discussion.models import Thread
from tests.browser.hand import Hand
from tests.browser.line import Line
from tests.browser.server import Server
from tests.browser.watch import Watch
from tests.factories.accounts import PASSWORD
from tests.factories.discussion import begun
from tests.factories.plcs import placed, workgroup_of

PAUSED = "Live updates are paused."
NOWHERE = "redis://127.0.0.1:9/0"


@pytest.fixture
def thread(district: Any, rival_district: Any, lead: Any, rival_lead: Any) -> Thread:
    """Two people of a PLC, and a thread."""
    plc = workgroup_of(district, rival_district)
    placed(plc, lead, is_lead=True)
    placed(plc, rival_lead)
    return begun(plc, actor=lead)


@pytest.fixture
def line() -> Line | None:
    """The line to Redis, where the tests have one; None where they have not: then the portal never finds it."""
    found = urlparse(settings.REDIS_URL)
    return Line(found.hostname or "", found.port or 6379) if settings.REDIS_URL else None


@pytest.fixture
def other(line: Line | None, watch: Watch, transactional_db: None) -> Iterator[str]:
    """A portal whose Redis can go away."""
    running = Server(REDIS_URL=f"redis://127.0.0.1:{line.port}/0" if line else NOWHERE)
    watch.home = urlparse(running.start()).netloc
    yield running.address
    running.stop()
    # A browser notes each refused socket in its console; the page asks again.
    watch.problems[:] = [each for each in watch.problems if "WebSocket connection to" not in each]


def open_thread(new_page: Any, other: str, thread: Thread, person: Any) -> Page:
    """The thread's page, at the portal whose Redis goes away."""
    page: Page = new_page(person)
    page.goto(other + thread.get_absolute_url())
    return page


def say(page: Page, words: str) -> None:
    """Answer."""
    hand = Hand(page)
    hand.write(hand.field("Your answer"), words)
    hand.press(hand.button("Send"))
    expect(page.locator("#posts").get_by_text(words)).to_be_visible()


def sign_in(new_page: Any, other: str, person: Any) -> None:
    """Through the sign-in page, with a password."""
    page = new_page()
    page.goto(f"{other}/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()


def test_people_talk_on_while_redis_is_away(
    thread: Thread, line: Line | None, other: str, new_page: Any, lead: Any, rival_lead: Any
) -> None:
    hers, his = open_thread(new_page, other, thread, rival_lead), open_thread(new_page, other, thread, lead)
    if line is not None:
        say(his, "While Redis is there")
        expect(hers.locator("#posts").get_by_text("While Redis is there")).to_be_visible()
        line.cut()
    expect(hers.get_by_text(PAUSED)).to_be_visible(timeout=40_000)
    say(his, "While Redis is away")
    sign_in(new_page, other, lead)
    hers.reload()
    expect(hers.locator("#posts").get_by_text("While Redis is away")).to_be_visible()
    if line is not None:
        line.mend()
        expect(hers.get_by_text(PAUSED)).to_be_hidden(timeout=40_000)
        say(his, "Redis is back")
        expect(hers.locator("#posts").get_by_text("Redis is back")).to_be_visible()
