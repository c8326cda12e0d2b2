"""Reads of the library: finding, published practices, versions."""

from best_practices.library.queries.collections import collections, pages_in, picks
from best_practices.library.queries.finding import FACETS, SORTS, Found, Wish, find, pages_of, shelves, wish_of
from best_practices.library.queries.records import citation_of, family_of, page_context, public_pages, record_context
from best_practices.library.queries.versions import (
    asked_sections,
    changed_sections,
    clock_of_library,
    differing,
    hints,
    life_of,
    version_parts,
)

__all__ = [
    "FACETS",
    "SORTS",
    "Found",
    "Wish",
    "asked_sections",
    "changed_sections",
    "citation_of",
    "clock_of_library",
    "collections",
    "differing",
    "family_of",
    "find",
    "hints",
    "life_of",
    "page_context",
    "pages_in",
    "pages_of",
    "picks",
    "public_pages",
    "record_context",
    "shelves",
    "version_parts",
    "wish_of",
]
