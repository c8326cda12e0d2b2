"""Documents on paper: facts, then sections of rows, as tagged PDF/UA-1 set by typst."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

TEMPLATE = Path(__file__).parent / "sheet.typ"
LETTERS = r"a-zA-Z\u00c0-\u024f\u0386-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u04ff\u1e00-\u1eff"
MARKS = r" -~\u00a0-\u00bf\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2122"
DISPLAYED = re.compile(f"[{LETTERS}{MARKS}]")

Row = Sequence[str | int]


def displayable(text: str) -> str:
    """Text in signs that the built-in fonts have; another is printed as its code, such as [U+6F22]."""
    signs = []
    for sign in unicodedata.normalize("NFC", text):
        if sign == "\n" or DISPLAYED.match(sign):
            signs.append(sign)
        elif unicodedata.category(sign)[0] != "C":
            signs.append(f"[U+{ord(sign):04X}]")
    return "".join(signs)


def typeset(title: str, facts: Iterable[tuple[str, str]], sections: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """The bytes of a PDF: a title, facts as pairs, and sections of rows (heading, hint, text, empty lines to write)."""
    told = [
        (displayable(name), [[displayable(cell) if isinstance(cell, str) else cell for cell in row] for row in rows])
        for name, rows in sections
    ]
    inputs = {
        "title": displayable(title),
        "facts": json.dumps([(name, displayable(value)) for name, value in facts]),
        "sections": json.dumps(told),
    }
    return typst.compile(str(TEMPLATE), sys_inputs=inputs, pdf_standards=["ua-1"])  # type: ignore[no-any-return]
