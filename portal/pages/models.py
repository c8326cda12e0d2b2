"""The public pages: home, standard pages, news; and what editors set for the frame of every page."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from portal.pages.blocks import SHORT_TEXT_FEATURES, BodyBlock, LinkBlock, check_address

NEWS_ON_A_PAGE = 10
NEWS_ON_THE_HOME_PAGE = 3


class PublicPage(Page):
    """What all public pages share: a lead, a body, their sources, and whether they hold sample texts."""

    lead = models.TextField(max_length=400, blank=True, help_text="One or two sentences that say what the page is for.")
    body = StreamField(BodyBlock(), blank=True)
    sources = RichTextField(blank=True, features=SHORT_TEXT_FEATURES, help_text="Where the facts come from.")
    is_sample = models.BooleanField("sample", default=False, help_text="Parts of this page are invented for show.")

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels: ClassVar = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("sources"), FieldPanel("is_sample")], "Sources"),
    ]
    show_in_menus_default = False

    class Meta:
        abstract = True

    @property
    def plain_text(self) -> str:
        """All words of the page, for excerpts; headings and the like end in a full stop."""
        pieces = [self.lead, *self.body.stream_block.get_searchable_content(self.body)]
        texts = [piece.strip() for piece in pieces if piece and piece.strip()]
        return " ".join(text if text[-1] in ".:;?!" else f"{text}." for text in texts)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page under the portal's public address, whatever host was asked."""
        return [{"location": settings.SITE_URL + self.get_url(request), "lastmod": self.last_published_at}]


class NewsQuerySet(PageQuerySet):
    """News by when they are from."""

    def latest_first(self) -> "NewsQuerySet":
        """The newest at the top."""
        return self.order_by("-date", "-pk")


class HomePage(PublicPage):
    """The front page: what the network is, how to join, its map, its topics and its news."""

    hero_title = models.CharField(max_length=90)
    actions = StreamField([("action", LinkBlock())], blank=True, max_num=2, help_text="At most two buttons.")

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("lead"),
        FieldPanel("actions"),
        FieldPanel("body"),
    ]
    template = "pages/home.html"
    max_count = 1
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.StandardPage", "pages.NewsIndexPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the latest news."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["news"] = NewsPage.objects.descendant_of(self).live().public().latest_first()[:NEWS_ON_THE_HOME_PAGE]
        return context


class StandardPage(PublicPage):
    """A page of text: about the network, how to join, help."""

    template = "pages/standard.html"
    parent_page_types: ClassVar = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar = ["pages.StandardPage"]


class NewsIndexPage(PublicPage):
    """The list of news, newest first."""

    template = "pages/news_index.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.NewsPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of the list."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.child_of(self).live().public().latest_first()
        context["news"] = Paginator(news, NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
        return context


class NewsPage(PublicPage):
    """One piece of news."""

    date = models.DateField(default=timezone.localdate)
    image = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    image_alt = models.CharField(
        "what the picture shows",
        max_length=200,
        blank=True,
        help_text="For those who do not see it. Needed with a picture.",
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    search_fields: ClassVar = [*PublicPage.search_fields, index.FilterField("date")]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date")]),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], "Picture"),
        FieldPanel("body"),
    ]
    template = "pages/news.html"
    parent_page_types: ClassVar = ["pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    def clean(self) -> None:
        """A picture without words for it is refused."""
        super().clean()
        if self.image and not self.image_alt.strip():
            raise ValidationError({"image_alt": "Say what the picture shows, for those who do not see it."})


@register_setting(icon="link-external")
class Frame(BaseSiteSetting):
    """The foot of every page: links, whose site it is, how to reach the network."""

    office = models.CharField(
        max_length=150,
        default="Mississippi Department of Education, Office of Secondary Education",
        help_text="Whose site it is.",
    )
    links = StreamField([("link", LinkBlock())], blank=True, max_num=10)
    contact_page = models.CharField(max_length=200, default="/contact/", validators=[check_address])
    contact_email = models.EmailField("contact address", blank=True, help_text="An office’s address, not a person’s.")
    contact_phone = models.CharField(max_length=40, blank=True)

    panels: ClassVar = [
        FieldPanel("office"),
        FieldPanel("links"),
        MultiFieldPanel(
            [FieldPanel("contact_page"), FieldPanel("contact_email"), FieldPanel("contact_phone")], "Contact"
        ),
    ]

    class Meta:
        verbose_name = "foot of every page"
