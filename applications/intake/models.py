"""Rounds of applications, applications, and their answers, kept one row a question."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.intake.questions import Section, default_form, from_json
from applications.intake.states import ApplicationState, RoundPhase
from applications.letters.wording import DEFAULT_TEXT
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by their dates."""

    def published(self) -> "RoundQuerySet":
        """Rounds that everybody may know of."""
        return self.filter(is_published=True)

    def open_at(self, now: Any) -> "RoundQuerySet":
        """Rounds that take applications at this moment."""
        return self.published().filter(opens_at__lte=now, closes_at__gt=now, decided_at=None)


class Round(models.Model):
    """A call for applications: its dates in US Central, how many districts it takes, its form and its letter."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    guide = models.TextField(blank=True, help_text="What an applicant should know; plain text.")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text="The first moment at which nothing can be submitted any more.")
    decisions_on = models.DateField()
    letters_due_at = models.DateTimeField()
    starts_on = models.DateField(help_text="The first day of the districts' term.")
    ends_on = models.DateField(help_text="The last day of the districts' term.")
    capacity = models.PositiveSmallIntegerField(default=15, help_text="How many districts can be accepted.")
    form = models.JSONField(default=default_form)
    letter_text = models.TextField(default=DEFAULT_TEXT, help_text="Fields in braces are filled from the application.")
    is_published = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="round_term_has_an_end"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public call."""
        return reverse("intake:call", args=[self.slug])

    @property
    def sections(self) -> tuple[Section, ...]:
        """The form's sections with their questions."""
        return from_json(self.form)

    @property
    def phase(self) -> str:
        """Where the round stands at this moment, by the server's clock."""
        if self.decided_at:
            return RoundPhase.DECIDED
        now = timezone.now()
        if now < self.opens_at:
            return RoundPhase.ANNOUNCED
        return RoundPhase.OPEN if now < self.closes_at else RoundPhase.CLOSED

    def get_phase_display(self) -> str:
        """The phase in words."""
        return RoundPhase(self.phase).label


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "ApplicationQuerySet":
        """For MDE all that were ever submitted; for a district's readers its own, drafts included."""
        if not user.is_authenticated:
            return self.none()
        own = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        reach = models.Q(district__in=own.values("district"))
        if user.state_roles.intersection({"facilitator", "administrator"}):
            reach |= models.Q(submitted_at__isnull=False)
        return self.filter(reach)

    def awaiting_decision(self) -> "ApplicationQuerySet":
        """Submitted and not decided."""
        return self.filter(state__in=[ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW])


class Application(models.Model):
    """A district's application to a round."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="applications")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reasons = models.TextField(blank=True, help_text="What the decision rests on; the district reads it.")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "district"],
                condition=~models.Q(state="withdrawn"),
                name="one_application_per_round_and_district",
            )
        ]

    def __str__(self) -> str:
        return f"Application of {self.district}"

    def get_absolute_url(self) -> str:
        """The application's page."""
        return reverse("intake:application", args=[self.reference])

    def section_url(self, section: str) -> str:
        """The page on which one section is written."""
        return reverse("intake:write", args=[self.reference, section])

    def values(self) -> dict[str, Any]:
        """The answers by question key; one query."""
        return {answer.question: answer.value for answer in self.answers.all()}


class Answer(models.Model):
    """The answer to one question. `version` rises with each change, so that nobody overwrites another unseen."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.question} of {self.application_id}"
