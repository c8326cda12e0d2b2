"""Nothing of what is not published, or was withdrawn, is reachable by any door, whoever knocks."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from best_practices.library import services
from best_practices.library.models import Practice, Version
from portal.core.files import store_bytes
from portal.core.models import OutgoingMail
from tests.factories.library import WELL, drafted, handed_in, new_version, published

TEXTS = ("title", "summary", "problem", "failed", "time", "materials", "training", "contact_office", "picture_alt")
KINDS = ("draft", "inreview", "asked", "newversion", "withdrawn")
OUTSIDERS = ["visitor", "rival_lead", "editor"]


def words_of(kind: str) -> dict[str, str]:
    """A planted word for each text of a record."""
    return {key: f"canary{kind}{key.replace('_', '')}" for key in TEXTS}


def record_of(kind: str, actor: Any) -> dict[str, Any]:
    """A record in which every text, tag, step, file name, file and picture holds a planted word."""
    texts: dict[str, Any] = {key: f"Sample {word}" for key, word in words_of(kind).items()}
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (len(kind) * 20, 0, 0)).save(out, "png")
    pdf = f"%PDF-1.7 canary{kind}content %%EOF".encode()
    for key, content, name, kind_of in (
        ("picture", out.getvalue(), f"canary{kind}picturename.png", "image/png"),
        ("file_1", pdf, f"canary{kind}filename.pdf", "application/pdf"),
    ):
        stored = store_bytes(content, name=name, content_type=kind_of, actor=actor)
        texts[key] = {"file": stored.pk, "name": stored.name, "size": stored.size}
    return {**texts, "tags": f"canary{kind}tag", "steps": [[f"Sample canary{kind}step", "", ""]]}


PLANTED = [
    f"canary{kind}{name}"
    for kind in KINDS
    for name in (*(key.replace("_", "") for key in TEXTS), "content", "picturename", "filename", "tag", "step")
]
PLANTED += ["canaryremark", "canarychecknote", "canarychangewords"]


@pytest.fixture
def planted(district: Any, lead: Any, facilitator: Any, django_capture_on_commit_callbacks: Any) -> dict[str, Any]:
    """A draft, one in review, one sent back, a new version of a published practice, a withdrawn practice."""
    made: dict[str, Any] = {"draft": drafted(district, actor=lead, **record_of("draft", lead))}
    made["inreview"] = handed_in(district, actor=lead, **record_of("inreview", lead))
    services.note_checks(
        made["inreview"], checks={**WELL, "rights": {"found": "no", "note": "canarychecknote"}}, actor=facilitator
    )
    made["asked"] = handed_in(district, actor=lead, **record_of("asked", lead))
    services.post_remark(made["asked"], text="canaryremark", actor=lead)
    services.ask_changes(made["asked"], sections=["short"], words="canarychangewords", actor=facilitator)
    shown = published(district, actor=lead, facilitator=facilitator)
    made["newversion"] = new_version(shown, actor=lead, **record_of("newversion", lead))
    gone = published(district, actor=lead, facilitator=facilitator, **record_of("withdrawn", lead))
    made["picture"] = gone.page.picture
    made["rendition"] = gone.page.picture.get_rendition("width-400").file.name
    assert default_storage.exists(made["rendition"])
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_practice(gone, reason="Sample: it could not be repeated.", actor=lead)
    made["gone"] = Practice.objects.get(pk=gone.pk)
    return made


@pytest.fixture
def knock(client_for: Any, client: Any, request: pytest.FixtureRequest) -> Any:
    """What somebody is answered, as one text: headers and body."""

    def ask(who: str, path: str, **headers: str) -> tuple[int, str]:
        browser = client if who == "visitor" else client_for(request.getfixturevalue(who))
        answer = browser.get(path, headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        head = "".join(f"{name}: {value}\n" for name, value in answer.items())
        return answer.status_code, head + body.decode("utf-8", "replace")

    return ask


def doors(planted: dict[str, Any]) -> Iterator[str]:
    """Every address that could show something, without a word asked for."""
    yield from ("/practices/", "/practices/feed/", "/practices/api/", "/practices/api/openapi.json")
    yield from ("/sitemap.xml", "/robots.txt", "/news/feed/", "/practices/?tag=sample", "/adoptions/lists/gaps.csv")
    gone = planted["gone"]
    yield from (gone.get_absolute_url(), f"{gone.get_absolute_url()}practice.pdf", f"/practices/api/{gone.slug}/")
    yield from (f"{gone.get_absolute_url()}files/{key}/" for key in ("file_1", "picture"))
    yield from (f"{gone.get_absolute_url()}{verb}/" for verb in ("adapt", "adopt", "feedback", "withdraw"))
    for kind in ("draft", "inreview", "asked", "newversion"):
        here = planted[kind].get_absolute_url()
        yield from (f"{here}{door}" for door in ("", "preview/", "changes/", "checks/", "authors/", "drop/", "appeal/"))
        yield from (f"{here}write/{section.key}/" for section in planted[kind].sections)
        yield from (f"{here}files/{key}/" for key in ("file_1", "picture"))
    page = gone.page.pk
    for name in ("edit", "history", "usage", "copy", "view_draft", "delete", "unpublish", "workflow_history"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[page])
    yield reverse("wagtailadmin_explore", args=[gone.page.get_parent().pk])
    yield reverse("wagtailadmin_pages:revisions_compare", args=[page, "earliest", "latest"])
    yield from ("/cms/", "/cms/reports/site-history/", "/cms/reports/workflow/", "/cms/reports/workflow_tasks/")
    yield from ("/cms/reports/aging-pages/", "/cms/reports/locked/", "/cms/images/", "/cms/images/chooser/")
    yield from (
        "/cms/documents/",
        "/cms/documents/chooser/",
        "/cms/choose-page/",
        "/cms/pages/usage/library/practicepage/",
    )
    yield reverse("wagtailimages:edit", args=[planted["picture"].pk or 1])


SEARCHES = (
    "/practices/?q={}",
    "/practices/feed/?q={}",
    "/practices/api/?q={}",
    "/practices/?tag={}",
    "/search/?q={}",
    "/cms/pages/search/?q={}",
    "/cms/choose-page/search/?q={}",
    "/cms/images/?q={}",
    "/cms/images/chooser/results/?q={}",
    "/cms/documents/?q={}",
    "/cms/tag-autocomplete/?term={}",
    "/cms/tag-autocomplete/library/practicetag/?term={}",
)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_door_shows_a_planted_word(who: str, planted: dict[str, Any], knock: Any) -> None:
    assert len(PLANTED) >= 30
    for path in doors(planted):
        for headers in ({}, {"If-None-Match": "*"}, {"Range": "bytes=0-99"}):
            status, told = knock(who, path, **headers)
            found = [word for word in PLANTED if word in told]
            # A withdrawn practice leaves its name, and its address, which is made of it.
            assert not set(found) - {"canarywithdrawntitle"}, f"{who} {path}: {found}"
            assert status != 304 or path in {"/practices/feed/", "/robots.txt", "/sitemap.xml"}, path


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_search_answers_a_planted_word_otherwise_than_any_other(
    who: str, planted: dict[str, Any], knock: Any
) -> None:
    for search in SEARCHES:
        for word in [word for word in PLANTED if word != "canarywithdrawntitle"][:: 1 if search == SEARCHES[0] else 5]:
            other = ("zzz" + word[::-1])[: len(word)]
            here, there = knock(who, search.format(word)), knock(who, search.format(other))
            assert here[0] == there[0], search
            assert plain(here[1], word) == plain(there[1], other), f"{who} {search.format(word)}"


def plain(answer: str, word: str) -> str:
    """An answer without the word that was asked for and without what differs each time."""
    return re.sub(r"[\w-]{22,}|X-Request-ID: \S*|\d\d:\d\d:\d\d", "", answer.replace(word, ""))


def test_people_inside_do_come_by_the_words(planted: dict[str, Any], knock: Any) -> None:
    """Or the tests above would prove nothing."""
    told = "".join(knock("lead", path)[1] for path in doors(planted))
    seen = {word for word in PLANTED if word in told}
    assert len(seen) >= 40, set(PLANTED) - seen


def test_withdrawal_removes_the_picture_and_all_its_renditions(planted: dict[str, Any], client: Any) -> None:
    assert not get_image_model().objects.filter(pk=planted["picture"].pk).exists()
    for name in (planted["rendition"], planted["picture"].file.name):
        assert not default_storage.exists(name)
        assert client.get(default_storage.url(name)).status_code == 404


def test_mails_about_drafts_go_to_their_people_only(planted: dict[str, Any], lead: Any, facilitator: Any) -> None:
    found = [told for told in OutgoingMail.objects.all() if any(word in told.subject + told.text for word in PLANTED)]
    assert {told.to for told in found} == {lead.email, facilitator.email}
    assert Version.objects.count() == 6
