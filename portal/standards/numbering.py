"""Numbers of standards, as the Code writes them: 14, 17.1. Their order is by value, so 2 comes before 14. Pure."""

import re

NUMBER = re.compile(r"[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){0,2}", re.ASCII)
PARTS = 3
HOW = "A number is written as 14 or 17.1: up to three parts, with dots between them."


def is_number(text: str) -> bool:
    """Whether this is written as the number of a standard."""
    return NUMBER.fullmatch(text) is not None


def position_of(number: str) -> int:
    """Where a number stands among others: a thousand places for each part, so 17 < 17.1 < 17.2 < 17.10 < 18."""
    parts = [int(part) for part in number.split(".")]
    whole = 0
    for part in [*parts, *[0] * (PARTS - len(parts))]:
        whole = whole * 1000 + part
    return whole
