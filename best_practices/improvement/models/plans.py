"""What an identified school plans: goals that answer needs, each with steps that somebody takes by a day."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from best_practices.improvement.models.schools import IdentifiedSchool
from best_practices.library.models import Practice


class Weight(models.IntegerChoices):
    """How much something counts, as the state's planning form scores it."""

    LOW = 1, "Low"
    MEDIUM = 2, "Medium"
    HIGH = 3, "High"


class Goal(models.Model):
    """A need, what is done about it, and what will be reached: specific, measurable, by a day.

    The index is priority times opportunity, 1 to 9: what matters much and can be changed soon comes first.
    """

    identified = models.ForeignKey(IdentifiedSchool, on_delete=models.PROTECT, related_name="goals")
    need = models.CharField(max_length=300)
    priority = models.PositiveSmallIntegerField(choices=Weight.choices)
    opportunity = models.PositiveSmallIntegerField(choices=Weight.choices)
    practice = models.ForeignKey(Practice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    strategy = models.TextField(max_length=1500)
    is_federal = models.BooleanField(default=False, help_text="Funds of section 1003 pay for it.")
    words = models.CharField(max_length=500)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [-models.F("priority") * models.F("opportunity"), "pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def index(self) -> int:
        """Priority times opportunity, 1 to 9."""
        return self.priority * self.opportunity

    @property
    def percent(self) -> int | None:
        """How far its steps are, on average; None without steps."""
        done = [step.percent for step in self.steps.all()]
        return round(sum(done) / len(done)) if done else None


class Step(models.Model):
    """One thing that is done for a goal: by whom, until when, what it costs, what shows it, how far it is."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    cost = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    evidence = models.CharField(max_length=300)
    percent = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(percent__lte=100), name="step_is_done_at_a_hundred")]

    def __str__(self) -> str:
        return self.words
