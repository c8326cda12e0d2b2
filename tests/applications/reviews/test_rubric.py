"""Totals, spread and outliers."""

from decimal import Decimal

from applications.reviews import rubric


def levels(level):
    return {each.key: level for each in rubric.DEFAULT_RUBRIC}


def test_total_runs_from_0_to_100_and_waits_for_all_criteria():
    assert rubric.total(rubric.DEFAULT_RUBRIC, levels(0)) == 0
    assert rubric.total(rubric.DEFAULT_RUBRIC, levels(4)) == 100
    assert rubric.total(rubric.DEFAULT_RUBRIC, {**levels(0), "aim": 4}) == 30
    assert rubric.total(rubric.DEFAULT_RUBRIC, {"aim": 4}) is None


def test_rubric_is_kept_and_read_back():
    assert rubric.from_json(rubric.to_json(rubric.DEFAULT_RUBRIC)) == rubric.DEFAULT_RUBRIC
    assert rubric.problems(rubric.DEFAULT_RUBRIC) == []
    assert rubric.problems([]) != []


def test_spread_begins_at_three_reviews():
    assert rubric.spread({1: Decimal(10), 2: Decimal(90)}) is None
    found = rubric.spread({1: Decimal(50), 2: Decimal(55), 3: Decimal(90)})
    assert (found.range, found.deviation, found.outliers) == (Decimal(40), Decimal("17.8"), (3,))


def test_spread_at_the_bound_is_no_outlier():
    assert rubric.spread({1: Decimal(50), 2: Decimal(50), 3: Decimal(70)}).outliers == ()
    assert rubric.spread({1: Decimal(10), 2: Decimal(50), 3: Decimal(90)}).outliers == (1, 3)
    assert rubric.spread({1: Decimal(50), 2: Decimal(50), 3: Decimal("70.1")}).outliers == (3,)
