"""What schools do with practices and what they say of them; the weights that MDE sets; who looked."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from best_practices.library.models import Practice
from best_practices.reuse.states import OPEN_ADOPTIONS, AdoptionState, FeedbackState
from portal.accounts.models import StateRole
from portal.core.references import new_reference
from portal.districts.models import District, Membership, Office, School

READING_ROLES = {StateRole.FACILITATOR, StateRole.ADMINISTRATOR, StateRole.OSI_COACH}
ADOPTING_OFFICES = (Office.SUPERINTENDENT, Office.BOARD_PRESIDENT, Office.INNOVATION_LEAD, Office.PRINCIPAL)


def of_schools_read_by(user: Any) -> models.Q:
    """What has a school, for who reads of it: people of its district, MDE and its coaches."""
    if not user.is_authenticated:
        return models.Q(pk__in=[])
    if user.state_roles.intersection(READING_ROLES):
        return models.Q()
    held = Membership.objects.active().filter(user=user)
    return models.Q(school__district__in=held.values("district"))


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Adoptions by where they stand and by who may read them."""

    def visible_to(self, user: Any) -> "AdoptionQuerySet":
        """For people of a district those of its schools; for MDE and its coaches all."""
        return self.filter(of_schools_read_by(user))

    def open(self) -> "AdoptionQuerySet":
        """Planned or going on."""
        return self.filter(state__in=OPEN_ADOPTIONS)

    def begun(self) -> "AdoptionQuerySet":
        """Those that were started, whatever became of them: a result counts for each, also for what was stopped."""
        return self.filter(started_on__isnull=False)


class Adoption(models.Model):
    """A school takes up a practice: how much of it, from when, to move what, and where it began."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    version = models.PositiveSmallIntegerField(help_text="Which version of the practice readers saw.")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="adoptions")
    state = models.CharField(max_length=10, choices=AdoptionState.choices, default=AdoptionState.PLANNED)
    target = models.CharField(max_length=40, help_text="The component that should move.")
    planned_for = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it ended; everybody reads it.")
    dose = models.CharField(max_length=200, help_text="For whom, how often, how long.")
    steps = models.JSONField(default=list, help_text="In order, each in a sentence.")
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline = models.FloatField(null=True, blank=True, help_text="0 to 100, as the results said on that day.")
    lacking = models.JSONField(default=list, help_text="Standards it needs waived that its district held no waiver of.")
    told_of = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The results that were told last.")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "school", "target"],
                condition=models.Q(state__in=OPEN_ADOPTIONS),
                name="one_open_adoption_per_target",
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice} at {self.school}"

    def get_absolute_url(self) -> str:
        """Where its people find it."""
        return reverse("reuse:adoption", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Planned or going on."""
        return self.state in OPEN_ADOPTIONS


class Dose(models.TextChoices):
    """How much of what was planned was done since the last time."""

    AS_PLANNED = "as_planned", "As planned"
    LESS = "less", "Less than planned"
    MORE = "more", "More than planned"
    NONE = "none", "Not at all"


class CheckIn(models.Model):
    """What the school saw on a day: how much was done, which steps are done, and a few words. Never changed."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="check_ins")
    on = models.DateField()
    dose = models.CharField(max_length=10, choices=Dose.choices)
    done = models.JSONField(default=list, help_text="The steps that are done, in their words.")
    words = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_dose_display()}"


class Verdict(models.TextChoices):
    """What came of it for who used it."""

    WORKED = "worked", "We used it, and it worked"
    PARTLY = "partly", "We used it, and it worked in part"
    FAILED = "failed", "We used it, and it did not work"
    EARLY = "early", "We use it; it is too early to say"
    UNUSED = "unused", "We looked at it and did not take it up"


USED = (Verdict.WORKED, Verdict.PARTLY, Verdict.FAILED, Verdict.EARLY)


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """What is said of practices, by who may read it."""

    def shown(self) -> "FeedbackQuerySet":
        """What everybody reads."""
        return self.filter(state=FeedbackState.SHOWN)

    def held(self) -> "FeedbackQuerySet":
        """What waits for a moderator."""
        return self.filter(state=FeedbackState.HELD)


class Feedback(models.Model):
    """What a person of another district says of a practice, in an office, with a reason. One for each person."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="feedback")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=20, choices=Office.choices, help_text="Held when it was written.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=FeedbackState.choices, default=FeedbackState.HELD)
    why_hidden = models.CharField(max_length=500, blank=True, help_text="Its author reads it.")
    written_at = models.DateTimeField(default=timezone.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["practice", "author"], name="one_feedback_per_person")]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.practice}"


class Weighting(models.Model):
    """The weights of the score as MDE set them on a day. The newest row is in force; none is ever changed."""

    values = models.JSONField(help_text="The parts of the score and of a need, by name.")
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"Weights of {self.set_at:%Y-%m-%d}"


class Look(models.Model):
    """That people of a district opened what is suggested to one of its schools: the last day, nobody's name."""

    district = models.OneToOneField(District, on_delete=models.CASCADE, primary_key=True, related_name="+")
    last_on = models.DateField(default=date.today)

    def __str__(self) -> str:
        return f"{self.district_id}: {self.last_on}"
