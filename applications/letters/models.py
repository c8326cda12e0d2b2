"""Letters of commitment and the signatures under them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.letters.states import LetterState
from portal.core.models import StoredFile
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership, Office
from portal.network.models import Pathway


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

    def awaiting_signature(self) -> "LetterQuerySet":
        """Issued and not yet signed or declined."""
        return self.filter(state=LetterState.ISSUED)


class Letter(models.Model):
    """A letter of commitment: the exact text a district commits to. It never changes: a change is a new letter."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    code = models.CharField("verification code", max_length=12, unique=True, default=new_reference, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="letters")
    source = models.CharField(
        max_length=20, unique=True, help_text="The reference of the application it was made from."
    )
    state = models.CharField(max_length=20, choices=LetterState.choices, default=LetterState.ISSUED)
    text = models.TextField(help_text="Plain text; a line that begins “# ” is a heading, “- ” a point of a list.")
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the text in UTF-8.")
    pathways = models.ManyToManyField(Pathway, related_name="letters")
    term_starts = models.DateField()
    term_ends = models.DateField()
    due_at = models.DateTimeField(help_text="The last moment to sign.")
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declined_reason = models.TextField(blank=True)
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"Letter of commitment, {self.district}"

    def get_absolute_url(self) -> str:
        """The letter's page."""
        return reverse("letters:letter", args=[self.reference])

    @property
    def is_overdue(self) -> bool:
        """The last moment to sign is past."""
        return timezone.now() > self.due_at


class Signature(models.Model):
    """One signature under a letter: a row that is only ever added, never changed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    office = models.CharField(max_length=20, choices=Office.choices)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_name = models.CharField(max_length=150)
    consent = models.TextField(help_text="The sentence the signer agreed to.")
    consent_version = models.CharField(max_length=40)
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the exact text shown.")
    signed_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    method = models.CharField(max_length=120, help_text="How the signer was identified.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "office"], name="one_signature_per_letter_and_office")]

    def __str__(self) -> str:
        return f"{self.typed_name}, {self.get_office_display()}"
