"""Documents and pictures: what is let in, how it is handed out."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.forms import get_image_form
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories.accounts import state_officer
from tests.factories.pages import ImageFactory, StandardPageFactory, body

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def a_document(name="guide.pdf", **fields):
    return Document.objects.create(title="Sample guide", file=ContentFile(b"%PDF-1.4 sample", name=name), **fields)


def test_document_is_a_download_that_can_run_nothing(client):
    answer = client.get(a_document().url)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 sample"


def test_document_under_another_name_is_not_there(client):
    document = a_document()
    assert client.get(f"/documents/{document.pk}/other.pdf").status_code == 404
    assert client.get(f"/documents/{10**30}/other.pdf").status_code == 404


def test_document_is_not_served_as_a_public_file(client):
    document = a_document()
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_private_document_asks_to_sign_in(client):
    private = Collection.get_first_root_node().add_child(name="Sample private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    answer = client.get(a_document(collection=private).url)
    assert answer.status_code == 302
    assert "sample" not in answer.text


def test_page_links_a_document_with_its_kind_and_size(client):
    document = a_document(file_size=15)
    StandardPageFactory(slug="with-document", body=body(("document", {"document": document.pk, "words": "The guide"})))
    text = client.get("/with-document/").text
    assert f'href="{document.url}"' in text
    assert "PDF, 15" in text


def test_original_of_a_picture_is_not_public_but_its_drawn_size_is(client):
    image = ImageFactory()
    assert client.get(image.file.url).status_code == 404
    assert client.get(image.get_rendition("width-100").url).status_code == 200


def test_svg_picture_is_refused():
    upload = SimpleUploadedFile("mark.svg", SVG, content_type="image/svg+xml")
    form = get_image_form(Image)(
        {"title": "Sample", "collection": Collection.get_first_root_node().pk}, {"file": upload}
    )
    assert not form.is_valid()
    assert "file" in form.errors


def test_svg_named_as_another_picture_is_refused(client):
    client.force_login(state_officer("facilitator"))
    upload = SimpleUploadedFile("mark.png", SVG, content_type="image/png")
    client.post("/cms/images/add/", {"title": "Sample", "file": upload})
    assert not Image.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "run.exe", "mark.svg"])
def test_document_of_another_kind_is_refused(client, name):
    client.force_login(state_officer("facilitator"))
    client.post("/cms/documents/add/", {"title": "Sample", "file": SimpleUploadedFile(name, b"<html>")})
    assert not Document.objects.exists()
