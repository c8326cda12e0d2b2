"""What goes back and forth about a version: what was handed in, what was asked, what was said; and whose task it is."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask

from best_practices.library.models.practices import Version
from portal.network.models import Pathway


class Submission(models.Model):
    """The answers exactly as they were handed in, or as a moderator classified them anew; only ever added."""

    draft = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="submissions")
    answers = models.JSONField()
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}, handed in {self.submitted_at:%Y-%m-%d %H:%M}"


class ChangeRequest(models.Model):
    """A moderator asks for changes, section by section; open until the version is handed in again."""

    draft = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="change_requests")
    sections = models.JSONField(help_text="The keys of the sections that are to be changed.")
    words = models.TextField(help_text="What should change; the authors read it.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Changes asked of {self.draft_id}"


class Audience(models.TextChoices):
    """Who reads a remark."""

    ALL = "all", "The authors and the moderators"
    MODERATORS = "moderators", "Only moderators"


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks by who may read them."""

    def visible_to(self, user: Any) -> "RemarkQuerySet":
        """Authors read what is meant for them; moderators all."""
        if not user.is_authenticated:
            return self.none()
        reach = self.filter(draft__in=Version.objects.visible_to(user))
        if "facilitator" in user.state_roles:
            own = models.Q(draft__in=Version.objects.written_by(user))
            return reach.exclude(own & models.Q(audience=Audience.MODERATORS))
        return reach.filter(audience=Audience.ALL)


class Remark(models.Model):
    """One remark in the conversation about a version."""

    draft = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.ALL)
    text = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Remark on {self.draft_id}"


class ModerationTask(AbstractGroupApprovalTask):  # type: ignore[misc]
    """One step of moderation: a group approves. With PLCs, its people are told only of practices of these PLCs.

    It is done on the portal's own pages; the editor lists nothing of it.
    """

    pathways = models.ManyToManyField(
        Pathway, blank=True, related_name="+", help_text="Empty: practices of every PLC and of none."
    )
    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "pathways"]

    class Meta:
        verbose_name = "moderation of practices"

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """None: the portal's work list has them, by its own rules."""
        from wagtail.models import TaskState

        return TaskState.objects.none()

    @classmethod
    def get_description(cls) -> str:
        """For whom sets up workflows."""
        return "A group reads a practice on the portal's moderation pages and publishes it, or asks for changes."
