"""What MDE published about districts and schools: test results, ratings, component scores, designations.

`year` is the year a school year ends in: 2019 is school year 2018-19.
"""

from typing import Any

from django.db import models

from portal.districts.models import District, School


class Subject(models.TextChoices):
    """Subjects of the statewide test (MAAP)."""

    ELA = "ELA", "English language arts"
    MATH = "MATH", "Mathematics"


class Test(models.TextChoices):
    """The tests: by grade, and two courses of high school."""

    GRADE_3 = "3", "Grade 3"
    GRADE_4 = "4", "Grade 4"
    GRADE_5 = "5", "Grade 5"
    GRADE_6 = "6", "Grade 6"
    GRADE_7 = "7", "Grade 7"
    GRADE_8 = "8", "Grade 8"
    ENGLISH_2 = "EngII", "English II"
    ALGEBRA_1 = "AlgI", "Algebra I"


class Level(models.TextChoices):
    """Whom a result is about."""

    STATE = "state", "State"
    DISTRICT = "district", "District"
    SCHOOL = "school", "School"


class Grade(models.TextChoices):
    """Letter grades; there is no E."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
    D = "D", "D"
    F = "F", "F"


class DesignationType(models.TextChoices):
    """Why the state watches and helps a school."""

    CSI = "CSI", "Comprehensive Support and Improvement"
    TSI = "TSI", "Targeted Support and Improvement"
    ATSI = "ATSI", "Additional Targeted Support and Improvement"
    SAR = "SAR", "School At-Risk"


def one_per(fields: list[str], name: str) -> list[models.BaseConstraint]:
    """One row for each district or school and these fields; a row about a district has no school."""
    return [
        models.UniqueConstraint(
            fields=["district", *fields], condition=models.Q(school=None), name=f"one_{name}_per_district"
        ),
        models.UniqueConstraint(
            fields=["school", *fields], condition=models.Q(school__isnull=False), name=f"one_{name}_per_school"
        ),
    ]


class AssessmentResult(models.Model):
    """One row of a results file as published: one test of one year, for the state, a district or a school.

    A suppressed cell has no number here; `marks` keeps what was printed instead ("*", "<10"), by field. Pages never
    show a row of this table as it is: `portal.accountability.queries` hides small cells and their complements.
    """

    year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=4, choices=Subject.choices)
    test = models.CharField(max_length=5, choices=Test.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="results")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="results")
    average = models.FloatField("average scale score", null=True, blank=True)
    level_1 = models.FloatField(null=True, blank=True, help_text="Share of level 1 (minimal), 0 to 1.")
    level_2 = models.FloatField(null=True, blank=True, help_text="Share of level 2 (basic), 0 to 1.")
    level_3 = models.FloatField(null=True, blank=True, help_text="Share of level 3 (passing), 0 to 1.")
    level_4 = models.FloatField(null=True, blank=True, help_text="Share of level 4 (proficient), 0 to 1.")
    level_5 = models.FloatField(null=True, blank=True, help_text="Share of level 5 (advanced), 0 to 1.")
    tested = models.PositiveIntegerField(null=True, blank=True, help_text="Test takers.")
    marks = models.JSONField(default=dict, blank=True, help_text="What was printed in place of a number, by field.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "subject", "test"], condition=models.Q(level="state"), name="one_result_of_the_state"
            ),
            models.UniqueConstraint(
                fields=["district", "year", "subject", "test"],
                condition=models.Q(level="district"),
                name="one_result_per_district",
            ),
            models.UniqueConstraint(
                fields=["school", "year", "subject", "test"],
                condition=models.Q(level="school"),
                name="one_result_per_school",
            ),
        ]
        indexes = [models.Index(fields=["level", "year", "subject"], name="results_by_level_and_year")]

    def __str__(self) -> str:
        about: Any = self.school or self.district or "Mississippi"
        return f"{about}: {self.get_subject_display()}, {self.get_test_display()}, {self.year}"


class Rating(models.Model):
    """The letter grade of a district or school for one year, with where it was found."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="ratings")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=1, choices=Grade.choices)
    source = models.CharField(max_length=200, blank=True)
    total_points = models.FloatField(null=True, blank=True, help_text="As published; empty where it was not.")

    class Meta:
        ordering = ["year"]
        constraints = one_per(["year"], "rating")

    def __str__(self) -> str:
        return f"{self.school or self.district}: {self.grade} in {self.year}"


class ComponentScore(models.Model):
    """One component of a rating as published. `value` is empty where the file prints no number (">=95", "*")."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="component_scores")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="component_scores")
    year = models.PositiveSmallIntegerField()
    component = models.ForeignKey("accountability.Component", on_delete=models.PROTECT, related_name="scores")
    value = models.FloatField(null=True, blank=True, help_text="Points or percent, 0 to the component's maximum.")
    published = models.CharField(max_length=20, help_text="The cell as it was printed.")

    class Meta:
        constraints = one_per(["year", "component"], "component_score")

    def __str__(self) -> str:
        return f"{self.school or self.district}: {self.component_id} {self.published} in {self.year}"


class Designation(models.Model):
    """A school that an imported file names as CSI, TSI, ATSI or SAR for a year."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="designations")
    year = models.PositiveSmallIntegerField()
    designation = models.CharField(max_length=4, choices=DesignationType.choices)
    source = models.CharField(max_length=200, blank=True, help_text="The file that says so.")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "designation"], name="one_designation_per_school_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.designation} in {self.year}"
