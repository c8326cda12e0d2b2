"""The state's process standards by edition: what each version of a standard says, and what became of it later."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.standards.numbering import position_of

ONLY_ADDED = "A version that was written stays as it is. Write a new version instead."
UNEXAMINED = "Nobody has examined yet whether it may be waived."
CITE_THE_LAW = "Please name the law that demands it."
SAY_WHY_NOT = "Please give the legal reason why it cannot be waived."
LAW_CANNOT_BE_WAIVED = (
    "State or federal law demands this standard, so it cannot be waived: under policy 2.2 the State Board may suspend "
    "only process standards that no state or federal law mandates. Please mark it so."
)


class Heading(models.TextChoices):
    """The four headings of Part 24 of the Administrative Code, in its order."""

    ADMINISTRATION = "administration", "Administration and Personnel"
    OPERATIONS = "operations", "School Operations"
    INSTRUCTION = "instruction", "Instructional Practices"
    SAFETY = "safety", "Safe and Healthy Schools"
    UNKNOWN = "unknown", "Heading not known yet"


class Mandate(models.TextChoices):
    """Whether a law demands the standard, besides the State Board."""

    NOT_EXAMINED = "not_examined", "Not examined yet"
    NONE = "none", "No: only the State Board demands it"
    STATE = "state", "Yes, state law"
    FEDERAL = "federal", "Yes, federal law"


class Waivable(models.TextChoices):
    """Whether a district may ask to vary the standard."""

    YES = "yes", "May be waived"
    NO = "no", "Cannot be waived"
    NOT_EXAMINED = "not_examined", "Not examined yet"


class Relation(models.TextChoices):
    """What became of a standard in a later edition."""

    SAME = "same", "Stays the same"
    RENUMBERED = "renumbered", "Has another number"
    SPLIT = "split", "Is split into several"
    MERGED = "merged", "Is merged with others"
    DROPPED = "dropped", "Is dropped"


OF_LAW = (Mandate.STATE, Mandate.FEDERAL)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by the days on which they are in force."""

    def visible_to(self, user: Any) -> "EditionQuerySet":
        """Everybody may read the standards."""
        return self

    def current(self, on: date | None = None) -> "Edition | None":
        """The edition in force on a day, today if none is named: the latest that has begun and has not ended."""
        day = on or timezone.localdate()
        running = models.Q(effective_until=None) | models.Q(effective_until__gte=day)
        return self.filter(running, effective_from__lte=day).order_by("-effective_from", "-pk").first()


class Edition(models.Model):
    """The standards as they were in force from one day to another. Numbers mean nothing without their edition."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    effective_from = models.DateField(help_text="The first day it is in force.")
    effective_until = models.DateField(null=True, blank=True, help_text="The last day it is in force.")
    source = models.TextField(max_length=2000, help_text="Where it was read, and what is not known of it.")
    source_url = models.URLField(max_length=300, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective_until=None) | models.Q(effective_until__gt=models.F("effective_from")),
                name="edition_ends_after_it_begins",
                violation_error_message="An edition ends after the day it begins.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its catalogue."""
        return reverse("standards:edition", args=[self.code])


class StandardQuerySet(models.QuerySet["Standard"]):
    """Standards; everybody may read them."""

    def visible_to(self, user: Any) -> "StandardQuerySet":
        """Everybody may read the standards."""
        return self

    def with_topic(self) -> "StandardQuerySet":
        """Each with its topic as it stands, as `topic`."""
        versions = StandardVersion.objects.filter(standard=models.OuterRef("pk")).order_by("-ordinal")
        return self.annotate(topic=models.Subquery(versions.values("topic")[:1]))


class Standard(models.Model):
    """One standard of one edition; what it says is in its versions."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="standards")
    number = models.CharField(max_length=11)
    position = models.PositiveBigIntegerField(editable=False, help_text="Its place among the numbers, by value.")

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_standard_per_number")]

    def __str__(self) -> str:
        return f"Standard {self.number}, edition {self.edition.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its place follows from its number."""
        self.position = position_of(self.number)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("standards:standard", args=[self.edition.code, self.number])


class StandardVersionQuerySet(models.QuerySet["StandardVersion"]):
    """Versions of standards."""

    def newest(self) -> "StandardVersionQuerySet":
        """Those that stand now: none of the same standard came after them."""
        later = StandardVersion.objects.filter(
            standard=models.OuterRef("standard"), ordinal__gt=models.OuterRef("ordinal")
        )
        return self.filter(~models.Exists(later))


class StandardVersion(models.Model):
    """What a standard says from one moment on, and what is known of it. Rows are only ever added."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveIntegerField()
    topic = models.CharField(max_length=200)
    heading = models.CharField(max_length=16, choices=Heading.choices, default=Heading.UNKNOWN)
    text = models.TextField(max_length=20_000, blank=True, help_text="The official words; empty: not entered yet.")
    mandate = models.CharField(max_length=16, choices=Mandate.choices, default=Mandate.NOT_EXAMINED)
    mandate_citation = models.CharField(max_length=300, blank=True)
    waivable = models.CharField(max_length=16, choices=Waivable.choices, default=Waivable.NOT_EXAMINED)
    reason = models.TextField(max_length=1000, blank=True, help_text="The legal reason why it may be waived or not.")
    seen_in = models.CharField(max_length=500, help_text="Where this was read.")
    note = models.CharField(max_length=500, blank=True, help_text="Why it was changed.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StandardVersionQuerySet.as_manager()

    class Meta:
        ordering = ["standard", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "ordinal"], name="one_version_per_ordinal"),
            # What the gate does not know, it would let pass.
            models.CheckConstraint(condition=models.Q(waivable__in=Waivable.values), name="waivable_is_known"),
            models.CheckConstraint(condition=models.Q(mandate__in=Mandate.values), name="mandate_is_known"),
            models.CheckConstraint(
                condition=~models.Q(mandate__in=OF_LAW) | ~models.Q(mandate_citation=""),
                name="mandate_of_law_is_cited",
            ),
            models.CheckConstraint(
                condition=~models.Q(mandate__in=OF_LAW) | models.Q(waivable=Waivable.NO),
                name="mandate_of_law_is_not_waived",
            ),
            models.CheckConstraint(
                condition=~models.Q(waivable=Waivable.NO) | ~models.Q(reason=""), name="what_cannot_be_waived_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(ordinal=1) | ~models.Q(note=""), name="changed_standard_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard}, version {self.ordinal}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once. The database refuses a change too, whoever asks."""
        if not self._state.adding:
            raise NotAllowed(ONLY_ADDED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: requests and decisions rest on what stood."""
        raise NotAllowed(ONLY_ADDED)

    def get_absolute_url(self) -> str:
        """Where this version stays, whatever is written later."""
        return reverse("standards:version", args=[self.standard.edition.code, self.standard.number, self.ordinal])

    @property
    def is_unexamined(self) -> bool:
        """Nobody has said yet whether it may be waived."""
        return self.waivable == Waivable.NOT_EXAMINED


class Crosswalk(models.Model):
    """What became of a standard in a later edition: without a later standard, it was dropped."""

    earlier = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="links_later")
    later = models.ForeignKey(Standard, null=True, blank=True, on_delete=models.PROTECT, related_name="links_earlier")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["earlier", "later"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_link_per_pair_of_standards"),
            models.UniqueConstraint(
                fields=["earlier"], condition=models.Q(later=None), name="standard_is_dropped_once"
            ),
            models.CheckConstraint(
                condition=models.Q(relation=Relation.DROPPED, later=None)
                | (~models.Q(relation=Relation.DROPPED) & models.Q(later__isnull=False)),
                name="dropped_standard_has_no_later_one",
            ),
            models.CheckConstraint(condition=~models.Q(earlier=models.F("later")), name="link_leads_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later or 'dropped'}"


def faults_of(words: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the words of a version, by field, each as a sentence for the person who writes."""
    found = {}
    of_law = words.get("mandate") in OF_LAW
    if of_law and not str(words.get("mandate_citation") or "").strip():
        found["mandate_citation"] = CITE_THE_LAW
    if of_law and words.get("waivable") != Waivable.NO:
        found["waivable"] = LAW_CANNOT_BE_WAIVED
    if words.get("waivable") == Waivable.NO and not str(words.get("reason") or "").strip():
        found["reason"] = SAY_WHY_NOT
    return found
