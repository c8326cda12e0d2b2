"""Public comments on a proposal on the docket, and the groups in which they are answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.comments.states import CommentState, Reason, Voice
from applications.waivers.models import Notice, Waiver

NAMELESS = "A member of the public"
LONGEST = 4000


class CommentGroup(models.Model):
    """Comments that say the same, with the one answer that the district gives to all of them."""

    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="comment_groups")
    title = models.CharField(max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    rewritten_at = models.DateTimeField(null=True, blank=True, help_text="When the answer was last written anew.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["waiver", "title"], name="one_group_per_waiver_and_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its comments, with the answer."""
        return f"{reverse('comments:comments', args=[self.waiver.reference])}?group={self.pk}"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by where they stand."""

    def published(self) -> "CommentQuerySet":
        """Those that are shown."""
        return self.filter(state=CommentState.PUBLISHED)

    def waiting(self) -> "CommentQuerySet":
        """Those that nobody has read yet."""
        return self.filter(state=CommentState.WAITING)

    def declined(self) -> "CommentQuerySet":
        """Those that are not shown."""
        return self.filter(state=CommentState.DECLINED)

    def ungrouped(self) -> "CommentQuerySet":
        """Shown, and in no group yet."""
        return self.published().filter(group=None)

    def visible_to(self, user: Any) -> "CommentQuerySet":
        """What is shown, of proposals that the reader may read. Who moderates reads the rest by that permission."""
        return self.published().filter(waiver__in=Waiver.objects.visible_to(user).values("pk"))


class Comment(models.Model):
    """What somebody says about a proposal. Its words are never changed and never deleted."""

    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, related_name="comments")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", help_text="The text it is about.")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.WAITING)
    words = models.TextField(max_length=LONGEST)
    name = models.CharField(max_length=100, blank=True, help_text="As the writer gave it.")
    voice = models.CharField(max_length=12, choices=Voice.choices)
    email = models.EmailField(blank=True, help_text="Never shown to anybody; verified by nothing.")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True, help_text="Why it is not shown.")
    moderated_at = models.DateTimeField(null=True, blank=True, help_text="When it was first decided on.")
    group = models.ForeignKey(CommentGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="comments")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["waiver", "number"], name="one_comment_per_number")]
        indexes = [models.Index(fields=["waiver", "state"], name="comments_by_state")]

    def __str__(self) -> str:
        return f"Comment {self.number}"

    @property
    def writer(self) -> str:
        """Who said it, as everybody reads it."""
        return self.name or NAMELESS
