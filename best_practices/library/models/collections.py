"""Collections: practices that staff put together and in order."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from best_practices.library.models.pages import PracticePage


class PracticeCollection(ClusterableModel):
    """Practices that belong together, chosen and ordered by staff; one that is a pick stands before the library."""

    title = models.CharField(max_length=120)
    slug = models.SlugField(unique=True, max_length=80, help_text="Its address.")
    introduction = models.TextField(help_text="For whom it is and why these belong together. Plain text.")
    is_pick = models.BooleanField(
        "one of the editors’ picks", default=False, help_text="Shown on the page of all practices before any search."
    )
    standard = models.CharField(
        "goes with the standard or indicator", max_length=200, blank=True, help_text="Its number and name."
    )

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        verbose_name = "collection of practices"
        verbose_name_plural = "collections of practices"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("library:collection", args=[self.slug])


class CollectedPractice(Orderable):
    """A practice in a collection, at its place."""

    collection = ParentalKey(PracticeCollection, on_delete=models.CASCADE, related_name="collected")
    page = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="collected", verbose_name="practice")

    def __str__(self) -> str:
        return f"{self.page_id} in {self.collection_id}"
