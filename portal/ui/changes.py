"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 1000


@dataclass(frozen=True)
class Piece:
    """A stretch of text that was kept, added or taken out."""

    kind: str
    text: str
    words: int


def _shared(one: list[str], other: list[str]) -> int:
    """How many words two lists have in common from the start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _steps(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from one list of words to the other; too long a passage is replaced whole, or it would take minutes."""
    if max(len(before), len(after)) > MOST_WORDS:
        return [("replace", 0, len(before), 0, len(after))]
    return list(SequenceMatcher(None, before, after).get_opcodes())


def pieces(before: str, after: str) -> list[Piece]:
    """The two texts as one, in pieces; spaces and line ends alone are no change."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    old_words, new_words = ([part.rstrip() for part in parts] for parts in (old, new))
    head = _shared(old_words, new_words)
    tail = _shared(old_words[head:][::-1], new_words[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    found = [_piece("same", new[:head])]
    for kind, a, b, c, d in _steps(old_words[head:old_end], new_words[head:new_end]):
        if kind == "equal":
            found.append(_piece("same", new[head + c : head + d]))
        else:
            found += [_piece("out", old[head + a : head + b]), _piece("in", new[head + c : head + d])]
    found.append(_piece("same", new[new_end:]))
    return [piece for piece in found if piece.words]


def _piece(kind: str, parts: list[str]) -> Piece:
    return Piece(kind, "".join(parts), len(parts))
