"""Standard pages and their blocks."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction

from portal.network.models import Pathway
from portal.pages.blocks import BodyBlock, check_address
from portal.pages.models import HomePage, NewsPage
from tests.factories.pages import ImageFactory, NewsIndexPageFactory, NewsPageFactory, StandardPageFactory, body

pytestmark = pytest.mark.django_db

FACTS = {"facts": [{"term": "Sample term", "detail": "<p>Sample detail</p>"}]}
TABLE = {
    "caption": "Sample caption",
    "columns": [{"type": "text", "heading": "Sample column"}, {"type": "number", "heading": "Count"}],
    "rows": [{"values": ["Sample cell", 0]}],
}


def test_page_shows_every_block(client):
    Pathway.objects.create(slug="sample", name="Sample topic", kind="task_force")
    image = ImageFactory()
    picture = {
        "image": {"image": image.pk, "alt_text": "A sample of what it shows", "decorative": False},
        "caption": "Cap",
    }
    StandardPageFactory(
        slug="blocks",
        body=body(
            ("heading", "Sample heading"),
            ("text", "<p>Sample <b>words</b></p>"),
            ("picture", picture),
            ("action", {"words": "Sample action", "page": None, "address": "/apply/"}),
            ("facts", FACTS),
            ("quote", {"text": "Sample quote", "who": "Sample office"}),
            ("table", TABLE),
            ("disclosure", {"summary": "Sample question", "text": "<p>Sample answer</p>"}),
            ("note", {"kind": "warning", "text": "<p>Sample note</p>"}),
            ("topics", None),
            ("dates", None),
        ),
    )
    text = client.get("/blocks/").text
    for part in (
        "<h2>Sample heading</h2>",
        "<b>words</b>",
        'alt="A sample of what it shows"',
        'href="/apply/">Sample action</a>',
        "<dt>Sample term</dt>",
        "Sample detail",
        "<blockquote>",
        "<caption>Sample caption</caption>",
        '<td class="number">0</td>',
        "<summary>Sample question</summary>",
        'data-kind="warning"',
        "Sample topic",
    ):
        assert part in text


def test_page_names_its_sources_and_says_that_it_is_a_sample(client):
    StandardPageFactory(slug="sourced", sources="<p>Sample source</p>", is_sample=True)
    text = client.get("/sourced/").text
    assert "Sample source" in text
    assert ">sample</span>" in text


def test_page_escapes_what_editors_type(client):
    StandardPageFactory(slug="escaped", title="<script>1</script>", body=body(("heading", "<script>2</script>")))
    text = client.get("/escaped/").text
    assert "<script>1" not in text
    assert "<script>2" not in text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//elsewhere.example", "/\\elsewhere", "http://plain.example", "x"]
)
def test_link_to_anything_unsafe_is_refused(address):
    with pytest.raises(ValidationError):
        check_address(address)


def test_link_needs_one_place_to_lead_to():
    block = BodyBlock().child_blocks["action"]
    page = Page.objects.get(pk=HomePage.objects.get().pk)
    for value in ({"words": "x", "page": None, "address": ""}, {"words": "x", "page": page, "address": "/a/"}):
        with pytest.raises(ValidationError):
            block.clean(block.normalize(value))


def test_picture_without_alternative_text_is_refused():
    block = BodyBlock().child_blocks["picture"]
    image = ImageFactory()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"image": {"image": image.pk, "alt_text": "", "decorative": False}, "caption": ""}))


def test_decorative_picture_needs_no_alternative_text():
    block = BodyBlock().child_blocks["picture"]
    image = ImageFactory()
    value = block.to_python({"image": {"image": image.pk, "alt_text": "", "decorative": True}, "caption": ""})
    assert block.clean(value)["image"].contextual_alt_text == ""


def test_news_with_a_picture_needs_words_for_it():
    page = NewsPage(title="Sample", slug="sample", image=ImageFactory(), image_alt=" ")
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "image_alt" in refused.value.message_dict


def test_news_shows_its_picture_with_its_words(client):
    NewsPageFactory(parent=NewsIndexPageFactory(), slug="pictured", image=ImageFactory(), image_alt="Words for it")
    assert 'alt="Words for it"' in client.get("/news/pictured/").text


def test_private_page_asks_to_sign_in(client):
    page = StandardPageFactory(slug="private")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/private/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_unpublished_page_is_not_there(client):
    StandardPageFactory(slug="draft", live=False)
    assert client.get("/draft/").status_code == 404
