"""Editions and standards for tests; made by services, as the department would."""

from datetime import date
from typing import Any

from portal.standards import services
from portal.standards.models import Edition, Mandate, Standard, StandardVersion, Waivable

WORDS = {"topic": "Sample topic", "seen_in": "Sample source"}
REFUSED = {
    "mandate": Mandate.FEDERAL,
    "mandate_citation": "Sample Act, section 1",
    "waivable": Waivable.NO,
    "reason": "Sample: a federal act demands it.",
}


def kept_edition(code: str = "2018", *, actor: Any, **facts: Any) -> Edition:
    """An edition, in force since the middle of 2016 unless said otherwise."""
    said = {"name": f"Sample edition {code}", "effective_from": date(2016, 7, 1), "source": "Sample code, part 24"}
    return services.keep_edition(actor=actor, code=code, **{**said, **facts})


def added(edition: Edition, number: str, *, actor: Any, **words: Any) -> Standard:
    """A standard with its first version."""
    return services.add_standard(edition, number=number, actor=actor, **{**WORDS, **words})


def revised(standard: Standard, *, actor: Any, note: str = "Sample reason", **words: Any) -> StandardVersion:
    """A version after the newest."""
    newest = standard.versions.latest("ordinal").ordinal
    version = services.revise_standard(standard, ordinal=newest, note=note, actor=actor, **words)
    assert isinstance(version, StandardVersion)
    return version
