"""Public pages under the home page that the migrations made, for tests."""

import json
from datetime import date
from typing import Any

import factory
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from portal.pages.models import HomePage, NewsIndexPage, NewsPage, StandardPage


def body(*pieces: tuple[str, Any]) -> str:
    """A page's body: pairs of block and value, as the database keeps them."""
    return json.dumps([{"type": kind, "value": value} for kind, value in pieces])


class PageFactory(factory.django.DjangoModelFactory):
    """A page under a parent; under the home page unless told otherwise."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Sample page {number}")

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any) -> Page:
        """Pages are added to their parent, so that the tree stays whole."""
        parent = parent or HomePage.objects.get()
        parent.refresh_from_db()
        page: Page = parent.add_child(instance=model_class(**fields))
        return page


class StandardPageFactory(PageFactory):
    """A page of text."""

    class Meta:
        model = StandardPage

    lead = "A sample lead."
    body = body(("text", "<p>Sample text.</p>"))


class NewsIndexPageFactory(PageFactory):
    """The list of news."""

    class Meta:
        model = NewsIndexPage

    title = "News"
    slug = "news"


class NewsPageFactory(PageFactory):
    """One piece of news; needs the list as its parent."""

    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda number: f"Sample news {number}")
    date = factory.Sequence(lambda number: date(2018, 1 + number % 12, 1 + number % 28))
    lead = "A sample lead."


class ImageFactory(factory.django.DjangoModelFactory):
    """A small picture."""

    class Meta:
        model = "wagtailimages.Image"

    title = "A sample picture"
    file = factory.LazyFunction(get_test_image_file)
