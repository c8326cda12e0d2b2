"""What a page must never do, watched in all pages of a test, and the two questions every page is asked."""

from typing import Any
from urllib.parse import urlparse

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = "options => axe.run(document, options).then(found => found.violations)"
LOCAL_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Notes policy violations, errors in the console, failed parts of a page, and requests to third parties."""

    def __init__(self, address: str) -> None:
        self.home = urlparse(address).netloc
        self.problems: list[str] = []
        self.requests: list[Request] = []

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("console", self.note_console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self.note_request)
        context.on("response", self.note_response)

    def note_console(self, message: ConsoleMessage) -> None:
        """Errors, which is how policy violations are told too; failed loads are noted by their answers."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def note_request(self, request: Request) -> None:
        """Requests to anybody but the portal."""
        self.requests.append(request)
        address = urlparse(request.url)
        if address.scheme not in LOCAL_SCHEMES and address.netloc != self.home:
            self.problems.append(f"third party: {request.url}")

    def note_response(self, response: Response) -> None:
        """Broken parts of a page, and pages that broke; a page that says no (403, 404, 409) is no problem."""
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.problems.append(f"answer {response.status}: {response.url}")


def contrast(page: Page) -> None:
    """What another colour theme can change: the contrast of texts and of links among them."""
    axe(page, runOnly={"type": "rule", "values": ["color-contrast", "link-in-text-block"]})


def axe(page: Page, **options: Any) -> None:
    """No violation of WCAG 2.2 A and AA, nor of axe's good practice, on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(VIOLATIONS, {"runOnly": TAGS, "resultTypes": ["violations"], **options})
    assert not found, f"{page.url}\n{AxeResults({'violations': found}).generate_report()}"


def no_sideways_scroll(page: Page) -> None:
    """The page is not wider than its window."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= window, f"{page.url} is {wide} wide in a window of {window}"
