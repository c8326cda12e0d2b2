"""Rounds: calls for applications with their dates, their places, their form and their letter."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.intake.questions import Section, default_form, from_json
from applications.intake.states import RoundPhase
from applications.letters.wording import DEFAULT_TEXT


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
    sign_off_offices = models.JSONField(
        default=list, blank=True, help_text="The offices that agree to the answers before they can be submitted."
    )
    board_signs = models.BooleanField(default=False, help_text="The board president signs the letter too.")
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
