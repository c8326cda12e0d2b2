"""Looking at a page as it stands: clean for everybody, at every width, light and dark."""

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.watch import axe, contrast, no_sideways_scroll
from tests.databases import IS_SECOND_DATABASE

Visit = Callable[..., Page]
WIDTHS = (320, 768, 1280)
PICTURES = os.environ.get("PICTURES", "")
MOST_TABS = 150
FAULTS = """() => {
  const seen = element => element.checkVisibility() && element.getClientRects().length > 0;
  const all = chosen => [...document.querySelectorAll(chosen)];
  const ids = all("[id]").map(element => element.id);
  const faults = [];
  if (all("h1").filter(seen).length !== 1) faults.push("not one h1");
  if (all("main, [role=main]").length !== 1) faults.push("not one main landmark");
  if (!document.title.split(" – ")[0].replace("Error:", "").trim()) faults.push("no title");
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`two of id ${id}`);
  for (const button of all(".button").filter(seen)) {
    const high = button.getBoundingClientRect().height;
    if (high < 43.9) faults.push(`“${button.textContent.trim()}” is ${high} px high`);
  }
  return faults;
}"""


def look(page: Page, name: str) -> None:
    """No sideways scroll at any width; no axe finding on a phone and on a desk; the contrast in the dark theme.

    The dark theme changes colours only, and colours do not change with the width: its contrast is looked at once.
    Another database than the embedded one changes nothing that is seen: there the page is opened on a phone alone.
    A picture of each where PICTURES names a folder. A link that was just followed may still be arriving.
    """
    page.wait_for_load_state()
    if IS_SECOND_DATABASE:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        no_sideways_scroll(page)
        return
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        no_sideways_scroll(page)
        for scheme, check, widths in (("light", axe, (320, 1280)), ("dark", contrast, (1280,))):
            page.emulate_media(color_scheme=scheme)
            if width in widths:
                check(page)
            if PICTURES and width != 768:
                path = Path(PICTURES) / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=str(path), full_page=True, caret="initial")


def whole(page: Page) -> None:
    """One heading, one main landmark, a title, unique ids, and main actions at least 44 px high."""
    faults = page.evaluate(FAULTS)
    assert not faults, f"{page.url}: {faults}"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as a person without a mouse does; the focus must be visible."""
    wanted = target.element_handle()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            outline = wanted.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", "the focus cannot be seen"
            return
    raise AssertionError(f"Tab does not reach {target}")


def see(page: Page, name: str) -> None:
    """The page as it stands is whole and clean."""
    whole(page)
    look(page, name)


def press(page: Page, name: str) -> None:
    """A button of the page's main part; the next page is there afterwards."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
