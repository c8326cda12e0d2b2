"""What pages show of results and ratings. Every figure passes `suppression`; nothing else reads the results table.

Shares are percents of students at levels 4 and 5 (proficient and advanced). Counts of the whole state are not
released: next to all districts they would give a hidden district away.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Model, Q, Sum

from portal.accountability.model_of_year import rules_for
from portal.accountability.models import (
    AssessmentResult,
    ComponentScore,
    Designation,
    ImportRun,
    Level,
    Rating,
    Scale,
    Subject,
    Test,
)
from portal.accountability.scoring import ENGLISH_LEARNERS, Score, score
from portal.accountability.suppression import HIDDEN, Group, withheld
from portal.districts.models import District, School

FIELDS = ("pk", "year", "subject", "test", "level", "district_id", "school_id", "tested", "level_4", "level_5")
TEST_ORDER = {test: place for place, test in enumerate(Test.values)}


@dataclass(frozen=True)
class Result:
    """One test as it may be shown; `tested` and `percent` are None where it is hidden."""

    year: int
    subject: str
    test: str
    level: str
    leaid: str
    school_id: int | None
    tested: int | None
    proficient: int | None

    @property
    def is_hidden(self) -> bool:
        """Too small a group, or one that would give a small group away."""
        return self.tested is None

    @property
    def percent(self) -> float | None:
        """Percent proficient, to one decimal."""
        return round(100 * (self.proficient or 0) / self.tested, 1) if self.tested else None

    @property
    def mark(self) -> str:
        """What stands in place of a hidden figure."""
        return HIDDEN if self.is_hidden else ""

    def get_test_display(self) -> str:
        """The test in words."""
        return str(Test(self.test).label)


@dataclass
class Share:
    """All tests of a subject in one year together: only those that may be shown are counted."""

    year: int
    subject: str
    tested: int | None = None
    percent: float | None = None
    left_out: int = 0
    state: float | None = None
    tests: list[Result] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What stands in place of a hidden figure."""
        return HIDDEN if self.percent is None else ""

    def get_subject_display(self) -> str:
        """The subject in words."""
        return str(Subject(self.subject).label)


def released(**about: Any) -> list[Result]:
    """The results of whole districts (all their schools, whatever is shown) with what may not be shown taken out.

    `about` filters by year, subject, district or districts; one query.
    """
    rows = AssessmentResult.objects.filter(~Q(level=Level.STATE), **about).values_list(*FIELDS)
    blocks: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows.order_by("year", "subject", "pk"):
        blocks[row[1], row[2], row[3], row[5]].append(row)
    return [result for block in blocks.values() for result in _released(block)]


def _released(block: list[tuple[Any, ...]]) -> list[Result]:
    """One test of one district and its schools."""
    groups = [Group(row[0], row[7], proficient_count(row[7], row[8], row[9])) for row in block]
    total = next((group for group, row in zip(groups, block, strict=True) if row[4] == Level.DISTRICT), None)
    parts = [group for group in groups if group is not total]
    hidden = withheld(total, parts, settings.SMALL_CELL_MINIMUM)
    shown = []
    for row, group in zip(block, groups, strict=True):
        is_hidden = group.name in hidden
        tested, proficient = (None, None) if is_hidden else (group.tested, group.proficient)
        _, year, subject, test, level, leaid, school_id, *_ = row
        shown.append(Result(year, subject, test, level, leaid, school_id, tested, proficient))
    return shown


def proficient_count(tested: int | None, level_4: float | None, level_5: float | None) -> int | None:
    """Students at levels 4 and 5, or None where a figure is hidden."""
    if tested is None or level_4 is None or level_5 is None:
        return None
    return round(tested * level_4) + round(tested * level_5)


def together(results: Iterable[Result]) -> list[Share]:
    """Results by year and subject, oldest year first."""
    shares: dict[tuple[int, str], Share] = {}
    for result in results:
        share = shares.setdefault((result.year, result.subject), Share(result.year, result.subject))
        share.tests.append(result)
    for share in shares.values():
        share.tests.sort(key=lambda result: TEST_ORDER[result.test])
        shown = [result for result in share.tests if not result.is_hidden]
        share.left_out = len(share.tests) - len(shown)
        share.tested = sum(result.tested or 0 for result in shown) or None
        if share.tested:
            share.percent = round(100 * sum(result.proficient or 0 for result in shown) / share.tested, 1)
    return sorted(shares.values(), key=lambda share: (share.subject, share.year))


def district_proficiency(district: District, user: Any = None) -> list[Share]:
    """Percent proficient of a district, by subject and year. Results are public: `user` changes nothing."""
    return together(result for result in released(district=district) if result.level == Level.DISTRICT)


def school_proficiency(school: School, user: Any = None) -> list[Share]:
    """Percent proficient of a school, by subject and year; its district's other schools are read to protect it."""
    return together(result for result in released(district=school.district_id) if result.school_id == school.pk)


def schools_of(district: District) -> dict[int, list[Share]]:
    """The same for all schools of a district, by school id."""
    by_school: dict[int, list[Result]] = defaultdict(list)
    for result in released(district=district):
        if result.school_id:
            by_school[result.school_id].append(result)
    return {pk: together(results) for pk, results in by_school.items()}


def proficiency_by_district(year: int, subject: str) -> dict[str, Share]:
    """Each district's percent proficient in a year and subject, by LEAID."""
    by_district: dict[str, list[Result]] = defaultdict(list)
    for result in released(year=year, subject=subject):
        if result.level == Level.DISTRICT:
            by_district[result.leaid].append(result)
    return {leaid: together(results)[0] for leaid, results in by_district.items()}


def state_proficiency() -> dict[tuple[int, str], float]:
    """The state's percent proficient by year and subject, to one decimal and without counts."""
    sums: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    rows = AssessmentResult.objects.filter(level=Level.STATE)
    for year, subject, tested, level_4, level_5 in rows.values_list("year", "subject", "tested", "level_4", "level_5"):
        if tested is not None and level_4 is not None and level_5 is not None:
            sums[year, subject][0] += tested * (level_4 + level_5)
            sums[year, subject][1] += tested
    return {about: round(100 * good / tested, 1) for about, (good, tested) in sums.items() if tested}


def result_years() -> list[int]:
    """The years that have results, oldest first."""
    years = AssessmentResult.objects.filter(level=Level.DISTRICT).order_by().values_list("year", flat=True)
    return sorted(years.distinct())


def ratings_of(district: District) -> list[Rating]:
    """A district's letter grades, oldest first."""
    return list(Rating.objects.filter(district=district, school=None))


def grade_by_district(year: int | None) -> dict[str, str]:
    """Letter grades of a year by LEAID; only what an imported file says."""
    if year is None:
        return {}
    return dict(Rating.objects.filter(year=year, school=None).values_list("district_id", "grade"))


def latest_grade_year() -> int | None:
    """The newest year that has letter grades of districts."""
    newest: int | None = Rating.objects.filter(school=None).aggregate(newest=Max("year"))["newest"]
    return newest


def components_of(district: District, year: int) -> tuple[list[ComponentScore], Score] | None:
    """A district's components of a year with the total they make, or None where none are published."""
    scores = list(
        ComponentScore.objects.filter(district=district, school=None, year=year)
        .select_related("component")
        .order_by("component__position")
    )
    if not scores:
        return None
    rules = rules_for(Scale.DISTRICT_1000, year)
    values = {each.component_id: each.value for each in scores if each.component_id in counted(rules)}
    return scores, score(values, rules)


def counted(rules: Any) -> set[str]:
    """The components that a total of this year can count."""
    return {*rules.plain, ENGLISH_LEARNERS}


def component_years(district: District) -> list[int]:
    """The years whose components are published for a district, newest first."""
    years = ComponentScore.objects.filter(district=district, school=None).order_by().values_list("year", flat=True)
    return sorted(years.distinct(), reverse=True)


def state_of_imports() -> tuple[Any, ...]:
    """A value that is another one as soon as results, ratings, components, designations or schools are others.

    For those who keep what they worked out from all of them. It sums what single rows say and is never shown.
    """
    tables: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
        (AssessmentResult, ("tested", "level_4", "level_5")),
        (Rating, ("total_points",)),
        (ComponentScore, ("value",)),
        (Designation, ("year",)),
        (School, ("points_scale",)),
    )
    told: list[Any] = [settings.SMALL_CELL_MINIMUM]
    for table, columns in tables:
        found = table._default_manager.aggregate(Count("pk"), Max("pk"), *(Sum(column) for column in columns))
        told += [round(value, 4) if isinstance(value, float) else value for value in found.values()]
    newest = ImportRun.objects.confirmed().aggregate(Max("pk"), Max("confirmed_at"))
    return (*told, *newest.values())


def designations_of(school: School) -> list[Designation]:
    """A school's designations, newest first; only what an imported file says."""
    return list(Designation.objects.filter(school=school))
