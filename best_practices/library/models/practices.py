"""Practices and their versions: what districts write, before and besides what readers see."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin

from best_practices.library.record import FORM
from best_practices.library.states import OPEN_VERSIONS, WRITABLE, PracticeState, VersionState
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.drafts.models import WrittenAnswer
from portal.drafts.questions import Section

MODERATING = {"facilitator", "administrator"}


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Practices by who may know of them."""

    def open_to_readers(self) -> "PracticeQuerySet":
        """Those that everybody may read."""
        return self.filter(state__in=(PracticeState.PUBLISHED, PracticeState.DUE))


class Practice(models.Model):
    """One practice through all its versions. What readers see of it is its page; this is who stands behind it."""

    slug = models.SlugField(unique=True, null=True, blank=True, max_length=80, help_text="Its address; never changes.")
    state = models.CharField(max_length=12, choices=PracticeState.choices, default=PracticeState.UNPUBLISHED)
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="practices", help_text="Empty: MDE."
    )
    adapted_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="adaptations"
    )
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    begun_at = models.DateTimeField(default=timezone.now)
    first_published_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was withdrawn; everybody reads it.")

    objects = PracticeQuerySet.as_manager()

    def __str__(self) -> str:
        page = getattr(self, "page", None)
        return page.title if page else f"Practice {self.pk}"

    def get_absolute_url(self) -> str:
        """Its permanent address; empty before it was ever published."""
        return f"/practices/{self.slug}/" if self.slug else ""

    @property
    def owner_name(self) -> str:
        """Whose practice it is."""
        return self.district.name if self.district else "Mississippi Department of Education"


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "VersionQuerySet":
        """For authors theirs; for leading offices their district's; for MDE's staff all that were ever submitted."""
        if not user.is_authenticated:
            return self.none()
        reach = models.Q(pk__in=self.model.objects.written_by(user).values("pk"))
        if user.state_roles.intersection(MODERATING):
            reach |= models.Q(submissions__isnull=False)
        return self.filter(reach).distinct()

    def written_by(self, user: Any) -> "VersionQuerySet":
        """Those the person is an author of, as long as they hold an office; and those of the districts they lead."""
        offices = Membership.objects.active().filter(user=user)
        leading = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        own = models.Q(authors__person=user, authors__ended_at=None, authors__district__in=offices.values("district"))
        of_mde = models.Q(authors__person=user, authors__ended_at=None, authors__district=None)
        return self.filter(own | of_mde | models.Q(practice__district__in=leading.values("district"))).distinct()

    def with_moderators(self) -> "VersionQuerySet":
        """Submitted, and not answered yet."""
        return self.filter(state=VersionState.IN_REVIEW)


class Version(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):  # type: ignore[misc]
    """One version of a practice: written by its authors, then moderated by a Wagtail workflow.

    Nothing of it is a page before it is published: no door of the editor leads to it.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=14, choices=VersionState.choices, default=VersionState.DRAFT)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=300, blank=True, help_text="The meeting, thread or file it began from.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True, help_text="Of the decision; the authors read it.")
    checks = models.JSONField(
        default=dict, blank=True, help_text="The moderators' checklist: what was found, by its key."
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["practice"],
                condition=models.Q(state__in=[*OPEN_VERSIONS]),
                name="one_open_version_per_practice",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where its authors and the moderators find it."""
        return reverse("library:version", args=[self.reference])

    @property
    def title(self) -> str:
        """What the authors call it."""
        return str(self.values().get("title") or "") or f"Practice without a name yet, version {self.number}"

    def leaids(self) -> set[str]:
        """The districts that stand behind it: its owner, and those of its authors, former ones too; one query."""
        found = {author.district_id for author in self.authors.all()} | {self.practice.district_id}
        return {leaid for leaid in found if leaid}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The form."""
        return FORM

    @property
    def is_open_to_writers(self) -> bool:
        """A draft, or sent back."""
        return self.state in WRITABLE

    def values(self) -> dict[str, Any]:
        """The answers as they stand, by question key; one query for each version."""
        if not hasattr(self, "_values"):
            self._values = {answer.question: answer.value for answer in self.answers.all()}
        return self._values

    def forget_values(self) -> None:
        """Ask the database again the next time."""
        if hasattr(self, "_values"):
            del self._values

    def handed_in(self) -> dict[str, Any]:
        """The answers as they were last handed in: what moderators read, while authors may go on writing."""
        last = self.submissions.last()
        return dict(last.answers) if last else {}


class VersionAnswer(WrittenAnswer):
    """The answer to one question of the record."""

    draft = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "question"], name="one_answer_per_record_question")]

    def __str__(self) -> str:
        return f"{self.question} of {self.draft_id}"

    @property
    def file_url(self) -> str:
        """Where the file of this answer is read."""
        return reverse("library:version_file", args=[self.draft.reference, self.question])
