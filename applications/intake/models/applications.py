"""Applications and their answers, kept one row a question."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.intake.models.rounds import FormVersion, Round
from applications.intake.stages import Stage, at
from applications.intake.states import UNDECIDED, WITH_MDE, ApplicationState
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.drafts.models import SharedDraft, WrittenAnswer
from portal.drafts.questions import Section, asked_in, hash_of_answers, shown


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "ApplicationQuerySet":
        """For MDE all that were ever submitted; for a district's readers its own, drafts included."""
        if not user.is_authenticated:
            return self.none()
        reach = models.Q(pk__in=self.model.objects.of_districts_of(user).values("pk"))
        if user.state_roles.intersection({"facilitator", "administrator"}):
            reach |= models.Q(submitted_at__isnull=False)
        return self.filter(reach)

    def of_districts_of(self, user: Any) -> "ApplicationQuerySet":
        """Those of the person's own district: holding a leading office, or as a co-writer still there."""
        leading = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        led = models.Q(district__in=leading.values("district"))
        return self.filter(led | self.model.shared_with(user)).distinct()

    def undecided(self) -> "ApplicationQuerySet":
        """With MDE, or with the district for more information; no decision was released."""
        return self.filter(state__in=UNDECIDED)

    def awaiting_decision(self) -> "ApplicationQuerySet":
        """Submitted and not decided."""
        return self.filter(state__in=WITH_MDE)


class Application(SharedDraft):
    """A district's application to a round."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="applications")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    stage = models.CharField(max_length=60, blank=True, help_text="The round's stage it is at, while MDE has it.")
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
    form_version = models.ForeignKey(
        FormVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="applications",
        help_text="The form it was handed in under; empty as long as it is a draft.",
    )
    reused_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Its answers were taken over.",
    )

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

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the form it was handed in under; a draft follows the round's form as it stands."""
        return self.form_version.sections if self.form_version else self.round.sections

    @property
    def current_stage(self) -> Stage | None:
        """The stage of its round it is at; None where it is at none, or with nobody of MDE any more."""
        return at(self.round.stages, self.stage) if self.stage and self.state in UNDECIDED else None

    def state_and_stage(self) -> str:
        """The state in words, with the stage where it is at one."""
        stage = self.current_stage
        return f"{self.get_state_display()}: {stage.name}" if stage else self.get_state_display()

    @property
    def is_open_to_writers(self) -> bool:
        """A draft, or reopened for more information."""
        return self.state in (ApplicationState.DRAFT, ApplicationState.MORE_INFORMATION)

    def open_questions(self) -> set[str]:
        """The keys of the questions that can be answered now: all of a draft, those named where more was asked."""
        if self.state == ApplicationState.DRAFT:
            return {question.key for question in asked_in(self.sections)}
        asked = self.information_requests.filter(closed_at=None).first()
        return set(asked.questions) if asked and self.state == ApplicationState.MORE_INFORMATION else set()

    def open_sections(self) -> list[Section]:
        """The sections with those of their questions that can be answered now; those not asked are left out."""
        asked = self.open_questions()
        parts = [
            replace(part, questions=tuple(question for question in part.questions if question.key in asked))
            for part in shown(self.sections, self.values())
        ]
        return [part for part in parts if part.questions]

    def offices_to_agree(self) -> list[tuple[str, str]]:
        """The offices of the district that the round asks for."""
        return [(self.district_id, office) for office in self.round.sign_off_offices]

    def offices_to_sign_off(self) -> list[str]:
        """The offices that the round asks for and that have not agreed to the answers as they stand."""
        return [office for _, office in self.offices_left()]

    def section_url(self, section: str) -> str:
        """The page on which one section is written."""
        return reverse("intake:write", args=[self.reference, section])

    def values(self) -> dict[str, Any]:
        """The answers by question key; one query."""
        return {answer.question: answer.value for answer in self.answers.all()}

    def answers_hash(self) -> str:
        """The SHA-256 of the answers as they stand; a sign-off holds for these and no others."""
        return hash_of_answers(self.values())


class StageEntry(models.Model):
    """When an application came to a stage, under the name that the stage had then; only added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_entries")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.application_id}"


class Answer(WrittenAnswer):
    """The answer to one question of an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.question} of {self.application_id}"

    @property
    def file_url(self) -> str:
        """Where the file of this answer is read."""
        return reverse("intake:answer_file", args=[self.application.reference, self.question])
