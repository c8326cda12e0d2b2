"""Letters of commitment, their versions, the signatures under them, and what districts ask to change."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.letters.states import OPEN, WITH_DISTRICT, LetterState
from portal.core.models import StoredFile
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership, Office
from portal.network.models import Pathway

MDE = "mde"
SIGNING_OFFICES = [*Office.choices, (MDE, "Mississippi Department of Education")]
NEXT_OFFICE = {
    LetterState.ISSUED: Office.SUPERINTENDENT.value,
    LetterState.BOARD: Office.BOARD_PRESIDENT.value,
    LetterState.COUNTERSIGN: MDE,
}


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "LetterQuerySet":
        """All for MDE; for a district its superintendent, board president and innovation lead."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection({"facilitator", "administrator"}):
            return self
        own = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        return self.filter(district__in=own.values("district"))

    def open(self) -> "LetterQuerySet":
        """Waiting for a signature, of the district or of the department."""
        return self.filter(state__in=OPEN)

    def with_district(self) -> "LetterQuerySet":
        """Waiting for a signature of the district."""
        return self.filter(state__in=WITH_DISTRICT)

    def in_force(self) -> "LetterQuerySet":
        """Signed by all, and not replaced or withdrawn."""
        return self.filter(state=LetterState.SIGNED)


class Letter(models.Model):
    """A letter of commitment: the exact text a district commits to. It never changes: a change is a new version."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    code = models.CharField("verification code", max_length=12, unique=True, default=new_reference, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="letters")
    source = models.CharField(max_length=20, help_text="The reference of the application it was made from.")
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    change_note = models.TextField(blank=True, help_text="Why there is a new version.")
    state = models.CharField(max_length=20, choices=LetterState.choices, default=LetterState.ISSUED)
    text = models.TextField(help_text="Plain text; a line that begins “# ” is a heading, “- ” a point of a list.")
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the text in UTF-8.")
    pathways = models.ManyToManyField(Pathway, related_name="letters")
    term_starts = models.DateField()
    term_ends = models.DateField()
    board_signs = models.BooleanField(default=False, help_text="The board president signs after the superintendent.")
    due_at = models.DateTimeField(help_text="The last moment for the district to sign.")
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_reason = models.TextField(blank=True, help_text="Why it was declined, taken back or withdrawn.")
    reminders_on = models.BooleanField(default=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "version"], name="one_letter_per_source_and_version"),
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(state__in=OPEN), name="one_open_letter_per_source"
            ),
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(state="signed"), name="one_letter_in_force_per_source"
            ),
        ]

    def __str__(self) -> str:
        words = f"Letter of commitment, {self.district}"
        return f"{words}, version {self.version}" if self.version > 1 else words

    def get_absolute_url(self) -> str:
        """The letter's page."""
        return reverse("letters:letter", args=[self.reference])

    @property
    def is_overdue(self) -> bool:
        """The last moment for the district to sign is past."""
        return timezone.now() > self.due_at

    @property
    def is_with_district(self) -> bool:
        """It waits for a signature of the district."""
        return self.state in WITH_DISTRICT

    @property
    def is_open(self) -> bool:
        """It waits for a signature."""
        return self.state in OPEN

    @property
    def next_office(self) -> str:
        """The office that signs next; empty where nobody does."""
        return NEXT_OFFICE.get(LetterState(self.state), "")

    def get_next_office_display(self) -> str:
        """The office that signs next, in words."""
        return dict(SIGNING_OFFICES).get(self.next_office, "")

    @property
    def days_open(self) -> int:
        """Whole days since it was issued."""
        return (timezone.now() - self.issued_at).days


class Signature(models.Model):
    """One signature under a letter: a row that is only ever added, never changed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    office = models.CharField(max_length=20, choices=SIGNING_OFFICES)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="On paper: who recorded it."
    )
    typed_name = models.CharField(max_length=150)
    consent = models.TextField(blank=True, help_text="The sentence the signer agreed to; empty on paper.")
    consent_version = models.CharField(max_length=40, blank=True)
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the exact text shown.")
    signed_at = models.DateTimeField(help_text="On paper: when it was recorded.")
    address = models.GenericIPAddressField(null=True)
    method = models.CharField(max_length=120, help_text="How the signer was identified.")
    paper_date = models.DateField(null=True, blank=True, help_text="The day written beside a signature on paper.")
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "office"], name="one_signature_per_letter_and_office")]

    def __str__(self) -> str:
        return f"{self.typed_name}, {self.get_office_display()}"

    @property
    def is_on_paper(self) -> bool:
        """It was given on paper and recorded by the department."""
        return self.paper_date is not None


class ChangeRequest(models.Model):
    """A district asks for other PLCs or other words; MDE answers with a new version, or says why not."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="change_requests")
    words = models.TextField()
    pathways = models.ManyToManyField(Pathway, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=models.Q(answered_at=None), name="one_open_change_request_per_letter"
            )
        ]

    def __str__(self) -> str:
        return f"Change asked of {self.letter}"
