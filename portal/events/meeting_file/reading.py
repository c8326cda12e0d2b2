"""Reading an attendance report or a roster: its signs, headings and lines, and one attendee for each person. Pure."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

MOST_BYTES, MOST_LINES, MOST_SIGNS = 2_000_000, 5_000, 200
HEADING_WITHIN = 40
COLUMNS = {
    "name": (
        *("name (original name)", "user name (original name)", "name (original)", "name", "full name"),
        *("participant", "participant name", "user name", "student", "student name", "registrant", "attendee"),
    ),
    "first": ("first name", "firstname", "first", "given name", "student first name"),
    "last": ("last name", "lastname", "last", "surname", "student last name"),
    "email": ("user email", "email", "email address", "e-mail"),
    "join": ("join time", "first join", "time joined"),
    "leave": ("leave time", "last leave", "time left"),
    "minutes": ("total duration (minutes)", "duration (minutes)", "duration", "time in session (minutes)"),
    "attended": ("attended", "attended?", "attendance", "attendance status", "present", "checked in", "status"),
}
ATTENDED = {"yes", "y", "x", "1", "true", "attended", "present", "complete", "completed", "checked in", "✓", "✔"}
FORMS_OF_TIME = (
    *("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M"),
    *("%m/%d/%y %I:%M:%S %p", "%m/%d/%y %I:%M %p", "%m/%d/%y %H:%M:%S", "%m/%d/%y %H:%M"),
    *("%b %d, %Y %I:%M:%S %p", "%b %d, %Y %I:%M %p", "%b %d, %Y %H:%M:%S", "%b %d, %Y %H:%M"),
    *("%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"),
)
TOO_LARGE = "This file is larger than 2 MB. An attendance report is much smaller: please choose the report itself."
TOO_LONG = f"This file has more than {MOST_LINES:,} lines. Please split it, or choose the report of one meeting."
NOT_TEXT = "This file is not a table of text. Please download the report again as CSV."
BROKEN = "This table cannot be read: a quotation mark or a line is broken. Please download the report again."
NO_HEADINGS = (
    "No line of this file has the headings Name (or First Name and Last Name) and one of Duration, Join Time and "
    "Attended. Is it the report of participants, or a roster that says who attended?"
)
NOBODY = "There is nobody in this report: below its headings there is no line with a name."


class Unreadable(ValueError):
    """A file that cannot be read; the message is for the person who chose it."""


@dataclass(frozen=True)
class Attendee:
    """One person as the file has them; minutes are whole, overlaps counted once.

    A roster has no minutes: `attended` is what it says of the person. It is None where times tell.
    """

    name: str
    email: str
    minutes: int
    first_join: datetime | None = None
    last_leave: datetime | None = None
    attended: bool | None = None

    def was_there(self, minutes: float) -> bool:
        """Stayed for so many minutes, or attended by the roster."""
        return self.minutes >= minutes if self.attended is None else self.attended


@dataclass(frozen=True)
class Stay:
    """One line of the report."""

    name: str
    email: str
    minutes: int
    join: datetime | None
    leave: datetime | None
    attended: bool | None


def read(content: bytes) -> list[Attendee]:
    """Everybody in a report or roster, each once, by name; Unreadable, with a sentence, where it is neither."""
    rows = _rows(_text(content))
    columns = _headings(rows)
    stays = [stay for row in rows if (stay := _stay(row, columns)) is not None]
    if not stays:
        raise Unreadable(NOBODY)
    return _merged(stays)


def _text(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16; an old file of a spreadsheet is in Windows' own set of signs."""
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    try:
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = content.decode("utf-16")
        elif content[1:2] == b"\0":
            text = content.decode("utf-16-le")
        else:
            text = _eight_bit(content)
    except UnicodeDecodeError:
        raise Unreadable(NOT_TEXT) from None
    if "\0" in text or not text.strip():
        raise Unreadable(NOT_TEXT)
    return text


def _eight_bit(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _rows(text: str) -> Iterator[list[str]]:
    """The lines of the table, one at a time, and not more than so many."""
    head = text[:4000]
    sign = max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        for number, row in enumerate(reader):
            if number >= MOST_LINES:
                raise Unreadable(TOO_LONG)
            yield [cell.strip() for cell in row]
    except csv.Error:
        raise Unreadable(BROKEN) from None


def _headings(rows: Iterator[list[str]]) -> dict[str, int]:
    """Where each column is; the lines about the meeting that stand before the headings are passed over."""
    for number, row in enumerate(rows):
        heads = [" ".join(cell.lower().split()) for cell in row]
        found = {
            column: heads.index(known)
            for column, words in COLUMNS.items()
            if (known := next((word for word in words if word in heads), None))
        }
        # The lines about the meeting have a duration, a "Start Time" and often the host's address, but nobody's name.
        if ("name" in found or {"first", "last"} <= set(found)) and {"minutes", "join", "attended"} & set(found):
            return found
        if number > HEADING_WITHIN:
            break
    raise Unreadable(NO_HEADINGS)


def _stay(row: list[str], columns: dict[str, int]) -> Stay | None:
    """One line; None where nobody is named in it."""
    cells = {column: row[at] if at < len(row) else "" for column, at in columns.items()}
    name, email = tidy(_name(cells)), cells.get("email", "").lower()[:254]
    email = email if "@" in email else ""
    if not name and not email:
        return None
    join, leave = _moment(cells.get("join", "")), _moment(cells.get("leave", ""))
    if join and leave and leave < join:
        leave = None
    has_times = bool({"minutes", "join"} & set(columns))
    attended = None if has_times else " ".join(cells["attended"].lower().split()) in ATTENDED
    return Stay(name or email, email, _minutes(cells.get("minutes", "")), join, leave, attended)


def _name(cells: dict[str, str]) -> str:
    """The whole name, or the first and the last as one."""
    return cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}"


def tidy(name: str) -> str:
    """A name on one line, without signs that cannot be seen and the apostrophe that guards against formulas."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Zs", "Zl", "Zp") else sign for sign in name)
    seen = "".join(sign for sign in seen if unicodedata.category(sign) != "Cf" or sign == "\u200d")
    seen = re.sub(r"^'(?=[=+\-@])", "", " ".join(seen.split()))
    return seen[:MOST_SIGNS].strip()


def _moment(text: str) -> datetime | None:
    """A moment as Zoom writes it for the United States; None where it is none. It has no zone: it is the host's."""
    plain = " ".join(text.replace("\u202f", " ").split())[:40]
    for form in FORMS_OF_TIME:
        try:
            return datetime.strptime(plain, form)  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _minutes(text: str) -> int:
    """Whole minutes from 47, 47.5, 0:47:30 or 47 min; 0 where there are none."""
    clock = re.fullmatch(r"(\d{1,3}):(\d{1,2})(?::\d{1,2})?", text)
    if clock:
        hours, rest = int(clock[1]), int(clock[2])
        return min(hours * 60 + rest, 6000)
    number = re.match(r"\d{1,5}", text.replace(",", ""))
    return min(int(number[0]), 6000) if number else 0


def _merged(stays: Iterable[Stay]) -> list[Attendee]:
    """The stays of each person as one, by name and address."""
    people: dict[str, list[Stay]] = {}
    for stay in stays:
        people.setdefault(stay.email or f"name {' '.join(stay.name.casefold().split())}", []).append(stay)
    return sorted(map(_together, people.values()), key=lambda one: (folded(one.name), one.name, one.email))


def _together(stays: Sequence[Stay]) -> Attendee:
    """One person of several stays: the name they came with first, and minutes in which overlaps count once."""
    ordered = sorted(stays, key=lambda stay: (stay.join is None, stay.join or datetime.min, stay.name))  # noqa: DTZ901
    timed = [(stay.join, end) for stay in ordered if stay.join and (end := _end(stay))]
    untimed = sum(stay.minutes for stay in ordered if not (stay.join and _end(stay)))
    joins, leaves = [join for join, _ in timed], [end for _, end in timed]
    minutes = _covered(timed) + untimed if _overlap(timed) else sum(map(_length, ordered))
    first, last = min(joins, default=None), max(leaves, default=None)
    told = [stay.attended for stay in stays if stay.attended is not None]
    return Attendee(ordered[0].name, ordered[0].email, minutes, first, last, any(told) if told else None)


def _end(stay: Stay) -> datetime | None:
    """When a stay ended: as the line says, or after its minutes."""
    if stay.leave or stay.join is None:
        return stay.leave
    return stay.join + timedelta(minutes=stay.minutes) if stay.minutes else None


def _length(stay: Stay) -> int:
    """The minutes that the line says, or those between its moments."""
    end = _end(stay)
    return stay.minutes or (_whole(end - stay.join) if stay.join and end else 0)


def _whole(span: timedelta) -> int:
    """Minutes, begun ones counted, as Zoom counts."""
    return -(-int(span.total_seconds()) // 60)


def _overlap(spans: Sequence[tuple[datetime, datetime]]) -> bool:
    ordered = sorted(spans)
    return any(after[0] < before[1] for before, after in pairwise(ordered))


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """The minutes in which at least one of the stays went on."""
    whole, until = timedelta(), None
    for begin, end in sorted(spans):
        since = max(begin, until) if until else begin
        if end > since:
            whole += end - since
            until = end
    return _whole(whole)


def folded(name: str) -> str:
    """A name as it is compared: no accents, no case, no signs, no emoji."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"[’'`´ʼ]", "", plain)
    return " ".join(re.findall(r"[^\W_]+", plain))
