"""Attendance reports of a video service: every way in which they are written, who is one person, who is whom."""

import csv
import io
import random
import time
import tracemalloc
from datetime import datetime
from typing import Any

import pytest

from portal.events.meeting_file import Attendee, Certainty, Match, Person, Unreadable, propose_matches, read
from portal.events.meeting_file.reading import MOST_BYTES, folded

HEADINGS = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]
ABOUT = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
    '823 4567 8901,"Webinar, October (sample)",10/10/2018 09:00:00 AM,10/10/2018 10:02:00 AM,mde@example.org,62,9\n\n'
)
LINE = ("Principal A (sample)", "a@example.org", "10/10/2018 09:00:00 AM", "10/10/2018 09:45:00 AM", "45", "No")


def table(*rows: Any, headings: list[str] = HEADINGS, before: str = "") -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    return before + out.getvalue()


def at(hour: int, minute: int) -> datetime:
    return datetime(2018, 10, 10, hour, minute)  # noqa: DTZ001


ONE = Attendee("Principal A (sample)", "a@example.org", 45, at(9, 0), at(9, 45))


@pytest.mark.parametrize("before", ["", ABOUT, "\ufeff"[:0]])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_read_takes_each_form_of_the_file(before: str, code: str):
    bom = b"\xfe\xff" if code == "utf-16-be" else b""
    assert read(bom + table(LINE, before=before).encode(code)) == [ONE]


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_read_takes_tables_with_other_signs(sign: str):
    text = "\n".join(sign.join(cells) for cells in (HEADINGS, LINE))
    assert read(text.encode()) == [ONE]


@pytest.mark.parametrize(
    "join",
    [
        "10/10/2018 09:00:00 AM", "10/10/2018 9:00 AM", "10/10/18 09:00:00 AM", "10/10/2018 09:00",
        "2018-10-10 09:00:00",        "Oct 10, 2018 09:00:00 AM", "10/10/2018\u202f9:00:00\u202fAM",
    ],
)  # fmt: skip
def test_read_knows_the_dates_of_the_united_states(join: str):
    (found,) = read(table((*LINE[:2], join, "", "45", "No")).encode())
    assert (found.first_join, found.last_leave, found.minutes) == (at(9, 0), at(9, 45), 45)


@pytest.mark.parametrize(
    ("headings", "row", "attended"),
    [
        (["First Name", "Last Name", "Email", "Attended"], ("P", "(sample)", "", "Yes"), True),
        (["Last Name", "First Name", "Attendance Status"], ("(sample)", "P", "Not attended"), False),
        (["Student", "Status", "E-Mail"], ("P (sample)", "Completed", ""), True),
        (["Name", "Present"], ("P (sample)", ""), False),
        (["Name", "Attended", "Duration"], ("P (sample)", "Yes", "0"), None),
    ],
)
def test_read_takes_a_roster_that_says_who_attended(headings: list[str], row: tuple[str, ...], attended: bool | None):
    (found,) = read(table(row, headings=headings).encode())
    assert (found.name, found.minutes, found.attended) == ("P (sample)", 0, attended)
    assert found.was_there(30) is bool(attended)


def test_read_takes_who_attended_one_day_of_a_roster_as_having_attended():
    rows = [("P (sample)", "p@example.org", said) for said in ("No", "Yes", "")]
    (found,) = read(table(*rows, headings=["Name", "Email", "Attended"]).encode())
    assert found.attended


def test_read_refuses_a_roster_that_does_not_say_who_attended():
    with pytest.raises(Unreadable, match="Attended"):
        read(table(("P", "(sample)", "p@example.org"), headings=["First Name", "Last Name", "Email"]).encode())


def test_read_takes_a_date_for_month_and_day_in_this_order():
    (found,) = read(table((*LINE[:2], "02/03/2018 01:00:00 PM", "", "5", "")).encode())
    assert found.first_join == datetime(2018, 2, 3, 13, 0)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"], ("P (sample)", "", "12", "Yes")),
        (["Name", "Email", "Duration"], ("P (sample)", "", "0:12:30")),
        ([" name ", "DURATION (MINUTES)"], ("P (sample)", "12 min")),
        (["Guest", "Duration (Minutes)", "Name"], ("Yes", "12.4", "P (sample)")),
        (["Name", "Join Time", "Leave Time"], ("P (sample)", "10/10/2018 09:00:00 AM", "10/10/2018 09:11:30 AM")),
    ],
)
def test_read_finds_the_columns_by_their_headings(headings: list[str], row: tuple[str, ...]):
    (found,) = read(table(row, headings=headings).encode())
    assert (found.name, found.minutes) == ("P (sample)", 12)


def stays(*spans: tuple[str, str, int], name: str = "Principal A (sample)", email: str = "") -> list[tuple[Any, ...]]:
    return [
        (name, email, f"10/10/2018 {join}:00", f"10/10/2018 {leave}:00" if leave else "", minutes, "No")
        for join, leave, minutes in spans
    ]


@pytest.mark.parametrize(
    ("spans", "minutes", "last"),
    [
        ([("09:00", "09:10", 10), ("09:20", "09:50", 30)], 40, at(9, 50)),
        ([("09:20", "09:50", 30), ("09:00", "09:10", 10)], 40, at(9, 50)),
        ([("09:00", "09:30", 30), ("09:10", "09:50", 40)], 50, at(9, 50)),
        ([("09:00", "09:50", 50), ("09:10", "09:20", 10)], 50, at(9, 50)),
        ([("09:00", "09:30", 30), ("09:30", "09:50", 20)], 50, at(9, 50)),
        ([("09:00", "", 30), ("09:10", "", 40)], 50, at(9, 50)),
        ([("09:00", "09:30", 30), ("09:00", "09:30", 30)], 30, at(9, 30)),
    ],
)
def test_read_adds_the_stays_of_a_person_and_counts_overlaps_once(spans: Any, minutes: int, last: datetime):
    (found,) = read(table(*stays(*spans)).encode())
    assert (found.minutes, found.first_join, found.last_leave) == (minutes, at(9, 0), last)


def test_read_merges_by_address_whatever_the_name():
    rows = [
        *stays(("09:00", "09:10", 10), email="A@example.org"),
        *stays(("09:20", "09:25", 5), name="iPhone", email="a@example.org "),
    ]
    (found,) = read(table(*rows).encode())
    assert (found.name, found.email, found.minutes) == ("Principal A (sample)", "a@example.org", 15)


def test_read_keeps_people_of_one_name_and_two_addresses_apart():
    rows = [
        *stays(("09:00", "09:10", 10), email="a@example.org"),
        *stays(("09:00", "09:10", 10), email="b@example.org"),
    ]
    assert [each.email for each in read(table(*rows).encode())] == ["a@example.org", "b@example.org"]


def test_read_leaves_out_lines_of_nobody_and_keeps_odd_ones_short():
    rows = [
        ("", "", "", "", "5", ""),
        ("   ",),
        ("\u200b", "", "", "", "5"),
        ("N" * 3000, "no address", "when?", "?", "many", ""),
    ]
    (found,) = read(table(*rows).encode())
    assert (len(found.name), found.email, found.minutes, found.first_join) == (200, "", 0, None)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a table of text"),
        (b"\xef\xbb\xbf  \n", "not a table of text"),
        (b"PK\x03\x04" + bytes(range(256)), "not a table of text"),
        (b"\xff\xfe\x00", "not a table of text"),
        (b"%PDF-1.7 sample", "has the headings Name"),
        (b"Name,Address\nA,B\n", "has the headings Name"),
        (ABOUT.encode(), "has the headings Name"),
        (("," * 5 + "\n").encode() * 60 + table(LINE).encode(), "has the headings Name"),
        (table().encode(), "nobody in this report"),
        (table(*[LINE] * 5001).encode(), "more than 5,000 lines"),
        (b"Name,Duration\n" + b'"' + b"a" * 200_000, "cannot be read"),
        (b"a" * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_read_says_what_is_wrong_with_a_file(content: bytes, why: str):
    with pytest.raises(Unreadable, match=why) as refused:
        read(content)
    assert str(refused.value).endswith((".", "?"))


def test_read_needs_bounded_memory():
    content = (table().encode() + b"," * 2_000_000)[:MOST_BYTES]
    tracemalloc.start()
    with pytest.raises(Unreadable):
        read(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60_000_000, most


# Who is whom -------------------------------------------------------------------------

OAK, ELM = "Oak School District (sample)", "Elm County School District (sample)"
CODES = [
    f"{first}{second}" for first in ("Ba", "Do", "Fi", "Ku", "Le", "Mo") for second in ("lin", "rgast", "vey", "zio")
]
PEOPLE = [Person(f"Principal {code}", f"principal.{code.lower()}@example.org", OAK, f"p-{code}") for code in CODES]
ROBERT = Person("Robert Principalson (sample)", "robert@example.org", OAK, "robert")
APOSTROPHE = Person("Teacher O'Sample", "teacher.o@example.org", ELM, "o")
ACCENT = Person("Counselor José Sample", "jose@example.org", ELM, "jose")
SAME = [
    Person("Lead Teacher Same", f"same.{name}@example.org", place, name) for name, place in (("oak", OAK), ("elm", ELM))
]
KNOWN = [*PEOPLE, ROBERT, APOSTROPHE, ACCENT, *SAME]


def who(name: str, email: str = "", known: list[Person] = KNOWN) -> Match:
    return propose_matches([Attendee(name, email, 45)], known)[0]


@pytest.mark.parametrize(
    ("name", "email", "number"),
    [
        ("iPhone", "principal.balin@example.org", "p-Balin"),
        ("Somebody Else", "ROBERT@example.org".lower(), "robert"),
        ("PRINCIPAL  BALIN", "", "p-Balin"),
        ("Principal Balin", "private@example.com", "p-Balin"),
        ("Teacher O’Sample", "", "o"),
        ("counselor jose sample", "", "jose"),
        ("Counselor Jose\u0301 Sample", "", "jose"),
        ("🎉 Principal Balin 🎉", "", "p-Balin"),
        ("Lead Teacher Same", "same.elm@example.org", "elm"),
    ],
)
def test_match_is_sure_by_address_or_by_a_whole_name(name: str, email: str, number: str):
    found = who(name, email)
    assert (found.certainty, found.person and found.person.id) == (Certainty.SURE, number)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Balin, Principal", "p-Balin"),
        ("Principal Balin (Oak School District)", "p-Balin"),
        ("Principal Balin - Oak SD", "p-Balin"),
        ("Principal Balin | Oak", "p-Balin"),
        ("P. Balin", "p-Balin"),
        ("Dr. Principal Balin", "p-Balin"),
        ("Principle Balin", "p-Balin"),
        ("Prin. Balin", "p-Balin"),
        ("Bob Principalson (sample)", "robert"),
        ("R Principalson (Sample)", "robert"),
        ("jose sample (Counselor José Sample)", "jose"),
    ],
)
def test_match_is_doubtful_by_a_likeness_with_the_likest_first(name: str, number: str):
    found = who(name)
    assert (found.certainty, found.person) == (Certainty.DOUBTFUL, None)
    assert found.candidates[0].person.id == number
    assert all(0.7 <= each.score < 1 for each in found.candidates)
    assert [each.score for each in found.candidates] == sorted((each.score for each in found.candidates), reverse=True)


@pytest.mark.parametrize(
    "name",
    [
        "iPhone", "iPhone (2)", "iPad Pro", "Principal’s iPad", "Principal Balin's iPhone", "Galaxy S21", "SM-G991U",
        "Zoom user", "+1 601 555 0100", "16015550100", "*67", "Conference Room 3", "LAPTOP-4F2K", "🎉🎉", "...",
        '=HYPERLINK("http://example.org","x")', "@SUM(1+1)*cmd", "Visitor Quetzal Xylem", "W" * 200, "a",
    ],
)  # fmt: skip
def test_match_is_nobody_where_nobody_is_like_it(name: str):
    found = who(name)
    assert (found.certainty, found.person, found.candidates) == (Certainty.NONE, None, ())


def test_match_of_a_name_that_two_have_is_doubtful():
    found = who("Lead Teacher Same")
    assert (found.certainty, found.person) == (Certainty.DOUBTFUL, None)
    assert {each.person.id for each in found.candidates} == {"oak", "elm"}


@pytest.mark.parametrize(("place", "first"), [("Oak", "oak"), ("Elm County SD", "elm")])
def test_match_of_a_name_that_two_have_puts_the_district_that_is_named_first(place: str, first: str):
    found = who(f"Lead Teacher Same ({place})")
    assert found.certainty == Certainty.DOUBTFUL
    assert found.candidates[0].person.id == first
    assert found.candidates[0].score > found.candidates[1].score


def test_match_takes_nobody_for_two():
    twice = [Attendee("Principal Balin", "", 20), Attendee("Principal Balin!", "", 25)]
    assert [each.certainty for each in propose_matches(twice, KNOWN)] == [Certainty.DOUBTFUL] * 2
    with_address = [Attendee("Principal Balin", "", 20), Attendee("Laptop", "principal.balin@example.org", 25)]
    assert [each.certainty for each in propose_matches(with_address, KNOWN)] == [Certainty.DOUBTFUL, Certainty.SURE]


def test_match_with_nobody_known_is_nobody():
    assert who("Principal Balin", known=[]).certainty == Certainty.NONE
    assert propose_matches([], KNOWN) == []


def test_folded_leaves_nothing_of_signs():
    assert folded("  Ó'Brien-Smith, PhD 🎓 ") == "obrien smith phd"


# A report of 200 lines ---------------------------------------------------------------

FORMS = [
    ("sure", "{0}"), ("sure", "🎓 {0}"), ("sure", "{0},"), ("sure", "  {0}  "), ("doubtful", "{2}, {1}"),
    ("doubtful", "{0} (Oak)"), ("doubtful", "{3}. {2}"), ("doubtful", "Dr. {0}"),
]  # fmt: skip
ODD = ["iPhone", "+1 601 555 0{0:03}", "=1+{0}", "Visitor Xylem {0}" + "y" * 400, "Galaxy S{0}"]


def report(seed: int) -> tuple[bytes, dict[str, tuple[str, str]]]:
    """A report of 200 lines in any order, and what each address or name in it is expected to be."""
    rows, expected = [], {}
    for number, person in enumerate(PEOPLE):
        (certainty, form), (first, last) = FORMS[number % len(FORMS)], person.name.split()
        name, email = form.format(person.name, first, last, first[0]), person.email if number % 3 == 0 else ""
        expected[email or " ".join(name.split())] = ("sure" if email else certainty, person.id)
        for stay in range(7):
            rows += stays((f"09:{stay * 8:02}", f"09:{stay * 8 + 6:02}", 6), name=name, email=email)
    for number in range(200 - len(rows)):
        name = ODD[number % len(ODD)].format(number)
        expected[" ".join(name.split())[:200]] = ("none", "")
        rows += stays(("09:00", "09:30", 30), name=name)
    random.Random(seed).shuffle(rows)
    assert len(rows) == 200
    return table(*rows, before=ABOUT).encode("utf-16"), expected


def test_report_of_200_lines_with_odd_names_is_read_and_matched():
    content, expected = report(1)
    attendees = read(content)
    assert {each.email or each.name for each in attendees} == set(expected)
    assert len(attendees) == len(expected)
    found = propose_matches(attendees, KNOWN)
    for each in found:
        certainty, number = expected[each.attendee.email or each.attendee.name]
        assert each.certainty == certainty, each
        first = each.person or (each.candidates[0].person if each.candidates else None)
        assert (first.id if first else "") == number, each
    assert {each.minutes for each in attendees if "Principal" in each.name} == {42}
    sure = [each.person.id for each in found if each.person]
    assert len(sure) == len(set(sure))


def test_report_gives_the_same_whatever_the_order_of_its_lines_and_of_the_people():
    first = propose_matches(read(report(1)[0]), KNOWN)
    backwards = [*reversed(KNOWN), *KNOWN]
    assert propose_matches(read(report(2)[0]), backwards) == first


def test_matching_200_attendees_to_600_people_takes_seconds():
    people = [Person(f"Teacher {a}{b} (sample)", f"{a}{b}@example.org", OAK, a + b) for a in CODES for b in CODES][:600]
    attendees = [Attendee(f"Teecher {each.name.split()[1]}", "", 30) for each in people[::3]]
    begin = time.perf_counter()
    found = propose_matches(attendees, people)
    assert time.perf_counter() - begin < 15
    assert {each.certainty for each in found} == {Certainty.DOUBTFUL}
