"""Rounds: calls for applications with their dates, their places, their form and their letter."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.fields import StreamField

from applications.intake.balance import Rule
from applications.intake.blocks import (
    FormBlock,
    RubricBlock,
    RuleBlock,
    WorkflowBlock,
    criteria_of,
    criteria_stream,
    default_form,
    sections_of,
    stages_of,
)
from applications.intake.stages import Stage
from applications.intake.states import RoundPhase
from applications.letters.wording import DEFAULT_TEXT
from applications.reviews.rubric import Criterion
from portal.drafts.questions import Section, from_json

RULE = ("by", "group", "at_least", "at_most")


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
    form = StreamField(FormBlock(), default=default_form)
    workflow = StreamField(WorkflowBlock(required=False), blank=True, default=list)
    rubric = StreamField(RubricBlock(required=False), blank=True, default=criteria_stream)
    balance = StreamField([("rule", RuleBlock())], blank=True, help_text="Shown to those who review and decide.")
    letter_text = models.TextField(default=DEFAULT_TEXT, help_text="Fields in braces are filled from the application.")
    receipt_text = models.TextField(blank=True, help_text="Of the mail that confirms what was handed in.")
    accept_text = models.TextField(blank=True, help_text="Of the mail to districts that are accepted.")
    waitlist_text = models.TextField(blank=True, help_text="Of the mail to districts on the waiting list.")
    decline_text = models.TextField(blank=True, help_text="Of the mail to districts that are not accepted.")
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
        """The form's sections with their questions, as they stand now."""
        return sections_of(self.form)

    def sections_in(self, form: Any) -> tuple[Section, ...]:
        """The sections of another form than the one that is kept: one that is being edited."""
        return sections_of(form)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What reviewers score by."""
        return criteria_of(self.rubric)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What happens to an application between handing in and decision, in order."""
        return stages_of(self.workflow)

    @property
    def rules(self) -> list[Rule]:
        """The rules of balance."""
        return [Rule(**{name: child.value.get(name) for name in RULE}) for child in self.balance]

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


class FormVersion(models.Model):
    """A form exactly as it was when something was handed in under it. Later changes of the round leave it alone."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="form_versions")
    form = models.JSONField()
    form_hash = models.CharField(max_length=64, help_text="SHA-256 of the form.")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "form_hash"], name="one_version_per_form")]

    def __str__(self) -> str:
        return f"Form of {self.round}, {self.kept_at:%Y-%m-%d}"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections with their questions."""
        return from_json(self.form)
