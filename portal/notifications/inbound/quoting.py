"""The new part of an answer: without what it quotes, without signatures; answers between the lines stay.

Known are the English forms of Outlook, Gmail and Apple Mail. Where a mail forwards something, that is what it says and
stays.
"""

import re
from collections.abc import Sequence
from itertools import groupby

ORIGINAL = "-----Original Message-----"
ORIGINALS = re.compile(r"\s*-{2,}\s*Original (?:Message|Appointment)\s*-{2,}\s*", re.I)
FORWARDED = re.compile(r"\s*(?:-{2,}\s*Forwarded message\s*-{2,}|Begin forwarded message:)\s*", re.I)
WROTE = re.compile(r"On\s.{5,600}\bwrote:")
HAS_TIME = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\d{1,2}/\d{1,2}/\d{2}")
FIELD = re.compile(r"\s*\*?(From|Sent|Date|To|Cc|Subject|Importance|Reply-To):\*?\s", re.I)
RULE = re.compile(r"\s*_{10,}\s*")
DEVICE = re.compile(
    r"\s*(?:Sent (?:from|via|with) [^.!?]{2,60}|Get Outlook for \S.{0,60}|Sent from .{0,20}Mail\b.{0,40})\.?\s*", re.I
)
DEVICES = re.compile(r"iphone|ipad|android|samsung|galaxy|verizon|at&t|t-mobile|outlook|mail|mobile|phone|yahoo", re.I)
SIGNATURE = re.compile(r"--\s?")
KEPT_QUOTES, LINES_OF_WROTE, LINES_OF_HEADERS = 3, 4, 8


def new_part(text: str, *, is_forward: bool = False) -> str:
    """What is new in a message; `is_forward` says that its subject names it a forwarded one."""
    lines = [_tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    start = next((place for place, line in enumerate(lines) if FORWARDED.fullmatch(line)), len(lines))
    head, forwarded = lines[:start], lines[start:]
    if not is_forward:
        head = answers(without_signatures(without_history(head)))
    return _joined([*head, *forwarded])


def _tidy(line: str) -> str:
    """A line without signs that cannot be seen; the blank after the two dashes of a signature may go."""
    return line.replace("\x00", "").replace("\u200b", "").replace("\ufeff", "").replace("\u00a0", " ").rstrip()


def without_history(lines: Sequence[str]) -> list[str]:
    """Up to where the older message begins. “On … wrote:” goes, and what it introduces too unless that is quoted."""
    kept: list[str] = []
    place, last_quote = 0, max((at for at, line in enumerate(lines) if line.startswith(">")), default=-1)
    while place < len(lines):
        if ORIGINALS.fullmatch(lines[place]) or begins_headers(lines, place):
            break
        after = end_of_wrote(lines, place)
        if after == place:
            kept.append(lines[place])
            place += 1
        elif last_quote >= after:
            place = after
        else:
            break
    return kept


def begins_headers(lines: Sequence[str], place: int) -> bool:
    """Whether the headers of an older message begin here, with or without Outlook's line above them."""
    if RULE.fullmatch(lines[place]):
        place = next((at for at in range(place + 1, len(lines)) if lines[at].strip()), place)
    first = FIELD.match(lines[place])
    if not first or first[1].lower() != "from":
        return False
    names = {found[1].lower() for line in lines[place : place + LINES_OF_HEADERS] if (found := FIELD.match(line))}
    return bool(names & {"sent", "date"}) and bool(names & {"to", "subject"})


def end_of_wrote(lines: Sequence[str], place: int) -> int:
    """The place after “On … wrote:”, which may be wrapped over several lines; the same place where it is not there."""
    if not lines[place].lstrip().startswith("On "):
        return place
    for after in range(place + 1, min(place + LINES_OF_WROTE, len(lines)) + 1):
        told = " ".join(line.strip() for line in lines[place:after])[:1000]
        if WROTE.fullmatch(told) and HAS_TIME.search(told):
            return after
    return place


def without_signatures(lines: Sequence[str]) -> list[str]:
    """Without what stands below two dashes, up to the next quote, and without “Sent from my iPhone”."""
    kept: list[str] = []
    in_signature = False
    for line in lines:
        if line.startswith(">"):
            in_signature = False
        elif SIGNATURE.fullmatch(line):
            in_signature = True
        if not in_signature and not is_device(line):
            kept.append(line)
    return kept


def is_device(line: str) -> bool:
    """The advertisement of a telephone or mail program."""
    return bool(DEVICE.fullmatch(line) and DEVICES.search(line))


def answers(lines: Sequence[str]) -> list[str]:
    """What is not quoted; before an answer between the lines, the end of what it answers."""
    groups = [(quoted, list(group)) for quoted, group in groupby(lines, key=lambda line: line.startswith(">"))]
    kept: list[str] = []
    for number, (quoted, group) in enumerate(groups):
        if not quoted:
            kept += group
        elif any(line.strip() for _, later in groups[number + 1 : number + 2] for line in later):
            said = [line for line in group if line.strip("> ")]
            kept += said[-KEPT_QUOTES:]
    return kept


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
