"""What is counted of waivers, by standard. A figure and its list come of one condition, so that they cannot differ."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count, Q

from applications.waivers.models import Provision, ProvisionQuerySet
from applications.waivers.providers import results_of
from applications.waivers.states import PENDING, Disposition, Kind, Result, WaiverState
from portal.districts.models import District

Figures = dict[str, int]
WORDS = {
    "requests": "Requests",
    "pending": "Pending",
    "deferred": "Deferred",
    "granted": "Granted as asked",
    "conditional": "With conditions",
    "pilot": "As a pilot",
    "denied": "Denied",
    "ended": "Ended",
    "in_force": "In force today",
    "districts": "Districts",
    **{result.value: str(result.label) for result in Result},
}
OVER = (WaiverState.LAPSED, WaiverState.RESCINDED, WaiverState.AMENDED)


def requests(year: int | None = None) -> ProvisionQuerySet:
    """What is counted: the provisions of all proposals that ever came on the docket; those of one year's docket.

    A change is no request of its own: what it changes is counted.
    """
    found = Provision.objects.filter(waiver__docket__isnull=False).exclude(waiver__kind=Kind.CHANGE)
    return found if year is None else found.filter(waiver__docketed_at__year=year)


def conditions() -> dict[str, Q]:
    """Which of the requests each figure counts. What was granted stays counted as granted when it has ended."""
    granted = Q(pk__in=Provision.objects.decided().values("pk"))
    refused = Q(waiver__state=WaiverState.DENIED) | Q(disposition=Disposition.DENY)
    return {
        "requests": Q(),
        "pending": Q(waiver__state__in=PENDING),
        "deferred": Q(waiver__state=WaiverState.DEFERRED),
        "granted": granted & Q(disposition=Disposition.GRANT),
        "conditional": granted & Q(disposition=Disposition.CONDITIONS),
        "pilot": granted & Q(disposition=Disposition.PILOT),
        "denied": Q(waiver__board_on__isnull=False) & refused,
        "ended": Q(waiver__state=WaiverState.WITHDRAWN) | (granted & Q(waiver__state__in=OVER)),
        "in_force": Q(pk__in=Provision.objects.in_force().values("pk")),
    }


def figures_of(standards: Collection[int], year: int | None = None) -> dict[int, Figures]:
    """The figures of each of these standards; the same queries for any number of them."""
    found = requests(year).filter(standard__standard__in=standards).order_by()
    figures = {standard: dict.fromkeys(WORDS, 0) for standard in standards}
    counts = {f"n_{key}": Count("pk", filter=condition or None) for key, condition in conditions().items()}
    for standard, *row in found.values_list("standard__standard").annotate(**counts):
        figures[standard] |= dict(zip(conditions(), row, strict=True))
    for standard, leaids in _asking(found).items():
        figures[standard]["districts"] = len(leaids)
    for standard, results in _results(found).items():
        figures[standard] |= results
    return figures


def _asking(found: ProvisionQuerySet) -> dict[int, set[str]]:
    """The districts that asked, by standard: who proposes, and who proposes it too."""
    asking: dict[int, set[str]] = defaultdict(set)
    for who in ("waiver__district", "waiver__partners__district"):
        for standard, leaid in found.filter(**{f"{who}__isnull": False}).values_list("standard__standard", who):
            asking[standard].add(leaid)
    return asking


def _results(found: ProvisionQuerySet) -> dict[int, Counter[str]]:
    standards = dict(found.values_list("pk", "standard__standard"))
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for provision, result in results_of(list(standards)).items():
        counted[standards[provision]][result] += 1
    return counted


def listed(standard: int, what: str, year: int | None = None) -> ProvisionQuerySet:
    """The requests that a figure of a standard counts."""
    found = requests(year).filter(standard__standard=standard)
    if what not in Result.values:
        return found.filter(conditions()[what])
    results = results_of(list(found.values_list("pk", flat=True)))
    return found.filter(pk__in=[provision for provision, result in results.items() if result == what])


def districts_asking(standard: int, year: int | None = None) -> list[District]:
    """The districts that asked to vary a standard, by name."""
    asking = _asking(requests(year).filter(standard__standard=standard).order_by())
    return list(District.objects.filter(pk__in=asking[standard]).order_by("name", "pk"))
