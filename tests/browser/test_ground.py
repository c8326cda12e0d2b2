"""The ground of browser tests: the first page is clean, and what a page must not do is noticed."""

import pytest

from tests.browser.watch import axe, no_sideways_scroll


@pytest.mark.parametrize("width", [320, 1280])
def test_page_that_is_not_there_is_clean(new_page, width):
    page = new_page(width=width)
    page.goto("/nowhere/")
    axe(page)
    no_sideways_scroll(page)


def test_signed_in_person_is_known(new_page, newcomer):
    page = new_page(newcomer)
    answer = page.goto("/resume/")
    assert answer.status == 200
    assert "/accounts/login/" not in page.url


def test_policy_violation_is_noticed(page, watch):
    page.goto("/healthz")
    page.evaluate("document.body.appendChild(document.createElement('style')).textContent = 'p {color: red}'")
    page.evaluate("document.body.innerHTML = '<img src=https://example.org/a.png>'")
    page.wait_for_timeout(200)
    seen = "\n".join(watch.problems)
    watch.problems.clear()
    assert "Content Security Policy" in seen
    assert "example.org" in seen


def test_page_with_faults_is_noticed(page):
    page.goto("/nowhere/")
    page.evaluate("document.body.innerHTML = '<input><canvas width=3000></canvas>'")
    with pytest.raises(AssertionError, match="every form element has a label"):
        axe(page)
    with pytest.raises(AssertionError, match="wide in a window of 1280"):
        no_sideways_scroll(page)
