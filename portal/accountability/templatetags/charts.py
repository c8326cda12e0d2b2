"""Small charts of results, drawn on the server: a pair of columns for each year, one unit of height for one percent."""

from typing import Any

from django import template

register = template.Library()
BASE, TOP, LEFT = 122, 22, 40
PAIR, COLUMN, LEAST_WIDTH = 110, 36, 320


def column(percent: float | None, x: int) -> dict[str, Any]:
    """One column with its figure above it; a star on the base line where the figure may not be shown."""
    height = round(percent, 1) if percent is not None else 0.0
    words = "*" if percent is None else f"{percent:.1f}"
    return {"x": x, "y": round(BASE - height, 1), "height": height, "words": words, "middle": x + COLUMN // 2}


@register.inclusion_tag("accountability/chart.html")
def proficiency_chart(subject: dict[str, Any], whose: str) -> dict[str, Any]:
    """A subject's percent proficient by year, beside Mississippi's."""
    pairs = []
    for place, share in enumerate(subject["years"]):
        x = LEFT + place * PAIR
        other = column(share.state, x + COLUMN + 6) if share.state is not None else None
        pairs.append({"share": share, "own": column(share.percent, x), "state": other, "middle": x + COLUMN + 3})
    lines = [{"percent": percent, "y": BASE - percent} for percent in (0, 50, 100)]
    width = max(LEAST_WIDTH, LEFT + PAIR * len(pairs))
    return {"subject": subject, "whose": whose, "pairs": pairs, "lines": lines, "width": width, "column": COLUMN}
