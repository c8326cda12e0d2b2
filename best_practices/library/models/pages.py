"""The public page of a practice, and the page that all of them stand under. Only services write to them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from best_practices.library.models.practices import Practice, Version
from portal.core.models import StoredFile


class LibraryPage(Page):
    """The place of all practices in the tree of pages; the list itself is drawn by the library."""

    max_count = 1
    is_creatable = False
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["library.PracticePage"]


class PracticeTag(TaggedItemBase):
    """A word that a practice is found by."""

    content_object = ParentalKey("library.PracticePage", on_delete=models.CASCADE, related_name="tagged_items")


class PracticePage(Page):
    """A published practice, as readers see it: one structured record. A withdrawn one is a tombstone."""

    practice = models.OneToOneField(Practice, on_delete=models.PROTECT, related_name="page")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    record = models.JSONField(default=dict, blank=True, help_text="The answers as published, by question.")
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True, help_text="All words that are searched.")
    tier = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The strongest ESSA tier of any result.")
    needs_waiver = models.BooleanField(default=False)
    cost = models.CharField(max_length=10, blank=True)
    facets = models.JSONField(default=dict, blank=True, help_text="What it is found by: values by facet.")
    folded = models.TextField(blank=True, help_text="Its words as they are searched.")
    is_sample = models.BooleanField(default=False, help_text="Invented for show.")
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    picture_alt = models.CharField(max_length=200, blank=True)
    tags = ClusterTaggableManager(through=PracticeTag, blank=True)

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("folded")]
    is_creatable = False
    preview_modes: ClassVar[list[Any]] = []
    parent_page_types: ClassVar = ["library.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []

    @property
    def tier_words(self) -> str:
        """The strongest tier, as it is said."""
        return {1: "1, strong", 2: "2, moderate", 3: "3, promising", 4: "4, a rationale"}.get(self.tier or 0, "")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Drawn by the library's own view, and by nothing else: no preview, no draft view of the editor."""
        raise Http404

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Under the portal's public address; nothing where it was withdrawn."""
        if self.practice.withdrawn_at:
            return []
        return [{"location": settings.SITE_URL + self.practice.get_absolute_url(), "lastmod": self.last_published_at}]


class Stamp(models.Model):
    """One row: a number that is another one whenever what readers find has changed."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def now(cls) -> int:
        """The number; 0 before anything was published."""
        found: int | None = cls.objects.values_list("number", flat=True).first()
        return found or 0


class Watch(models.Model):
    """A search that somebody keeps; with `mails` they are told of what is new in it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    mails = models.BooleanField(default=True)
    kept_at = models.DateTimeField(default=timezone.now)
    told_until = models.DateTimeField(default=timezone.now, help_text="What was published until then was told.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_watch_per_name")]

    def __str__(self) -> str:
        return self.name


class PublishedFile(models.Model):
    """A file of a published practice: only what is listed here is served to readers."""

    page = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=20)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="one_file_per_place_on_a_practice")]

    def __str__(self) -> str:
        return self.stored.name
