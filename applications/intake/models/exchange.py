"""What goes back and forth between a district and MDE: what was handed in, questions asked back, messages."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.intake.models.applications import Application
from applications.intake.models.rounds import FormVersion


class Submission(models.Model):
    """The answers exactly as they were handed in; one row each time, only ever added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="submissions")
    answers = models.JSONField()
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form_version = models.ForeignKey(FormVersion, null=True, on_delete=models.PROTECT, related_name="submissions")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application}, handed in {self.submitted_at:%Y-%m-%d %H:%M}"


class InformationRequest(models.Model):
    """MDE asks for more: it reopens the named questions, and nothing else, until a day."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="information_requests")
    questions = models.JSONField(help_text="The keys of the questions that are open again.")
    words = models.TextField(help_text="What MDE would like to know.")
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(closed_at=None), name="one_open_request_per_application"
            )
        ]

    def __str__(self) -> str:
        return f"{len(self.questions)} questions to {self.application}"


class Audience(models.TextChoices):
    """Who reads a message."""

    DISTRICT = "district", "Only people of the district"
    ALL = "all", "The district and the department"


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages by who may read them."""

    def visible_to(self, user: Any) -> "MessageQuerySet":
        """The district reads all of its application's; MDE only what is meant for it."""
        if not user.is_authenticated:
            return self.none()
        reach = self.filter(application__in=Application.objects.visible_to(user))
        own = models.Q(application__in=Application.objects.of_districts_of(user))
        return reach.filter(own | models.Q(audience=Audience.ALL))


class Message(models.Model):
    """One message in the thread that stays with the application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.ALL)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Message on {self.application}"
