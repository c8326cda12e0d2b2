"""What readers see: the practice, its one-pager, its files, its tombstone; and that no side door leads further."""

from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.core import mail
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Site

from best_practices.library import services
from best_practices.library.models import LibraryPage, Practice, PracticePage
from best_practices.library.vocabulary import COMPONENTS
from portal.accountability.models import Component
from portal.core.errors import NotAllowed
from portal.core.files import store_bytes
from tests.factories.library import RECORD, WELL, drafted, handed_in, new_version, published

pytestmark = pytest.mark.django_db
REPORTS = ("/cms/reports/workflow/", "/cms/reports/workflow_tasks/")
PLACES = ("/cms/", "/cms/pages/", *REPORTS, "/cms/pages/search/?q=canary")


def stored(content: bytes, name: str, kind: str, actor: Any) -> dict[str, Any]:
    file = store_bytes(content, name=name, content_type=kind, actor=actor)
    return {"file": file.pk, "name": file.name, "size": file.size}


@pytest.fixture
def practice(lead: Any, district: Any, facilitator: Any) -> Practice:
    return published(district, actor=lead, facilitator=facilitator)


def test_practice_is_read_by_everybody(practice: Practice, client: Any) -> None:
    page = client.get(practice.get_absolute_url()).content.decode()
    for words in (RECORD["title"], RECORD["problem"], RECORD["failed"], "Under $5,000 a year", "Tier 4", "Grade 5"):
        assert words in page
    assert "Sample District A" in page
    assert "version 1" in page
    assert "no waiver needed" in page


def test_one_pager_is_a_tagged_pdf(practice: Practice, client: Any) -> None:
    answer = client.get(f"{practice.get_absolute_url()}practice.pdf")
    pdf = pypdf.PdfReader(BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert pdf.metadata is not None
    assert pdf.metadata.title == RECORD["title"]
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"].startswith("en")
    assert RECORD["problem"] in text
    assert practice.get_absolute_url() in text


def test_vocabulary_names_the_components_as_the_model_does(db: Any) -> None:
    known = dict(Component.objects.values_list("code", "name"))
    assert {code: known[code] for code in COMPONENTS} == COMPONENTS


def test_withdrawal_leaves_a_name_a_day_and_a_reason(
    lead: Any, district: Any, facilitator: Any, client: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    picture = BytesIO()
    Image.new("RGB", (20, 20), "green").save(picture, "PNG")
    practice = published(
        district,
        actor=lead,
        facilitator=facilitator,
        file_1=stored(b"%PDF-1.7 canary", "plan.pdf", "application/pdf", lead),
        picture=stored(picture.getvalue(), "class.png", "image/png", lead),
        picture_alt="Canary picture",
    )
    address = practice.get_absolute_url()
    page = client.get(address).content.decode()
    assert 'alt="Canary picture"' in page
    file = f"{address}files/file_1/"
    assert client.get(file).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        sent = client_for(facilitator).post(f"{address}withdraw/", {"reason": "Its results could not be repeated."})
    assert sent.status_code == 302
    assert "could not be repeated" in mail.outbox[-1].body
    left = client.get(address)
    assert left.status_code == 410
    assert "Its results could not be repeated." in left.content.decode()
    assert RECORD["problem"] not in left.content.decode()
    for gone in (file, f"{address}practice.pdf", f"{address}adapt/", f"/practices/api/{practice.slug}/"):
        assert client.get(gone, follow=False).status_code in (302, 404)
    assert "/practices/" + str(practice.slug) not in client.get("/sitemap.xml").content.decode()
    assert not Revision.objects.filter(object_id=str(practice.page.pk), content__icontains="fractions").exists()
    assert not get_image_model().objects.exists()
    assert RECORD["problem"] not in str(PracticePage.objects.filter(practice=practice).values())
    with pytest.raises(NotAllowed):
        services.begin_version(practice, actor=lead)


def test_editor_has_no_door_to_a_practice(
    practice: Practice, lead: Any, district: Any, editor: Any, facilitator: Any, administrator: Any, client_for: Any
) -> None:
    handed_in(district, actor=lead, title="Canary in review", problem="Canary problem.")
    drafted(district, actor=lead, title="Canary draft", problem="Canary problem.")
    number = practice.page.pk
    doors = [
        f"/cms/pages/{number}/edit/",
        f"/cms/pages/{number}/copy/",
        f"/cms/pages/{number}/move/{Site.objects.get().root_page_id}/confirm/",
        f"/cms/pages/{number}/delete/",
        f"/cms/pages/{number}/unpublish/",
        f"/cms/pages/{number}/view_draft/",
    ]
    for person in (editor, administrator):
        client = client_for(person)
        for door in doors:
            assert "Canary" not in client.get(door).content.decode()
            client.post(door, {"title": "Changed by a side door", "slug": "changed", "new_title": "Copy"})
        for place in PLACES:
            answer = client.get(place)
            assert "Canary" not in answer.content.decode().replace("q=canary", ""), place
    assert not Page.objects.filter(title__icontains="canary").exists()
    page = PracticePage.objects.get()
    assert (page.pk, page.title, page.live, page.path) == (number, RECORD["title"], True, practice.page.path)


def test_page_that_had_the_address_makes_room(lead: Any, district: Any, facilitator: Any) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    old = home.add_child(instance=Page(title="About practices", slug="practices"))
    published(district, actor=lead, facilitator=facilitator)
    old.refresh_from_db()
    assert old.slug == "about-practices"
    assert LibraryPage.objects.get().slug == "practices"


def test_due_practices_are_marked_and_confirmed(
    practice: Practice, superintendent: Any, client: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Practice.objects.filter(pk=practice.pk).update(review_by=timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        assert services.mark_due() == 1
    assert superintendent.email in {message.to[0] for message in mail.outbox}
    assert "Due for review since" in client.get(practice.get_absolute_url()).content.decode()
    client_for(superintendent).post(f"{practice.get_absolute_url()}confirm/")
    practice.refresh_from_db()
    assert practice.state == "published"
    assert practice.review_by is not None
    assert practice.review_by > timezone.localdate()


def test_new_version_keeps_the_address(practice: Practice, lead: Any, facilitator: Any, client: Any) -> None:
    version = new_version(practice, actor=lead, title="Another name (sample)")
    services.submit_version(version, actor=lead)
    services.note_checks(version, checks=WELL, actor=facilitator)
    services.publish_version(version, actor=facilitator)
    page = client.get(practice.get_absolute_url())
    assert page.status_code == 200
    assert "Another name (sample)" in page.content.decode()


def test_two_practices_of_one_name_have_two_addresses(
    practice: Practice, lead: Any, district: Any, facilitator: Any
) -> None:
    second = published(district, actor=lead, facilitator=facilitator)
    assert second.slug == f"{practice.slug}-2"
    reserved = published(district, actor=lead, facilitator=facilitator, title="Submit")
    assert reserved.slug == "submit-practice"


def test_hostile_words_are_shown_as_words(lead: Any, district: Any, facilitator: Any, client: Any) -> None:
    bad = '<img src=x onerror="alert(1)">{{7*7}}'
    practice = published(district, actor=lead, facilitator=facilitator, title=bad, summary=bad, problem=bad, tags=bad)
    for address in (practice.get_absolute_url(), "/practices/?q=img", "/practices/feed/"):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page
