"""What accountability adds to other pages: grades and results of districts and schools, imports that wait."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from portal.accountability import queries
from portal.accountability.models import Grade, ImportRun, Rating
from portal.accountability.states import ImportState
from portal.districts.models import District, School
from portal.districts.providers import Facet, Panel
from portal.ui.providers import MenuEntry, Waiting

NO_GRADE = "none"


def grade_label() -> str:
    """The column's name says of which year the grades are."""
    return f"Grade in {queries.latest_grade_year()}"


def grade_choices() -> list[tuple[str, str]]:
    """The letter grades, and those without one; nothing while no grade was imported."""
    if queries.latest_grade_year() is None:
        return []
    return [*Grade.choices, (NO_GRADE, "No grade on record")]


def with_grade(districts: QuerySet[District], grade: str) -> QuerySet[District]:
    """Districts of a grade in the newest year, or those without one."""
    rated = Rating.objects.filter(year=queries.latest_grade_year() or 0, school=None)
    if grade == NO_GRADE:
        return districts.exclude(pk__in=rated.values("district"))
    return districts.filter(pk__in=rated.filter(grade=grade).values("district"))


def grades(leaids: Iterable[str]) -> dict[str, str]:
    """The newest grades of these districts."""
    wanted = set(leaids)
    known = queries.grade_by_district(queries.latest_grade_year())
    return {leaid: grade for leaid, grade in known.items() if leaid in wanted}


def ratings_panel(district: District, user: Any) -> dict[str, Any] | None:
    """Letter grades by year with their sources, and the components where they are published."""
    ratings = queries.ratings_of(district)
    if not ratings:
        return None
    years = queries.component_years(district)
    found = queries.components_of(district, years[0]) if years else None
    context: dict[str, Any] = {"ratings": ratings}
    if found:
        published = next((rating for rating in ratings if rating.year == years[0]), None)
        context |= {"component_year": years[0], "scores": found[0], "score": found[1], "published": published}
    return context


def results_of_district(district: District, user: Any) -> dict[str, Any] | None:
    """A district's results over the years."""
    return results_panel(queries.district_proficiency(district, user), "district")


def results_of_school(school: School, user: Any) -> dict[str, Any] | None:
    """A school's results over the years."""
    return results_panel(queries.school_proficiency(school, user), "school")


def results_panel(shares: list[queries.Share], whose: str) -> dict[str, Any] | None:
    """Subjects, each with its years; a row for each test with a cell for each year."""
    if not shares:
        return None
    state = queries.state_proficiency()
    subjects = []
    for _, group in groupby(shares, key=lambda share: share.subject):
        years = list(group)
        subjects.append({"name": years[0].get_subject_display(), "years": years, "tests": tests_by_year(years)})
        for share in years:
            share.state = state.get((share.year, share.subject))
    hidden = any(share.left_out for share in shares)
    return {"subjects": subjects, "hidden": hidden, "whose": whose}


def tests_by_year(years: list[queries.Share]) -> list[dict[str, Any]]:
    """Each test with its result in each of the years, None where there was none."""
    found = {(result.test, result.year): result for share in years for result in share.tests}
    tests = [test for test in queries.TEST_ORDER if any((test, share.year) in found for share in years)]
    return [
        {"name": queries.Test(test).label, "results": [found.get((test, share.year)) for share in years]}
        for test in tests
    ]


def designations_panel(school: School, user: Any) -> dict[str, Any] | None:
    """What imported files say a school is designated as."""
    found = queries.designations_of(school)
    return {"designations": found} if found else None


GRADE_FACET = Facet("grade", grade_label, grade_choices, with_grade, grades, position=10)
RATINGS = Panel("ratings", "Letter grades", "accountability/ratings.html", District, ratings_panel, position=30)
RESULTS = Panel("results", "Test results", "accountability/results.html", District, results_of_district, position=40)
SCHOOL_RESULTS = Panel("results", "Test results", "accountability/results.html", School, results_of_school, position=40)
DESIGNATIONS = Panel(
    "designations", "Designations", "accountability/designations.html", School, designations_panel, position=30
)
IMPORTS = MenuEntry("Imports", "/imports/", "accountability.import_data", position=70)


def imports_to_confirm(user: Any) -> Iterator[Waiting]:
    """Checked files that nobody has confirmed or discarded yet, for those who may."""
    ready = ImportRun.objects.visible_to(user).filter(state=ImportState.READY).select_related("file")
    for run in ready.only("pk", "kind", "state", "file__name"):
        yield Waiting(
            f"Import of {run.file.name}",
            run.get_absolute_url(),
            "Checked. Nothing is written before you confirm it.",
            state=run.state,
            state_words=run.get_state_display(),
        )
