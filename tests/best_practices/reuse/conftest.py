"""A small state in the database: twelve rural districts with a school each, and one with a school that is hidden."""

from typing import Any

import pytest

from best_practices.reuse import providers, queries
from portal.accountability.models import AssessmentResult, Level
from portal.districts.models import District, School
from tests.factories.accountability import KnownDistrictFactory, KnownSchoolFactory, ResultFactory

YEARS, SUBJECTS = (2018, 2022), ("ELA", "MATH")


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read for another test is forgotten: its rows may have had the same numbers."""
    monkeypatch.setattr(queries, "_kept", None)


def add_results(school: School, tested: int, share: float, years: tuple[int, ...] = YEARS) -> None:
    """The test of grade 3 in both subjects; `share` of its takers (0 to 1) were proficient."""
    for year in years:
        for subject in SUBJECTS:
            levels = {"level_4": share, "level_5": 0.0}
            ResultFactory(district=school.district, school=school, year=year, subject=subject, tested=tested, **levels)


def add_school(number: int, share: float = 0.4, tested: int = 50) -> School:
    """A school that is its district's only one."""
    district = KnownDistrictFactory(name=f"Sample {number:02} School District", locale="42")
    school = KnownSchoolFactory(district=district, name=f"Sample {number:02} School")
    add_results(school, tested, share)
    return school


@pytest.fixture
def state(db: Any) -> list[School]:
    """Twelve schools with 40 percent proficient, and the state with as many."""
    for year in YEARS:
        for subject in SUBJECTS:
            levels = {"level_4": 0.4, "level_5": 0.0, "tested": 30_000}
            ResultFactory(district=None, level=Level.STATE, year=year, subject=subject, **levels)
    return [add_school(number) for number in range(12)]


@pytest.fixture
def low(state: list[School]) -> School:
    """A school with 10 percent proficient."""
    return add_school(20, share=0.1)


@pytest.fixture
def oak(state: list[School]) -> District:
    """A district of three schools: 60, 5 and 40 test takers. The second is small, the third would give it away."""
    district = KnownDistrictFactory(name="Oak School District", locale="42")
    for name, tested, share in (("Large", 60, 0.1), ("Small", 5, 0.2), ("Middle", 40, 0.3)):
        add_results(KnownSchoolFactory(district=district, name=f"{name} School"), tested, share)
    for year in YEARS:
        for subject in SUBJECTS:
            ResultFactory(district=district, year=year, subject=subject, tested=105, level_4=0.2, level_5=0.0)
    return district


@pytest.fixture
def practices(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The practices of the only source, to be filled by the test."""
    shelf: list[Any] = []
    monkeypatch.setattr(providers, "_sources", [])
    providers.add_practices(lambda: shelf)
    return shelf


def rows_of(district: District) -> Any:
    """The rows of a district's schools, as imported."""
    return AssessmentResult.objects.filter(district=district, level=Level.SCHOOL)
