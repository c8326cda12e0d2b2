"""What counts as an answer."""

import pytest

from portal.drafts.questions import Question, hash_of_answers, is_answered, is_empty, words_of

VOTES = Question("votes", "Votes against", kind="number")


def test_nought_is_an_answer_that_is_read_and_hashed() -> None:
    assert is_answered(VOTES, 0)
    assert words_of(VOTES, 0, {}) == "0"
    assert hash_of_answers({"votes": 0}) != hash_of_answers({})


@pytest.mark.parametrize("value", [None, "", [], False])
def test_nothing_is_no_answer(value: object) -> None:
    assert is_empty(value)
    assert words_of(VOTES, value, {}) == ""
    assert hash_of_answers({"votes": value}) == hash_of_answers({})


def test_hash_of_answers_stays_what_it_was_for_what_was_signed_before() -> None:
    answers = {"why": "Sample.", "votes": 3, "people": [["Superintendent", "Sample"]], "empty": ""}
    assert hash_of_answers(answers) == "501e3a0de54ed69b027832679697514355267c11e7bf3025b8745b9ecb48b71d"


def test_hash_of_answers_changes_with_what_stands_beside_them() -> None:
    answers = {"why": "Sample."}
    found = {
        hash_of_answers(answers),
        hash_of_answers(answers, provisions=[]),
        hash_of_answers(answers, provisions=[1]),
    }
    assert len(found) == 3
