"""Small groups: hidden themselves, and never to be worked out from a total and its other parts."""

from hypothesis import given
from hypothesis import strategies as st

from portal.accountability.suppression import Group, withheld

MINIMUM = 10


def groups(*counts: int | None) -> list[Group]:
    """Schools by place, each with half of its students proficient."""
    return [Group(place, count, None if count is None else count // 2) for place, count in enumerate(counts)]


def total(count: int | None) -> Group:
    return Group("all", count, None if count is None else count // 2)


def test_withheld_hides_nothing_where_no_group_is_small():
    assert withheld(total(100), groups(60, 40), MINIMUM) == set()


def test_withheld_hides_the_smallest_other_group_too():
    assert withheld(total(125), groups(60, 5, 40, 20), MINIMUM) == {1, 3}


def test_withheld_keeps_what_the_publisher_hid():
    assert withheld(total(125), groups(60, None, 40, 20), MINIMUM) == {1, 3}


def test_withheld_leaves_two_hidden_groups_that_stay_open():
    assert withheld(Group("all", 112, 56), groups(60, None, None, 40), MINIMUM) == {1, 2}


def test_withheld_hides_a_third_where_two_hidden_ones_can_only_be_one_each():
    assert withheld(Group("all", 102, 51), groups(60, None, None, 40), MINIMUM) == {1, 2, 3}


def test_withheld_hides_a_third_where_two_hidden_ones_can_only_be_nine_each():
    assert withheld(Group("all", 118, 59), groups(60, None, None, 40), MINIMUM) == {1, 2, 3}


def test_withheld_hides_a_third_where_none_of_the_hidden_did_well():
    assert withheld(Group("all", 112, 50), groups(60, None, None, 40), MINIMUM) == {1, 2, 3}


def test_withheld_hides_the_total_where_no_other_group_is_left():
    assert withheld(total(15), groups(None), MINIMUM) == {0, "all"}


def test_withheld_hides_a_part_where_the_parts_would_add_up_to_a_hidden_total():
    assert withheld(total(None), groups(30, 20), MINIMUM) == {"all", 1}


def test_withheld_follows_the_least_number_that_is_set():
    assert withheld(total(100), groups(55, 30, 15), 20) == {2, 1}


def test_withheld_without_a_total_hides_only_small_groups():
    assert withheld(None, groups(60, 5), MINIMUM) == {1}


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_withheld_never_leaves_one_hidden_group_in_a_shown_sum(counts: list[int]):
    whole = [Group(place, count, count // 2) for place, count in enumerate(counts)]
    all_of_them = Group("all", sum(counts), sum(group.proficient or 0 for group in whole))
    hidden = withheld(all_of_them, whole, MINIMUM)
    assert {place for place, count in enumerate(counts) if count < MINIMUM} <= hidden
    if "all" not in hidden:
        assert len(hidden) != 1
