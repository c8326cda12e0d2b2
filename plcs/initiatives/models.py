"""What a district tries in a PLC: its aim, what drives it, ideas for a change, and cycles that test them.

The terms are those of the Model for Improvement: aim, primary and secondary drivers, change ideas, Plan-Do-Study-Act.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.initiatives.states import CycleState, InitiativeState
from plcs.workgroups.models import Workgroup
from portal.core.references import new_reference
from portal.districts.models import District, Membership
from portal.measures.models import Measure


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Initiatives by who may read them."""

    def visible_to(self, user: Any) -> "InitiativeQuerySet":
        """Those of PLCs that the person may enter, and those of the person's own districts."""
        if not user.is_authenticated:
            return self.none()
        own = Membership.objects.active().filter(user=user).values("district")
        inside = models.Q(workgroup__in=Workgroup.objects.entered_by(user))
        return self.filter(inside | models.Q(district__in=own))

    def active(self) -> "InitiativeQuerySet":
        """Under way."""
        return self.filter(state=InitiativeState.ACTIVE)


class Initiative(models.Model):
    """The work of one district in a PLC towards one aim."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="initiatives")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="initiatives")
    title = models.CharField(max_length=120)
    aim = models.CharField(max_length=500, help_text="What will be better, for whom, and by how much.")
    due_on = models.DateField(help_text="By when.")
    measures = models.ManyToManyField(Measure, blank=True, related_name="initiatives")
    state = models.CharField(max_length=10, choices=InitiativeState.choices, default=InitiativeState.ACTIVE)
    outcome = models.TextField(max_length=3000, blank=True, help_text="What came of it, or why it was stopped.")
    version = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("initiatives:initiative", args=[self.workgroup.slug, self.reference])

    @property
    def is_active(self) -> bool:
        """Whether it is under way."""
        return self.state == InitiativeState.ACTIVE


class Driver(models.Model):
    """What has to change so that the aim is reached; a secondary driver acts on a primary one."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="drivers")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def workgroup(self) -> Workgroup:
        """The PLC of its initiative."""
        return self.initiative.workgroup


class Idea(models.Model):
    """A change idea: something that could be done otherwise, and the driver on which it acts."""

    driver = models.ForeignKey(Driver, on_delete=models.PROTECT, related_name="ideas")
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def initiative(self) -> Initiative:
        """The initiative of its driver."""
        return self.driver.initiative

    @property
    def workgroup(self) -> Workgroup:
        """The PLC of its initiative."""
        return self.driver.initiative.workgroup


class Act(models.TextChoices):
    """What is done after a cycle: the A of PDSA."""

    ADOPT = "adopt", "Adopt: we do it so from now on"
    ADAPT = "adapt", "Adapt: we change it and try again"
    EXPAND = "expand", "Expand: we try it in more places"
    ABANDON = "abandon", "Abandon: it does not help"


class CycleQuerySet(models.QuerySet["Cycle"]):
    """Cycles by who may read them and by where they stand."""

    def visible_to(self, user: Any) -> "CycleQuerySet":
        """Those of initiatives that the person may read."""
        return self.filter(idea__driver__initiative__in=Initiative.objects.visible_to(user))

    def open(self) -> "CycleQuerySet":
        """Planned or being tried, in an initiative that is under way."""
        states = (CycleState.PLANNED, CycleState.RUNNING)
        return self.filter(state__in=states, idea__driver__initiative__state=InitiativeState.ACTIVE)


class Cycle(models.Model):
    """One Plan-Do-Study-Act cycle: a small test of a change idea."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=CycleState.choices, default=CycleState.PLANNED)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pdsa_cycles")
    begins_on, ends_on = models.DateField(), models.DateField()
    question = models.CharField(max_length=300, help_text="What it is to teach.")
    prediction = models.CharField(max_length=500)
    plan = models.TextField(max_length=3000, blank=True)
    happened = models.TextField(max_length=3000, blank=True, help_text="Do: what was done, and what was seen.")
    learned = models.TextField(max_length=3000, blank=True, help_text="Study: the prediction beside what was seen.")
    act = models.CharField(max_length=10, choices=Act.choices, blank=True)
    next_step = models.TextField(max_length=1000, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was dropped.")
    run_on = models.DateField(null=True, blank=True, help_text="The day on which the trial began.")
    concluded_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["idea", "number"]
        constraints = [models.UniqueConstraint(fields=["idea", "number"], name="one_cycle_of_an_idea_per_number")]

    def __str__(self) -> str:
        return f"Cycle {self.number}: {self.question}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("initiatives:cycle", args=[self.workgroup.slug, self.initiative.reference, self.reference])

    @property
    def initiative(self) -> Initiative:
        """The initiative of its idea."""
        return self.idea.driver.initiative

    @property
    def workgroup(self) -> Workgroup:
        """The PLC of its initiative."""
        return self.idea.driver.initiative.workgroup

    @property
    def is_open(self) -> bool:
        """Planned or being tried."""
        return self.state in (CycleState.PLANNED, CycleState.RUNNING)
