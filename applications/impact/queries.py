"""The matrix of standards, the yearly look at it, and recommendations as they are listed."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from applications.impact.figures import WORDS, Figures, figures_of, requests
from applications.impact.models import Recommendation, RecommendationQuerySet
from applications.impact.states import RecommendationState
from applications.waivers.states import Result
from portal.standards.models import Edition, Standard

MOST_ASKED = 3
COUNTS = {key: words for key, words in WORDS.items() if key not in Result.values}


@dataclass(frozen=True)
class Criteria:
    """Which standards, and which year's requests."""

    edition: Edition | None = None
    shows: str = "asked"
    year: int | None = None


@dataclass(frozen=True)
class Line:
    """A standard with its figures, and what is recommended about it, as far as the reader may know."""

    standard: Any
    figures: Figures
    recommendation: Recommendation | None

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Each figure but those of reports, with its key and its words."""
        return [(key, words, self.figures[key]) for key, words in COUNTS.items()]

    @property
    def results(self) -> list[tuple[str, str, int]]:
        """The figures of reports, where there are any."""
        return [(each.value, str(each.label), self.figures[each]) for each in Result if self.figures[each]]


@dataclass(frozen=True)
class Review:
    """The yearly look: what was asked for most, and how many of an edition's standards were never asked for."""

    most: list[Any]
    edition: Edition | None
    standards: int
    never: int


def years() -> list[int]:
    """The years of the docket, the newest first."""
    found = requests().order_by().annotate(docket_year=ExtractYear("waiver__docketed_at"))
    return sorted(set(found.values_list("docket_year", flat=True)), reverse=True)


def standards(criteria: Criteria) -> QuerySet[Standard]:
    """The standards of the matrix, the newest edition first."""
    found = Standard.objects.with_topic().select_related("edition")
    if criteria.edition:
        found = found.filter(edition=criteria.edition)
    asked = requests(criteria.year).values("standard__standard")
    if criteria.shows == "asked":
        found = found.filter(pk__in=asked)
    elif criteria.shows == "never":
        found = found.exclude(pk__in=asked)
    return found.order_by("-edition__effective_from", "-edition_id", "position")


def matrix(page: Page | QuerySet[Standard], criteria: Criteria, user: Any) -> list[Line]:
    """The lines of these standards; the same queries for any number of them."""
    shown = list(page)
    keys = [each.pk for each in shown]
    figures = figures_of(keys, criteria.year)
    latest = _latest(keys, user)
    return [Line(each, figures[each.pk], latest.get(each.pk)) for each in shown]


def _latest(standards: list[int], user: Any) -> dict[int, Recommendation]:
    found = Recommendation.objects.visible_to(user).exclude(state=RecommendationState.WITHDRAWN)
    found = found.filter(standard__standard__in=standards).select_related("standard__standard")
    return {each.standard.standard_id: each for each in found.order_by("begun_at", "pk")}


def review(criteria: Criteria) -> Review:
    """Of the chosen edition; without one, what was asked for most is of all, and the rest of the one in force."""
    found = Standard.objects.with_topic().select_related("edition")
    if criteria.edition:
        found = found.filter(edition=criteria.edition)
    counted = Q(versions__provisions__in=requests(criteria.year))
    most = found.annotate(asked=Count("versions__provisions", filter=counted, distinct=True)).filter(asked__gt=0)
    edition = criteria.edition or Edition.objects.current()
    of_edition = Standard.objects.filter(edition=edition)
    asked = of_edition.filter(pk__in=requests(criteria.year).values("standard__standard"))
    total = of_edition.count()
    order = ("-asked", "-edition__effective_from", "-edition_id", "position")
    return Review(list(most.order_by(*order)[:MOST_ASKED]), edition, total, total - asked.count())


def recommendations(user: Any, standard: Standard | None = None) -> RecommendationQuerySet:
    """What this reader may read, the newest first."""
    found = Recommendation.objects.visible_to(user).select_related("standard__standard__edition")
    return found.filter(standard__standard=standard) if standard else found


def may_begin(standard: Standard, user: Any) -> bool:
    """Whether this person may draft one now: for the version that stands there is none that is open."""
    if not user.has_perm("impact.draft"):
        return False
    return not standard.versions.latest("ordinal").recommendations.open().exists()
