"""A practice on paper: one page to hand around, as tagged PDF."""

from django.conf import settings
from django.utils.formats import date_format

from best_practices.library.models import PracticePage
from best_practices.library.queries import citation_of, version_parts
from portal.core.paper import typeset

LEFT_OUT = {"title", "tags", "review_by", "file_1", "file_2", "file_3", "picture", "picture_alt"}


def one_pager(page: PracticePage) -> bytes:
    """The published record with whose it is, its address and how to cite it."""
    practice = page.practice
    facts = [
        ("District", practice.owner_name),
        ("Address", settings.SITE_URL + practice.get_absolute_url()),
        ("Next review", date_format(practice.review_by) if practice.review_by else ""),
        ("Cite as", citation_of(page)),
    ]
    sections = [
        (part["section"].title, rows)
        for part in version_parts(page.version, page.record)
        if (rows := [(each.label, "", words, 0) for each, words in part["rows"] if words and each.key not in LEFT_OUT])
    ]
    return typeset(page.title, facts, sections)
