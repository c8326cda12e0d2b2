"""A file on its way: how far it is, a line that is cut, a file that is refused, and all of it without scripts."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import look

SLOW = {"offline": False, "latency": 20, "downloadThroughput": 1_000_000, "uploadThroughput": 400_000}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A file of 1 MB."""
    path = tmp_path / "sample.csv"
    path.write_bytes(b"district,year,grade\n" + b"Sample District A,2019,A\n" * 40_000)
    return path


def choose(page: Page, path: Path) -> None:
    page.goto("/styleguide/")
    page.get_by_label("A file").set_input_files(path)


def slow_down(page: Page) -> Any:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    return line


def test_upload_says_how_far_it_is_and_ends_where_the_plain_form_ends(
    new_page: Any, facilitator: Any, letters: Path
) -> None:
    page = new_page(facilitator)
    choose(page, letters)
    slow_down(page)
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_role("progressbar", name="How much of the file was sent")).to_be_visible()
    expect(page.get_by_text(re.compile(r"[1-9][0-9]? percent sent"))).to_be_visible()
    look_at = page.locator("[data-upload]")
    expect(look_at.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_text(f"{letters.stat().st_size} bytes arrived.")).to_be_visible()


def test_upload_that_was_stopped_or_cut_can_be_sent_again(new_page: Any, facilitator: Any, letters: Path) -> None:
    page = new_page(facilitator)
    choose(page, letters)
    line = slow_down(page)
    send = page.get_by_role("button", name="Send the file")
    send.click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped. Press the button")).to_be_visible()
    line.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
    send.click()
    expect(page.get_by_text("The line was cut.")).to_be_visible()
    look(page, "upload-cut")
    line.send("Network.emulateNetworkConditions", {**SLOW, "uploadThroughput": -1})
    send.click()
    # A file that had left before it was stopped may have arrived: then it is not taken twice, and the page says so.
    expect(page.get_by_text(re.compile("bytes arrived|had arrived already"))).to_be_visible()


def test_upload_that_is_refused_starts_at_the_list_of_what_to_mend(
    new_page: Any, data_steward: Any, letters: Path
) -> None:
    page = new_page(data_steward)
    page.goto("/imports/new/")
    page.get_by_label("File", exact=True).set_input_files(letters)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Please mend one thing")).to_be_visible()
    assert page.evaluate("document.activeElement.matches('[data-focus]')")
    assert page.title().startswith("Error:")


def test_upload_of_a_file_to_import_ends_at_what_it_would_change(
    new_page: Any, data_steward: Any, letters: Path
) -> None:
    page = new_page(data_steward)
    page.goto("/imports/new/")
    page.get_by_label("Letter grades").check()
    page.get_by_label("File", exact=True).set_input_files(letters)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="sample.csv", level=1)).to_be_visible()


def test_upload_without_scripts_is_any_other_form(new_page: Any, facilitator: Any, letters: Path) -> None:
    page = new_page(facilitator, scripts=False)
    choose(page, letters)
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_text("bytes arrived.")).to_be_visible()
