"""Hostile files handed to a practice: refused with a sentence, nothing lost, memory bounded; names made harmless."""

import resource
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core.models import StoredFile
from tests.factories.library import drafted
from tests.portal.core.test_files import BOMBS, HOSTILE_NAMES, PDF_BYTES, REFUSED, picture_bomb

HOSTILE = [*REFUSED, *(("a.xlsx", bomb) for bomb in BOMBS), ("a.png", picture_bomb((50_000, 50_000)))]


@pytest.fixture
def draft(district: Any, lead: Any) -> Any:
    return drafted(district, actor=lead)


def hand_over(browser: Any, draft: Any, key: str, name: str, content: bytes, **more: str) -> Any:
    """Send one file with the section of files."""
    plain = SimpleUploadedFile("x", content)
    plain._name = name
    return browser.post(f"{draft.get_absolute_url()}write/files/", {key: plain, **more})


@pytest.mark.parametrize(("name", "content"), [pair for pair in HOSTILE if pair[0] and pair[1]])
def test_hostile_file_is_refused_in_words(name: str, content: bytes, draft: Any, lead: Any, client_for: Any) -> None:
    answer = hand_over(client_for(lead), draft, "file_1", name, content, picture_alt="Sample: kept.")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Please mend" in page
    assert not StoredFile.objects.exists()
    draft.forget_values()
    assert draft.values()["picture_alt"] == "Sample: kept."


def test_other_file_as_a_picture_is_not_handed_in(draft: Any, lead: Any, client_for: Any) -> None:
    hand_over(client_for(lead), draft, "picture", "plan.pdf", PDF_BYTES, picture_alt="Sample.")
    page = client_for(lead).post(f"{draft.get_absolute_url()}submit/", {"privacy_seen": "on"}, follow=True)
    assert "The picture must be a PNG or JPEG file." in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_name_is_refused_or_harmless(name: str, draft: Any, lead: Any, client_for: Any) -> None:
    browser = client_for(lead)
    handed = hand_over(browser, draft, "file_1", name, PDF_BYTES)
    if handed.status_code == 200:
        assert "Please mend" in handed.content.decode()
        assert not StoredFile.objects.exists()
        return
    answer = browser.get(f"{draft.get_absolute_url()}files/file_1/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert not set(answer["Content-Disposition"]) & set("\r\n\0\u202e\u2028\u0085")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_bombs_leave_memory_as_it_was(draft: Any, lead: Any, client_for: Any) -> None:
    browser = client_for(lead)
    hand_over(browser, draft, "file_1", "a.pdf", PDF_BYTES)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        for bomb in BOMBS:
            hand_over(browser, draft, "file_1", "a.xlsx", bomb)
        hand_over(browser, draft, "picture", "a.png", picture_bomb((50_000, 50_000)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB


@pytest.mark.parametrize(
    ("content", "is_said"),
    [
        (PDF_BYTES, True),
        (PDF_BYTES.replace(b"<<>>", b"<</StructTreeRoot 2 0 R>>", 1), False),
        (PDF_BYTES.replace(b"<<>>", b"<</Type/ObjStm>>", 1), False),
    ],
)
def test_file_that_a_screen_reader_cannot_follow_is_named(
    content: bytes, is_said: bool, draft: Any, lead: Any, client_for: Any
) -> None:
    browser = client_for(lead)
    hand_over(browser, draft, "file_1", "plan.pdf", content)
    for address in ("", "preview/", "write/files/"):
        page = browser.get(f"{draft.get_absolute_url()}{address}").content.decode()
        assert ("plan.pdf has no structure for screen readers" in page) is is_said
