"""Names of districts and schools: one key to compare by, one readable form."""

import csv

import pytest

from portal.accountability.demonstration import FOLDER
from portal.districts.names import name_key, shown_name


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GEORGE CO SCHOOL DIST", "George County School District"),
        ("STARKVILLE- OKTIBBEHA CONS DIST", "Starkville-Oktibbeha Consolidated School District"),
        ("SUNFLOWER CTY CONS SCHOOL DISTRICT", "Sunflower Co Consolidate Sch District"),
        ("BAY ST LOUIS WAVELAND SCHOOL DIST", "Bay St. Louis-Waveland School District"),
        ("O'Bannon High School", "Obannon High"),
        ("Scott Central Attendance Ctr", "Scott Central Attendance Center"),
        ("D’Iberville Senior High Sch", "D'IBERVILLE SENIOR HIGH SCHOOL"),
        ("Ms School For The Deaf", "Mississippi School for the Deaf"),
        ("Mc Lain Elementary School", "McLain Elementary School"),
        ("D.M. Smith Elementary", "D M Smith Elementary"),
        ("Bolton-Edwards Elem.And Middle", "Bolton-Edwards Elem. and Middle"),
        ("Coahoma Co Ahs", "Coahoma County Agricultural High School"),
    ],
)
def test_name_key_joins_spellings_of_one_name(one: str, other: str):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holmes County School District", "Holmes County Consolidated School District"),
        ("Quitman School District", "Quitman County School District"),
        ("Pontotoc City Schools", "Pontotoc County Schools"),
        ("North Tippah School District", "South Tippah School District"),
        ("Jackson Public School District", "Jackson County School District"),
    ],
)
def test_name_key_keeps_different_districts_apart(one: str, other: str):
    assert name_key(one) != name_key(other)


def test_name_key_never_joins_two_real_districts():
    owners: dict[str, set[str]] = {}
    for row in rows("ms_districts.csv"):
        for name in filter(None, (row["name_nces"], row["name_gazetteer_2010"])):
            owners.setdefault(name_key(name), set()).add(row["leaid"])
    for row in rows("ms_schools_2018_2022.csv"):
        if row["leaid"]:
            owners.setdefault(name_key(row["district_name"]), set()).add(row["leaid"])
    assert [key for key, leaids in owners.items() if len(leaids) > 1] == []


def test_name_key_never_joins_two_schools_of_one_test():
    seen: dict[tuple[str, ...], set[str]] = {}
    for row in rows("ms_maap_results_2018_2022.csv"):
        about = (row["year"], row["subject"], row["test"], row["district_name"], name_key(row["school_name"]))
        seen.setdefault(about, set()).add(row["school_name"])
    assert [about for about, names in seen.items() if len(names) > 1] == []


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("CORINTH SCHOOL DIST", "Corinth School District"),
        ("GEORGE CO SCHOOL DIST", "George County School District"),
        ("MCCOMB SCHOOL DISTRICT", "McComb School District"),
        ("DESOTO CO SCHOOL DIST", "DeSoto County School District"),
        ("STARKVILLE- OKTIBBEHA CONS DIST", "Starkville-Oktibbeha Consolidated School District"),
        ("WINONA-MONTGOMERY CONSOLIDATED", "Winona-Montgomery Consolidated School District"),
        ("HOUSTON  SCHOOL DIST", "Houston School District"),
        ("BAY ST LOUIS WAVELAND SCHOOL DIST", "Bay St. Louis Waveland School District"),
        ("MS SCHOOL FOR THE ARTS", "Mississippi School for the Arts"),
        ("MDHS DIVISION OF YOUTH SERVICES", "MDHS Division of Youth Services"),
        ("McComb Middle School", "McComb Middle School"),
        ("", ""),
    ],
)
def test_shown_name_reads_like_a_name(published: str, shown: str):
    assert shown_name(published) == shown
