"""An indicator export of another system, told in the portal's own columns. Pure.

Columns are known by their headings, schools by their names. What is sure is taken; what is only like a school or a
measure of the portal is asked, with the likeliest answer first, and a person answers.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from portal.districts.names import name_key
from portal.measures.entry import MOST_ROWS, NEEDED

COLUMNS = {
    "nces id": ("nces id", "leaid", "lea id", "nces district id"),
    "district": ("district", "district name", "lea", "lea name"),
    "school": ("school", "school name", "site", "campus"),
    "indicator": ("indicator", "indicator title", "indicator name", "indicator text", "indicator code", "measure"),
    "month": ("month", "date", "as of", "date assessed", "reporting date", "reported on", "school year", "year"),
    "value": ("value", "actual", "actual value", "current value", "score", "level", "level of development", "result"),
    "n": ("n", "count", "number of students", "students"),
    "note": ("note", "notes", "comment", "comments"),
}
LEVELS = {"no": "0", "none": "0", "limited": "1", "partial": "1", "full": "2", "fully": "2"}
LEVEL = re.compile(r"(no|none|limited|partial|full|fully)\b[a-z /]*", re.I)
YEAR = re.compile(r"(20\d\d)\s*[-–/]\s*(20)?(\d\d)")
HEADING_WITHIN, MOST_LIKE, LEAST_LIKENESS, LEAVE_OUT = 20, 8, 0.5, "-"


@dataclass(frozen=True)
class Known:
    """A school of the portal for which the person may enter readings."""

    leaid: str
    name: str

    @property
    def key(self) -> str:
        """As it is named in an answer."""
        return f"{self.leaid} {self.name}"


@dataclass(frozen=True)
class Question:
    """What a person is asked: about which name of the file, with the answers that are likely, the likeliest first."""

    key: str
    words: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Setting:
    """What an export is read for: the measure, the schools and districts of the person, and what was answered."""

    title: str
    unit: str
    schools: Sequence[Known]
    districts: Mapping[str, str]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Export:
    """An export in the portal's own columns, what is still asked, and how many rows are not this person's."""

    text: str
    questions: list[Question]
    left_out: int


Cells = dict[str, str]


def read_export(text: str, setting: Setting) -> Export | None:
    """The rows of an export that are this measure's; None where the file has the portal's own columns, or no table."""
    rows = _rows(text)
    if rows is None:
        return None
    about, questions = _indicator(rows, setting)
    mine = [row for row in rows if _is_about(row, about)]
    placed = [(_leaid(row, setting), row) for row in mine]
    kept = [(leaid, row) for leaid, row in placed if leaid is not None]
    where, asked = _places(kept, setting)
    told = [_told(where[_name(leaid, row)], row, setting.unit) for leaid, row in kept if _name(leaid, row) in where]
    return Export(_as_text(told), [*questions, *asked], len(rows) - len(told))


def _rows(text: str) -> list[Cells] | None:
    """The rows below the headings, each by our own names of columns."""
    head = text[:4000]
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=head.count)))
    except csv.Error:
        return None
    for at, cells in enumerate(table[:HEADING_WITHIN]):
        heads = [" ".join(cell.casefold().split()) for cell in cells]
        columns = {
            column: heads.index(known)
            for column, words in COLUMNS.items()
            if (known := next((word for word in words if word in heads), None))
        }
        if set(NEEDED) <= set(heads) and "indicator" not in columns:
            return None
        if {"school", "month", "value"} <= set(columns):
            below = [_cells(row, columns) for row in table[at + 1 :] if "".join(row).strip()]
            return below if len(below) < MOST_ROWS else None
    return None


def _cells(row: Sequence[str], columns: Mapping[str, int]) -> Cells:
    return {column: " ".join(row[at].split()) if at < len(row) else "" for column, at in columns.items()}


# Which indicator -------------------------------------------------------------------


def _indicator(rows: Iterable[Cells], setting: Setting) -> tuple[str, list[Question]]:
    """The indicator of the file that is this measure; asked where none has its title."""
    said = list(dict.fromkeys(row["indicator"] for row in rows if row.get("indicator")))
    same = next((each for each in said if _folded(each) == _folded(setting.title)), None)
    answer = setting.answers.get("indicator")
    if not said or same or answer in said:
        return same or answer or "", []
    likely = sorted(said, key=lambda each: (-_likeness(_folded(each), _folded(setting.title)), each))
    words = f"Which indicator of the file is “{setting.title}”?"
    return LEAVE_OUT, [Question("indicator", words, [(each, each) for each in likely])]


def _is_about(row: Cells, indicator: str) -> bool:
    return not row.get("indicator") or row["indicator"] == indicator


# Which school ----------------------------------------------------------------------

Name = tuple[str, str]


def _leaid(row: Cells, setting: Setting) -> str | None:
    """The district of a row: empty where the row names none; None where it is not one of this person's."""
    if number := row.get("nces id", ""):
        return number.zfill(7) if number.zfill(7) in setting.districts else None
    if not row.get("district"):
        return next(iter(setting.districts)) if len(setting.districts) == 1 else ""
    wanted = name_key(row["district"])
    return next((leaid for leaid, name in setting.districts.items() if name_key(name) == wanted), None)


def _name(leaid: str, row: Cells) -> Name:
    """What a row says of its place: the district, and the words for the school."""
    return leaid, row.get("school", "")


def _places(kept: Iterable[tuple[str, Cells]], setting: Setting) -> tuple[dict[Name, Known], list[Question]]:
    """The school that each name stands for; those that are not sure are asked."""
    found: dict[Name, Known] = {}
    asked = []
    by_key = {each.key: each for each in setting.schools}
    for name in filter(any, dict.fromkeys(_name(leaid, row) for leaid, row in kept)):
        key = f"school {' '.join(name)}"
        answer = setting.answers.get(key)
        if (sure := _sure(name, setting.schools)) is not None:
            found[name] = sure
        elif answer in by_key:
            found[name] = by_key[answer]
        elif answer != LEAVE_OUT:
            asked.append(Question(key, f"Which school is “{name[1]}”?", _choices(name, setting)))
    return found, asked


def _sure(name: Name, schools: Iterable[Known]) -> Known | None:
    """The one school of that name, abbreviations spelled out; without a name, the district as a whole."""
    leaid, said = name
    if leaid and not said:
        return Known(leaid, "")
    same = [each for each in _of(leaid, schools) if name_key(each.name) == name_key(said)]
    return same[0] if said and len(same) == 1 else None


def _choices(name: Name, setting: Setting) -> list[tuple[str, str]]:
    """The schools that are like a name, the likest first; those of a small district all."""
    leaid, said = name
    scored = [(_likeness(name_key(each.name), name_key(said)), each) for each in _of(leaid, setting.schools)]
    scored.sort(key=lambda one: (-one[0], one[1].key))
    listed = [each for score, each in scored if leaid or score >= LEAST_LIKENESS]
    shown = listed if leaid else listed[:MOST_LIKE]
    told = [(each.key, f"{each.name}, {setting.districts[each.leaid]}") for each in shown]
    return [*told, (LEAVE_OUT, "None of these: leave its rows out")]


def _of(leaid: str, schools: Iterable[Known]) -> list[Known]:
    return [each for each in schools if not leaid or each.leaid == leaid]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


# The portal's own columns ------------------------------------------------------------


def _told(where: Known, row: Cells, unit: str) -> list[str]:
    value = row.get("value", "")
    if unit == "score" and (level := LEVEL.fullmatch(value)):
        value = LEVELS[level[1].lower()]
    return [where.leaid, where.name, _month(row.get("month", "")), value, row.get("n", ""), row.get("note", "")]


def _month(text: str) -> str:
    """A school year counts by its June; a month stays as it is written."""
    year = YEAR.fullmatch(text)
    if year and (int(year[1]) + 1) % 100 == int(year[3]) and (year[2] or int(year[3]) > 12):
        return f"{int(year[1]) + 1}-06"
    return text


def _as_text(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["NCES id", "School", "Month", "Value", "n", "Note"], *rows])
    return out.getvalue()
