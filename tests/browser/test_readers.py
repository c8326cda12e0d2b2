"""How readers set their devices: forced colours, wide spacing of text, less motion, and paper."""

from typing import Any

import pytest

from tests.browser.look import whole
from tests.browser.watch import axe, no_sideways_scroll
from tests.factories.accountability import RatingFactory, ResultFactory
from tests.factories.intake import RoundFactory, complete_draft, issued_letter

# WCAG 1.4.12: what a reader may set, and nothing may be cut by it.
SPACING = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
SPACING += " p {margin-bottom: 2em !important}"
CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  return hides && !element.closest(".sr, svg, progress") && element.checkVisibility() &&
    (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""
# What cannot be told from its ground where the system chooses the colours.
LOST = """() => [...document.querySelectorAll(".button, .tag, .note, .card, .count")].filter(element => {
  const style = getComputedStyle(element);
  return style.color === style.backgroundColor || style.borderTopStyle === "none" ||
    style.borderTopColor === style.backgroundColor;
}).map(element => element.outerHTML.slice(0, 120))"""
ADD_FAR_LINK = "main => main.insertAdjacentHTML('beforeend', '<a href=https://example.org/sample>Sample</a>')"
FAR_LINKS = """() => [...document.querySelectorAll("main a[href^=http]")].map(
  link => [link.getAttribute("href"), getComputedStyle(link, "::after").content])"""


@pytest.fixture
def tasks(lead: Any, superintendent: Any, facilitator: Any, district: Any) -> dict[str, str]:
    """The addresses of a superintendent's main pages."""
    letter = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    draft = complete_draft(RoundFactory(), district, actor=lead)
    RatingFactory(district=district)
    ResultFactory(district=district)
    return {
        "start": "/start/",
        "section": draft.section_url("why"),
        "letter": letter.get_absolute_url(),
        "application": draft.get_absolute_url(),
        "district": district.get_absolute_url(),
    }


def test_forced_colours_keep_every_page_clean(new_page: Any, superintendent: Any, tasks: dict[str, str]) -> None:
    """The system chooses the colours, and axe reads those that it overrules: buttons are asked for theirs instead."""
    page = new_page(superintendent, width=320, forced_colors="active")
    for name, address in tasks.items():
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(forced_colors="active", color_scheme=scheme)
            whole(page)
            assert page.evaluate(LOST) == [], name
            no_sideways_scroll(page)
            axe(page, rules={"color-contrast": {"enabled": False}})


def test_print_shows_the_text_alone(new_page: Any, superintendent: Any, tasks: dict[str, str]) -> None:
    page = new_page(superintendent)
    page.emulate_media(media="print", reduced_motion="reduce")
    for name in ("letter", "application", "district"):
        page.goto(tasks[name])
        for gone in (".top", ".foot", ".button", ".skip", ".crumbs"):
            assert page.locator(gone).locator("visible=true").count() == 0, f"{gone} is printed on {name}"
        assert page.evaluate("document.getAnimations().length") == 0
        page.locator("main").evaluate(ADD_FAR_LINK)
        said = page.evaluate(FAR_LINKS)
        assert said
        assert all(address in printed for address, printed in said), said


def test_wide_spacing_cuts_nothing(new_page: Any, superintendent: Any, tasks: dict[str, str]) -> None:
    page = new_page(superintendent, width=320, bypass_csp=True)
    for name in ("start", "section", "letter"):
        page.goto(tasks[name])
        page.add_style_tag(content=SPACING)
        assert page.evaluate(CUT) == [], name
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{name} is {wide} wide"
