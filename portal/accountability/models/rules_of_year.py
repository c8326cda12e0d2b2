"""The A-F model as data: components, their weights and the cut scores, by scale and year, each with its source."""

from django.db import models

from portal.accountability.models.published import Grade


class Scale(models.TextChoices):
    """The point scales: what is rated, and out of how many points."""

    POINTS_600 = "600", "600 points (school without science)"
    POINTS_700 = "700", "700 points (elementary and middle school)"
    POINTS_900 = "900", "900 points (district or high school, 2014 and 2015)"
    SCHOOL_1000 = "1000-school", "1,000 points (high school)"
    DISTRICT_1000 = "1000-district", "1,000 points (district)"


class Component(models.Model):
    """One thing that a rating counts, or is published beside it."""

    code = models.CharField(max_length=24, primary_key=True)
    name = models.CharField(max_length=80)
    maximum = models.FloatField(default=100, help_text="The highest value it can be given.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class YearsAndSource(models.Model):
    """A rule that holds from one year to another, and where it was read."""

    scale = models.CharField(max_length=14, choices=Scale.choices)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty while it is in force.")
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class ComponentWeight(YearsAndSource):
    """What a component is multiplied by in the total, with and without English-language progress."""

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="weights")
    with_english_learners = models.BooleanField(help_text="Used where progress of English learners is counted.")
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "component", "with_english_learners", "first_year"],
                name="one_weight_per_component_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.component_id} x {self.weight} ({self.scale}, from {self.first_year})"


class CutScore(YearsAndSource):
    """The fewest points that give a grade; below the lowest cut the grade is F."""

    grade = models.CharField(max_length=1, choices=Grade.choices)
    points = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scale", "grade", "first_year"], name="one_cut_per_grade_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.grade} from {self.points:g} ({self.scale}, from {self.first_year})"
