"""Proposals to vary accreditation standards: the proposal, who proposes, its answers, the numbers of the docket."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.waivers.record import FORM
from applications.waivers.states import OPEN_TO_WRITERS, Kind, WaiverState
from portal.core.references import new_reference
from portal.districts.models import LEADING_OFFICES, District, Membership, Office
from portal.drafts.models import SharedDraft, WrittenAnswer
from portal.drafts.questions import Section, hash_of_answers
from portal.network.models import Pathway

READING_ROLES = {"facilitator", "csa_reviewer", "administrator"}
UNTITLED = "Proposal without a name"


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """Proposals by where they stand and by who may read them."""

    def docketed(self) -> "WaiverQuerySet":
        """Those that everybody reads: they have a docket number, withdrawn or not."""
        return self.exclude(docket=None)

    def of_districts_led_by(self, user: Any) -> "WaiverQuerySet":
        """Those of the districts in which the person holds a leading office."""
        led = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user).values("district")
        with_others = Partner.objects.filter(district__in=led).values("waiver")
        return self.filter(models.Q(district__in=led) | models.Q(pk__in=with_others))

    def helped_by(self, user: Any, *shares: str) -> "WaiverQuerySet":
        """Those with which the person helps, in one of these ways if any is named, while they are in the district."""
        found = self.model.objects.filter(self.model.shared_with(user, *shares))
        return self.filter(pk__in=found.values("pk"))

    def own_of(self, user: Any) -> "WaiverQuerySet":
        """Those of the districts that the person leads, and those with which they help."""
        led, helped = self.model.objects.of_districts_led_by(user), self.model.objects.helped_by(user)
        return self.filter(models.Q(pk__in=led.values("pk")) | models.Q(pk__in=helped.values("pk")))

    def visible_to(self, user: Any) -> "WaiverQuerySet":
        """On the docket for all; before that for who leads the district or helps, and handed in ones for MDE."""
        reach = models.Q(docket__isnull=False)
        if user.is_authenticated:
            reach |= models.Q(pk__in=self.model.objects.own_of(user).values("pk"))
            if user.state_roles.intersection(READING_ROLES):
                reach |= models.Q(submitted_at__isnull=False)
        return self.filter(reach)


class Waiver(SharedDraft):
    """A district's proposal to vary one or more standards, within the PLC that it is in."""

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NEW)
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later", help_text="What it builds on."
    )
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="waivers")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=WaiverState.choices, default=WaiverState.DRAFT)
    title = models.CharField(max_length=200, blank=True, help_text="Its name in lists.")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    lacking = models.TextField(max_length=2000, blank=True, help_text="What the check found lacking.")
    docket = models.CharField(max_length=12, unique=True, null=True, blank=True, help_text="Its number in public.")
    docketed_at = models.DateTimeField(null=True, blank=True, help_text="The clock runs from here.")
    is_fast = models.BooleanField(default=False, help_text="A small request by the rule, found as it was docketed.")
    decided_at = models.DateTimeField(null=True, blank=True, help_text="The clock stops here.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was withdrawn; everybody reads it.")
    recommended_on = models.DateField(null=True, blank=True, help_text="When the Commission recommended.")
    board_on = models.DateField(null=True, blank=True, help_text="When the State Board decided.")
    board_words = models.CharField(max_length=1000, blank=True, help_text="What the Board said; everybody reads it.")

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.docket} {self.title}" if self.docket else self.title or UNTITLED

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("waivers:waiver", args=[self.reference])

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the form."""
        return FORM

    @property
    def is_open_to_writers(self) -> bool:
        """A draft, or sent back."""
        return self.state in OPEN_TO_WRITERS

    def leaids(self) -> set[str]:
        """The districts that propose it together; one query where partners were not fetched with it."""
        return {self.district_id, *(each.district_id for each in self.partners.all())}

    def offices_to_agree(self) -> list[tuple[str, str]]:
        """The superintendent of each proposing district, first that of the one which writes it."""
        others = sorted(self.leaids() - {self.district_id})
        return [(leaid, Office.SUPERINTENDENT.value) for leaid in [self.district_id, *others]]

    def values(self) -> dict[str, Any]:
        """The answers by question; one query."""
        return {answer.question: answer.value for answer in self.answers.all()}

    def answers_hash(self) -> str:
        """The SHA-256 of all that is proposed, its name among the answers; an agreement holds for this alone.

        It rests on words, not on rows: a copy that says the same has the same.
        """
        provisions = self.provisions.select_related("standard__standard__edition").prefetch_related("hypotheses")
        exhibits = self.exhibits.select_related("file", "provision__standard__standard__edition")
        return hash_of_answers(
            self.values(),
            provisions=[provision.content() for provision in provisions],
            exhibits=[exhibit.content() for exhibit in exhibits],
        )


class Partner(models.Model):
    """Another district that proposes it too."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="partners")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["district__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["waiver", "district"], name="one_partner_per_district")]

    def __str__(self) -> str:
        return str(self.district)


class DocketYear(models.Model):
    """How many docket numbers a year has given out; its row is locked while one is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Answer(WrittenAnswer):
    """The answer to one question of a proposal."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["waiver", "question"], name="one_answer_per_waiver_question")]

    def __str__(self) -> str:
        return f"{self.question} of {self.waiver_id}"

    @property
    def file_url(self) -> str:
        """Where the file of this answer is read."""
        return reverse("waivers:answer_file", args=[self.waiver.reference, self.question])
