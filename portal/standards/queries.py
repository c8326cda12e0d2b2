"""Reads of the standards: the catalogue, the citation that a request rests on, the history, the cross-walk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.formats import date_format

from portal.core.errors import NotAllowed
from portal.standards.models import (
    Crosswalk,
    Edition,
    Heading,
    Standard,
    StandardVersion,
    StandardVersionQuerySet,
    Waivable,
)

LABELS = {
    "topic": "Topic",
    "heading": "Heading",
    "text": "Official text",
    "mandate": "Does a law demand it?",
    "mandate_citation": "The law",
    "waivable": "May it be waived?",
    "reason": "Legal reason",
    "seen_in": "Read in",
}
WORDS = tuple(LABELS)


class UnknownStandard(NotAllowed):
    """No such edition, or no such number in it."""


class CannotBeWaived(NotAllowed):
    """The standard may not be varied; `version` says what it is and `reason` why."""

    def __init__(self, version: StandardVersion, hint: str = "") -> None:
        self.version, self.standard, self.reason = version, version.standard, version.reason
        super().__init__(f"{version.standard} ({version.topic}), cannot be waived. {hint}{version.reason}")


# Citation --------------------------------------------------------------------------


def citation(edition_code: str, number: str, on: date | None = None) -> StandardVersion:
    """The standard that a request to vary it rests on: the one gate for pages, programs and imports.

    Gives the newest version; with `on`, the one that stood at the end of that day in Mississippi. Keep the version,
    not the number: a number means another standard in another edition, and a version never changes.

    Raises `UnknownStandard` where the edition or the number does not exist, and `CannotBeWaived`, with the standard and
    its legal reason, where it or a part of it cannot be waived. What nobody has examined passes: the version's
    `is_unexamined` is true then, and `UNEXAMINED` in the models says so to a person.
    """
    version = _version(edition_code, number, on)
    if version.waivable == Waivable.NO:
        raise CannotBeWaived(version)
    refused = _refused_parts(version)
    if refused:
        raise CannotBeWaived(refused[0], f"Standard {number} holds it: please cite the part that you mean. ")
    return version


def _refused_parts(version: StandardVersion) -> list[StandardVersion]:
    """Its parts that cannot be waived: who cites 17 would cite 17.4 with it."""
    whole = version.standard
    parts = Q(standard__edition=whole.edition_id, standard__number__startswith=f"{whole.number}.")
    found = StandardVersion.objects.newest().filter(parts, waivable=Waivable.NO)
    return list(found.select_related("standard__edition").order_by("standard__position"))


def _version(edition_code: str, number: str, on: date | None) -> StandardVersion:
    if not Edition.objects.filter(code=edition_code).exists():
        raise UnknownStandard(f"There is no edition {edition_code} of the standards.")
    found = StandardVersion.objects.filter(standard__edition__code=edition_code, standard__number=number)
    ordered = found.select_related("standard__edition").order_by("-ordinal")
    newest = ordered.first()
    if newest is None:
        raise UnknownStandard(f"The edition {edition_code} has no standard {number}.")
    if on is None:
        return newest
    day_after = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    stood = ordered.filter(at__lt=day_after).first()
    if stood is None:
        raise UnknownStandard(f"{newest.standard}, was not in the catalogue yet on {date_format(on)}.")
    return stood


# Catalogue ---------------------------------------------------------------------------


def catalogue(edition: Edition, criteria: Mapping[str, str] | None = None) -> StandardVersionQuerySet:
    """The standards of an edition as they stand, by heading and number; `criteria` may hold q, heading and waivable."""
    criteria = criteria or {}
    found = find(criteria.get("q", "")).filter(standard__edition=edition)
    for name in ("heading", "waivable"):
        if criteria.get(name):
            found = found.filter(**{name: criteria[name]})
    order = Case(*(When(heading=heading, then=Value(place)) for place, heading in enumerate(Heading.values)))
    return found.order_by(order, "standard__position")


def choices_by_heading(edition: Edition | None) -> list[tuple[str, list[StandardVersion]]]:
    """The standards of an edition under their headings; headings without any are left out."""
    standing = list(catalogue(edition)) if edition else []
    grouped = [(heading.label, [each for each in standing if each.heading == heading]) for heading in Heading]
    return [(words, versions) for words, versions in grouped if versions]


def find(words: str) -> StandardVersionQuerySet:
    """The standards of all editions, as they stand, that hold all these words; the newest edition first."""
    found = StandardVersion.objects.newest().select_related("standard__edition")
    for word in filter(None, (part.strip(".,;:") for part in words.split())):
        found = found.filter(Q(standard__number=word) | Q(topic__icontains=word) | Q(text__icontains=word))
    return found.order_by("-standard__edition__effective_from", "standard__position")


# History -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A field that one version says otherwise than another, as people read it."""

    label: str
    before: str
    after: str
    is_long: bool


@dataclass(frozen=True)
class Step:
    """A version, and what it changed in the one before."""

    version: StandardVersion
    before: StandardVersion | None

    @property
    def changes(self) -> list[Change]:
        """Field by field; none for the first version."""
        return changes_between(self.before, self.version) if self.before else []


def shown(version: StandardVersion, name: str) -> str:
    """What a version says in a field, as people read it."""
    display = getattr(version, f"get_{name}_display", None)
    return str(display() if display else getattr(version, name))


def changes_between(before: StandardVersion, after: StandardVersion) -> list[Change]:
    """What one version says otherwise than another, field by field."""
    return [
        Change(LABELS[name], shown(before, name), shown(after, name), name in {"text", "reason"})
        for name in WORDS
        if getattr(before, name) != getattr(after, name)
    ]


def history(standard: Standard) -> list[Step]:
    """Every version with the one before it, the newest first."""
    versions = list(standard.versions.select_related("by").order_by("ordinal"))
    for version in versions:
        version.standard = standard
    return [Step(*pair) for pair in zip(versions, [None, *versions], strict=False)][::-1]


# Cross-walk ------------------------------------------------------------------------------


def links_later(standard: Standard) -> list[Crosswalk]:
    """What became of a standard, edition by edition, as far as anybody has said."""
    return _follow(standard, forward=True)


def links_earlier(standard: Standard) -> list[Crosswalk]:
    """What a standard was before, edition by edition, back as far as anybody has said."""
    return _follow(standard, forward=False)


def successors(standard: Standard) -> list[Standard]:
    """The standards of later editions that came of it, over several editions; empty where it was dropped."""
    return _once(link.later for link in links_later(standard))


def predecessors(standard: Standard) -> list[Standard]:
    """The standards of earlier editions that it came of, over several editions."""
    return _once(link.earlier for link in links_earlier(standard))


def links_of(standard: Standard) -> list[Crosswalk]:
    """The links to the editions next to its own, both ways."""
    found = Crosswalk.objects.filter(Q(earlier=standard) | Q(later=standard))
    return list(found.select_related("earlier__edition", "later__edition").order_by("pk"))


def topics_of(links: Iterable[Crosswalk]) -> dict[int, str]:
    """The topics of the standards at both ends of links, by their keys."""
    ends = {pk for link in links for pk in (link.earlier_id, link.later_id) if pk}
    found = StandardVersion.objects.newest().filter(standard__in=ends) if ends else StandardVersion.objects.none()
    return dict(found.values_list("standard", "topic"))


def _follow(standard: Standard, *, forward: bool) -> list[Crosswalk]:
    """One query for each edition on the way. A circle, as changed dates could make one, is walked once."""
    near, far = ("earlier", "later") if forward else ("later", "earlier")
    links, here, seen = list[Crosswalk](), {standard.pk}, set[int]()
    while here := here - seen:
        seen |= here
        found = Crosswalk.objects.filter(**{f"{near}__in": here}).select_related("earlier__edition", "later__edition")
        step = list(found.order_by("earlier__position", "later__position"))
        links += step
        here = {getattr(link, f"{far}_id") for link in step} - {None}
    return links


def _once(standards: Iterable[Any]) -> list[Standard]:
    return list({each.pk: each for each in standards if each is not None}.values())
