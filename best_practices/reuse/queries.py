"""Facts of all schools from the database, and what follows from them: needs, schools like one, practices.

Test results come through `portal.accountability.queries` only, which hides small groups and those that would give
them away. All schools are read at once, in the same number of queries however many there are: whose needs are asked
for is compared with all others anyway. What was read is kept until an import changes it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from best_practices.reuse import likeness, providers
from best_practices.reuse.facts import SUBJECTS, Designated, Figure, Rated, SchoolFacts, Statewide
from best_practices.reuse.needs import NeedWeights, Standing, stand
from best_practices.reuse.scoring import MEASURE, PracticeFacts
from portal.accountability import queries as accountability
from portal.accountability.model_of_year import rules_for
from portal.accountability.models import Component, ComponentScore, Designation, Rating, Scale
from portal.accountability.queries import Result
from portal.accountability.scoring import Rules, score
from portal.districts.models import School

SUBJECT_OF_PROFICIENCY = {component: subject for subject, component in MEASURE.items()}
SCALES = {700: Scale.POINTS_700, 1000: Scale.SCHOOL_1000}
_kept: tuple[tuple[Any, ...], Statewide] | None = None


def statewide() -> Statewide:
    """All schools and the state, as the newest imports say."""
    global _kept
    now = accountability.state_of_imports()
    if _kept is None or _kept[0] != now:
        _kept = (now, read_statewide())
    return _kept[1]


def facts_of(school_id: int) -> SchoolFacts | None:
    """One school; None where there is none of this number."""
    return statewide().by_key.get(school_id)


def standing_of(school_id: int, weights: NeedWeights | None = None) -> Standing | None:
    """What a school's data say; None where there is no such school."""
    state = statewide()
    school = state.by_key.get(school_id)
    return stand(school, state, weights) if school else None


def standings(weights: NeedWeights | None = None) -> list[Standing]:
    """The same of every school, in the order of their numbers."""
    state = statewide()
    return [stand(school, state, weights) for school in state.schools]


def like_schools(school_id: int) -> likeness.LikeSchools | None:
    """The schools like one, by the published rule; None where there are too few."""
    state = statewide()
    school = state.by_key.get(school_id)
    return likeness.like_schools(school, state) if school else None


def practice_facts() -> list[PracticeFacts]:
    """The practices that may be suggested, from whoever has them."""
    return providers.practices()


# Reading ---------------------------------------------------------------------------


def read_statewide() -> Statewide:
    """Everything, read afresh."""
    tests, measures = read_results()
    add_components(measures)
    rated, designated = read_ratings(), read_designations()
    schools = tuple(
        SchoolFacts(
            key=school.pk,
            name=school.name,
            leaid=school.district_id,
            district=school.district.name,
            locale=school.district.locale,
            tests=tests.get(school.pk, frozenset()),
            measures=measures.get(school.pk, {}),
            rated=rated.get(school.pk),
            designations=tuple(designated.get(school.pk, ())),
        )
        for school in School.objects.select_related("district").order_by("pk")
    )
    percents = {(subject, year): percent for (year, subject), percent in accountability.state_proficiency().items()}
    return Statewide(schools, percents, {**SUBJECTS, **dict(Component.objects.values_list("code", "name"))})


Measures = dict[int, dict[str, tuple[Figure, ...]]]


def read_results() -> tuple[dict[int, frozenset[str]], Measures]:
    """Of each school: the tests of its newest year, and its percents proficient by subject and year."""
    by_school: dict[int, list[Result]] = defaultdict(list)
    for result in accountability.released():
        if result.school_id:
            by_school[result.school_id].append(result)
    return {pk: newest_tests(results) for pk, results in by_school.items()}, {
        pk: figures(results) for pk, results in by_school.items()
    }


def newest_tests(results: Iterable[Result]) -> frozenset[str]:
    """The tests given in the newest year; that a test was given is shown even where its figures are not."""
    results = list(results)
    newest = max(result.year for result in results)
    return frozenset(result.test for result in results if result.year == newest)


def figures(results: Iterable[Result]) -> dict[str, tuple[Figure, ...]]:
    """Percents by subject, oldest year first."""
    found: dict[str, tuple[Figure, ...]] = {}
    for share in accountability.together(results):
        figure = Figure(share.year, share.percent, share.tested, share.left_out)
        found[share.subject] = (*found.get(share.subject, ()), figure)
    return found


def add_components(measures: Measures) -> None:
    """Published components of schools, beside the subjects. Those of districts are not a school's.

    The proficiency of a subject is hidden where one of the school's tests in that subject and year is.
    """
    rows = ComponentScore.objects.filter(school__isnull=False).order_by("year", "pk")
    for pk, code, year, value in rows.values_list("school_id", "component_id", "year", "value"):
        of_school = measures.setdefault(pk, {})
        results = of_school.get(SUBJECT_OF_PROFICIENCY.get(code, ""), ())
        is_hidden = any(figure.year == year and figure.left_out for figure in results)
        of_school[code] = (*of_school.get(code, ()), Figure(year, None if is_hidden else value))


def read_ratings() -> dict[int, Rated]:
    """The newest rating of each school that has one of its own, with the rules of its scale and year."""
    newest: dict[int, Rating] = {}
    for rating in Rating.objects.filter(school__isnull=False).select_related("school").order_by("year", "pk"):
        newest[rating.school_id or 0] = rating
    components: dict[tuple[int, int], dict[str, float | None]] = defaultdict(dict)
    rows = ComponentScore.objects.filter(school__isnull=False)
    for pk, year, code, value in rows.values_list("school_id", "year", "component_id", "value"):
        components[pk, year][code] = value
    rules: dict[tuple[str, int], Rules] = {}
    return {pk: rated(rating, components[pk, rating.year], rules) for pk, rating in newest.items()}


def rated(rating: Rating, values: dict[str, float | None], rules: dict[tuple[str, int], Rules]) -> Rated:
    """A rating with its total as published, else as the components make it; and its year's cut scores."""
    scale = SCALES.get(rating.school.points_scale or 0) if rating.school else None
    if scale is None:
        return Rated(rating.year, rating.grade, rating.total_points)
    if (scale, rating.year) not in rules:
        rules[scale, rating.year] = rules_for(scale, rating.year)
    known = rules[scale, rating.year]
    counted = {code: value for code, value in values.items() if code in accountability.counted(known)}
    made = score(counted, known)
    total = rating.total_points if rating.total_points is not None else made.total
    weights = known.with_english_learners if accountability.ENGLISH_LEARNERS in counted else known.plain
    return Rated(rating.year, rating.grade, total, known.cuts, weights)


def read_designations() -> dict[int, list[Designated]]:
    """What imported files call schools, newest first."""
    found: dict[int, list[Designated]] = defaultdict(list)
    for row in Designation.objects.order_by("-year", "designation"):
        found[row.school_id].append(Designated(row.year, row.designation, row.source))
    return found
