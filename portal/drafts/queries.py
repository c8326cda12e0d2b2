"""Drafts as they are read: questions with their answers in words."""

from collections.abc import Iterable
from typing import Any

from portal.drafts.questions import Section, shown, words_of
from portal.network.models import Pathway


def pathway_names() -> dict[str, str]:
    """The names of the PLC topics by slug; one query."""
    return dict(Pathway.objects.values_list("slug", "name"))


def answered(sections: Iterable[Section], values: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections that are asked, with each question and its answer in words."""
    names = pathway_names()
    return [
        {
            "section": part,
            "rows": [(question, words_of(question, values.get(question.key), names)) for question in part.questions],
        }
        for part in shown(sections, values)
    ]
