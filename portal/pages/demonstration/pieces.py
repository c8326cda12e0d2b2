"""Blocks of demonstration pages in the form the database keeps them in, and the sources they name."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Piece = dict[str, Any]

SLIDES = "Slides on the network for the State Board of Education, February 2018."
RELEASE = "Mississippi Department of Education, news release of March 14, 2018."
MDE_PAGE = "Mississippi Department of Education, Office of Secondary Education: page on the Innovation Lab Network."
INNOVATION_LAW = "Mississippi Code 37-179-1 and 37-179-3 (Districts of Innovation)."


@dataclass(frozen=True)
class Text:
    """One demonstration page: where it stands, what it says, where that is from."""

    slug: str
    title: str
    lead: str
    body: list[Piece]
    sources: list[str] = field(default_factory=list)
    is_sample: bool = False
    dated: date | None = None


def heading(words: str) -> Piece:
    """A second-level heading."""
    return {"type": "heading", "value": words}


def paragraphs(*texts: str) -> Piece:
    """Paragraphs; each may hold links and bold words."""
    return {"type": "text", "value": "".join(f"<p>{text}</p>" for text in texts)}


def bullets(*texts: str, ordered: bool = False) -> Piece:
    """A list with points, or with numbers where the order counts."""
    kind = "ol" if ordered else "ul"
    return {"type": "text", "value": f"<{kind}>" + "".join(f"<li>{text}</li>" for text in texts) + f"</{kind}>"}


def facts(**terms: str) -> Piece:
    """Terms with their facts; an underscore in a term is a space."""
    rows = [{"term": term.replace("_", " "), "detail": f"<p>{detail}</p>"} for term, detail in terms.items()]
    return {"type": "facts", "value": {"facts": rows}}


def quote(text: str, who: str) -> Piece:
    """Somebody's words."""
    return {"type": "quote", "value": {"text": text, "who": who}}


def note(text: str, kind: str = "info") -> Piece:
    """A sentence set apart."""
    return {"type": "note", "value": {"kind": kind, "text": f"<p>{text}</p>"}}


def answer(summary: str, *texts: str) -> Piece:
    """A question that opens to its answer."""
    return {"type": "disclosure", "value": {"summary": summary, "text": "".join(f"<p>{text}</p>" for text in texts)}}


def button(words: str, address: str) -> Piece:
    """A call to action."""
    return {"type": "action", "value": {"words": words, "page": None, "address": address}}


def table(caption: str, columns: list[str], *rows: tuple[str, ...]) -> Piece:
    """A table of words."""
    kinds = [{"type": "text", "heading": heading} for heading in columns]
    return {
        "type": "table",
        "value": {"caption": caption, "columns": kinds, "rows": [{"values": list(row)} for row in rows]},
    }


def dates() -> Piece:
    """The dates of the open or next round."""
    return {"type": "dates", "value": None}
