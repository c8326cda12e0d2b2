"""A recommendation on paper, with the words of its page."""

from applications.impact.models import Recommendation
from applications.impact.wording import Section, facts_of, sections_of, shown_of
from portal.core.paper import typeset

Row = tuple[str, str, str, int]


def paper_of(recommendation: Recommendation) -> bytes:
    """The bytes of a tagged PDF of what was put forward."""
    body = shown_of(recommendation)
    title = f"Recommendation on standard {body['number']} {body['topic']}"
    sections = [(section.heading, rows_of(section)) for section in sections_of(body)]
    return typeset(title, facts_of(recommendation), sections)


def rows_of(section: Section) -> list[Row]:
    """Its rows as print has them: what would change stands there twice, before and after."""
    if section.figures:
        told = "\n".join(f"{words}: {count}" for words, count in section.figures)
        return [("Requests to vary it", "", told, 0)]
    rows: list[Row] = []
    for each in section.rows:
        if each.before is None:
            rows.append((each.label, "", each.text, 0))
            continue
        rows += [(f"{each.label}, as it is", "", each.before, 0)] if each.before else []
        rows += [(f"{each.label}, as it would read", "", each.text, 0)] if each.text else []
    return rows
