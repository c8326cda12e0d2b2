"""Rules that notice words which look like personal data of students, and leave other words alone."""

import pytest

from best_practices.library.privacy import findings
from best_practices.library.record import FORM


def rules(text: str, question: str = "problem") -> list[str]:
    return [found.rule for found in findings(FORM, {question: text})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Her number is 123-45-6789.", "Social Security number"),
        ("MSIS 12345678", "student number"),
        ("The file named 123456789 twice.", "nine digits"),
        ("One was born on May 4, 2011.", "date of birth"),
        ("DOB: 05/04/2011", "date of birth"),
        ("Our student Jane Sample came late.", "student’s name"),
        ("Jane Sample, a tenth grade student, came late.", "student’s name"),
        ("Jane Sample's IEP was rewritten.", "plan or diagnosis"),
        ("Only three students stayed.", "recognised"),
        ("Write to jane@example.org.", "address"),
    ],
)
def test_findings_name_what_looks_like_a_student(text: str, said: str) -> None:
    assert any(said in rule for rule in rules(text)), rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Students in grades 4 to 6 are regrouped every two weeks.",
        "About 240 students in two schools.",
        "Growth rose from 41.0 to 58.5 for 64 students.",
        "Call 601-555-0100 after 3 p.m.",
        "Ten teachers met on March 4, 2024.",
        "A student council was asked.",
        "It cost $123,456,789 in the whole state.",
    ],
)
def test_findings_leave_plain_words_alone(text: str) -> None:
    assert rules(text) == []


def test_findings_look_into_tables_and_spare_the_office(client: object) -> None:
    table = {"steps": [["Ask Jane Sample, our best student", "", ""]]}
    assert [found.question for found in findings(FORM, table)] == ["steps"]
    assert rules("office@example.org", "contact_email") == []
