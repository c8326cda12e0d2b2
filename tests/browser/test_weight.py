"""What pages weigh on the line, cold: bytes by kind, requests, third parties, and the numbers of a slow line."""

from collections import Counter
from collections.abc import Callable
from math import inf
from statistics import median
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.factories.intake import PathwayFactory, RoundFactory, complete_draft, issued_letter

KB = 1024
TASK_PAGE, PUBLIC_HOME, STYLES, SCRIPTS, TASK_HTML, LIST_HTML = 60, 120, 12, 24, 14, 40
MOST_REQUESTS = 10
RURAL = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
HARD = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
PAINT_AND_SHIFT = """() => new Promise(done => {
  const seen = {paint: 0, shift: 0};
  new PerformanceObserver(list => { for (const e of list.getEntries()) seen.paint = e.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => { for (const e of list.getEntries()) seen.shift += e.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(seen), 50));
})"""


def weigh(page: Page, address: str) -> tuple[Counter, int]:
    """Bytes on the line by kind of file, and the number of requests, of a first visit."""
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    kinds: Counter = Counter()
    for answer in answers:
        kinds[answer.request.resource_type] += answer.request.sizes()["responseBodySize"]
    return kinds, len(answers)


@pytest.fixture
def addresses(lead: Any, superintendent: Any, facilitator: Any, district: Any, rival_district: Any) -> dict[str, str]:
    """One address of each kind, each with something on it."""
    PathwayFactory()
    call = RoundFactory()
    letter = issued_letter(call, district, lead=lead, facilitator=facilitator)
    draft = complete_draft(RoundFactory(), district, actor=lead)
    return {
        "call": call.get_absolute_url(),
        "section": draft.section_url("why"),
        "application": draft.get_absolute_url(),
        "applications": "/applications/",
        "letter": letter.get_absolute_url(),
        "sign": f"{letter.get_absolute_url()}sign/",
        "start": "/start/",
        "district": district.get_absolute_url(),
        "people": f"/districts/{district.pk}/people/",
        "sign in": "/accounts/login/",
    }


def test_task_pages_weigh_little(
    new_page: Callable[..., Page], superintendent: Any, addresses: dict[str, str], record_property: Any
) -> None:
    for name, address in addresses.items():
        kinds, requests = weigh(new_page(None if name == "sign in" else superintendent), address)
        record_property(name, f"{sum(kinds.values())} bytes, {requests} requests")
        told = f"{name}: {dict(kinds)}, {requests} requests"
        assert sum(kinds.values()) <= TASK_PAGE * KB, told
        assert kinds["document"] <= TASK_HTML * KB, told
        assert kinds["stylesheet"] <= STYLES * KB, told
        assert kinds["script"] <= SCRIPTS * KB, told
        assert kinds["font"] == 0, told
        assert requests <= MOST_REQUESTS, told


@pytest.mark.parametrize(("address", "html"), [("/", LIST_HTML), ("/districts/", LIST_HTML)])
def test_public_pages_weigh_little(address: str, html: int, page: Page) -> None:
    kinds, requests = weigh(page, address)
    assert sum(kinds.values()) <= PUBLIC_HOME * KB, kinds
    assert kinds["document"] <= html * KB, kinds
    assert requests <= MOST_REQUESTS


def slow(page: Page, line: dict[str, Any]) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)


def within(limit: float, measure: Callable[[], float], tries: int = 8, patience: float = 120) -> list[float]:
    """Measured until once within the limit: what else the machine does meanwhile must not count as ours.

    It is given up after `tries` measurements that took `patience` seconds together: a busy neighbor of a shared
    machine goes again, a slow page stays slow.
    """
    times: list[float] = []
    end = monotonic() + patience
    while not times or (min(times) > limit and (len(times) < tries or monotonic() < end)):
        times.append(measure())
    return times


@pytest.mark.alone
@pytest.mark.parametrize("name", ["section", "letter", "start"])
def test_pages_come_quickly_on_a_rural_line_and_stand_still(
    name: str, new_page: Callable[..., Page], superintendent: Any, addresses: dict[str, str]
) -> None:
    shifts = []

    def painted() -> float:
        page = new_page(superintendent)
        slow(page, RURAL)
        page.goto(addresses[name])
        seen = page.evaluate(PAINT_AND_SHIFT)
        page.close()
        shifts.append(seen["shift"])
        return seen["paint"]

    times = within(1500, painted)
    assert 0 < min(times) <= 1500, times
    assert max(shifts) <= 0.02, shifts


def write_words(page: Page) -> None:
    """What a writer does first."""
    page.get_by_label("What will your district try, and for whom?").fill("Typed")


def find_district(page: Page) -> None:
    """What somebody who looks for a district does first."""
    page.get_by_label("Name or city").fill("sample")


def reach_a_link(page: Page) -> None:
    """What somebody who reads does first: the page's main part is there and its first link can be followed."""
    page.get_by_role("main").get_by_role("link").first.click(trial=True)


@pytest.mark.alone
@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("section", write_words),
        ("directory", find_district),
        ("start", reach_a_link),
        ("application", reach_a_link),
        ("letter", reach_a_link),
    ],
)
def test_page_is_usable_soon_on_a_hard_line(
    name: str,
    act: Callable[[Page], None],
    new_page: Callable[..., Page],
    superintendent: Any,
    addresses: dict[str, str],
) -> None:
    def usable() -> float:
        page = new_page(superintendent)
        slow(page, HARD)
        page.goto("/districts/" if name == "directory" else addresses[name], wait_until="domcontentloaded")
        act(page)
        passed = page.evaluate("performance.now()")
        page.close()
        return passed

    times = within(5000, usable)
    assert min(times) <= 5000, times


OLD_LAPTOP, AT_REST = 4, 53  # times slower; ms that the sum takes here when nothing else runs
SUM_IN_MS = """() => {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 3e6; i++) sum = (sum + i * i) % 1000003;
  return performance.now() - start + (sum < 0);
}"""
INTERACTIONS = """() => {
  window.slowest = 0;
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (e.interactionId) window.slowest = Math.max(window.slowest, e.duration);
  }).observe({type: "event", durationThreshold: 16, buffered: true});
}"""


def slowdown(page: Page) -> float:
    """How many times slower this processor must seem to be the old laptop: four times, less where others slow it."""
    measured = median(page.evaluate(SUM_IN_MS) for _ in range(5))
    return min(max(OLD_LAPTOP * AT_REST / measured, 1), OLD_LAPTOP)


def slowest_interaction(page: Page, act: Callable[[Page], None]) -> float:
    """The longest time, in ms, from an input to the next paint, on an old laptop."""
    cpu = page.context.new_cdp_session(page)
    cpu.send("Emulation.setCPUThrottlingRate", {"rate": slowdown(page)})
    page.evaluate(INTERACTIONS)
    act(page)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    return page.evaluate("window.slowest")


def work_the_section(page: Page) -> None:
    """Type, tick nothing away, open the menu: what a writer does."""
    page.locator("textarea").first.press_sequentially(" Sample words.", delay=20)
    page.locator(".me summary").click()
    page.keyboard.press("Escape")


def work_the_directory(page: Page) -> None:
    """Choose filters."""
    page.locator("form input[type=search], form input[name=q]").last.press_sequentially("sample", delay=20)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")


@pytest.mark.alone
@pytest.mark.parametrize(("name", "work"), [("section", work_the_section), ("directory", work_the_directory)])
def test_interaction_is_answered_within_100_ms(
    name: str, work: Callable[[Page], None], new_page: Any, lead: Any, addresses: dict[str, str]
) -> None:
    def slowest() -> float:
        page = new_page(lead)
        page.goto("/districts/" if name == "directory" else addresses[name])
        passed = slowest_interaction(page, work)
        page.close()
        return passed or inf  # none was noted: this time nothing was measured

    times = within(100, slowest)
    assert min(times) <= 100, times
