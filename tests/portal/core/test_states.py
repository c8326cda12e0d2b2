"""Moves: one state to the next, one audit row each, never two at once."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry

from applications.letters.models import Letter
from applications.letters.states import DECLINE, SIGN, VOID
from portal.core.errors import NotAllowed
from portal.core.states import advance, draw, moves_of
from tests.parallel import together

pytestmark = pytest.mark.django_db


def rows(letter: Letter) -> list[Any]:
    return list(ModelLogEntry.objects.filter(object_id=str(letter.pk), action__startswith="letters."))


def test_advance_writes_the_state_and_one_audit_row(letter: Letter, superintendent: Any) -> None:
    advance(letter, SIGN, actor=superintendent, text_hash="abc")
    assert letter.state == Letter.objects.get().state == "countersign"
    (row,) = rows(letter)
    assert (row.action, row.user) == ("letters.sign", superintendent)
    assert (row.data["before"], row.data["after"], row.data["text_hash"]) == ("issued", "countersign", "abc")


def test_advance_from_a_wrong_state_says_why_and_changes_nothing(letter: Letter, superintendent: Any) -> None:
    advance(letter, VOID, actor=None)
    with pytest.raises(NotAllowed, match=r"^Cannot sign: it is already void\.$"):
        advance(letter, SIGN, actor=superintendent)
    assert Letter.objects.get().state == "void"
    assert len(rows(letter)) == 1


def test_advance_believes_the_database_and_not_the_object_at_hand(letter: Letter, superintendent: Any) -> None:
    stale = Letter.objects.get()
    advance(letter, DECLINE, actor=superintendent)
    with pytest.raises(NotAllowed):
        advance(stale, SIGN, actor=superintendent)


def test_advance_that_is_rolled_back_leaves_no_row(letter: Letter) -> None:
    with transaction.atomic():
        advance(letter, VOID, actor=None)
        transaction.set_rollback(True)
    assert Letter.objects.get().state == "issued"
    assert rows(letter) == []


@pytest.mark.django_db(transaction=True)
def test_advance_by_ten_at_once_moves_once(letter: Letter) -> None:
    moves = (SIGN, DECLINE)
    outcomes = together(10, lambda number: advance(Letter.objects.get(), moves[number % 2], actor=None))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Letter"] + ["NotAllowed"] * 9
    assert len(rows(letter)) == 1


def test_draw_shows_each_arrow() -> None:
    import applications.letters.states as states

    assert {SIGN, DECLINE, VOID} < set(moves_of(states))
    arrows = "    issued --> countersign: sign\n    board --> countersign: sign\n    issued --> declined: decline"
    assert draw([SIGN, DECLINE]) == f"stateDiagram-v2\n{arrows}\n    board --> declined: decline"
