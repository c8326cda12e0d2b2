"""What a proposal still lacks, what was frozen with it, and the docket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from applications.waivers.lane import Lane, lane_of
from applications.waivers.models import Hypothesis, Provision, Waiver, WaiverQuerySet
from applications.waivers.providers import results_of
from applications.waivers.states import IN_FORCE, Kind, Result
from portal.districts.models import WRITING_OFFICES, District
from portal.districts.policies import holds_office, offices_of
from portal.drafts.queries import Agreement, agreement_of
from portal.drafts.questions import missing
from portal.measures.models import Measure
from portal.measures.queries import Changed, changes_since, definition_changes, frozen_chart
from portal.measures.runchart import Chart
from portal.network.models import NetworkMembership, Pathway
from portal.standards.models import StandardVersion, Waivable

MOST_PRECEDENTS = 60
OPENS_BEFORE, CLOSES_AFTER = timedelta(days=180), timedelta(days=365)


@dataclass(frozen=True)
class Lacking:
    """Something that a proposal still needs, and where it is written; or the agreement of an office, and where."""

    words: str
    url: str
    is_agreement: bool = False


def provisions_of(waiver: Waiver) -> list[Provision]:
    """The provisions with their standards and what should move; three queries, however many there are."""
    hypotheses = Hypothesis.objects.select_related("measure", "component", "frozen__measure__pathway")
    found = waiver.provisions.select_related("standard__standard__edition")
    return list(found.prefetch_related(Prefetch("hypotheses", hypotheses)))


def lacking(
    waiver: Waiver, provisions: list[Provision] | None = None, agreement: Agreement | None = None
) -> list[Lacking]:
    """What a draft needs before it can be handed in: what is to be written, then who has to agree to it."""
    where, left = f"{waiver.get_absolute_url()}#agreement", (agreement or agreement_of(waiver)).left
    agreeing = [Lacking(f"the agreement of the {each}", where, is_agreement=True) for each in left]
    return unwritten(waiver, provisions) + agreeing


def unwritten(waiver: Waiver, provisions: list[Provision] | None = None) -> list[Lacking]:
    """What is still to be written in a draft, in the order of its page."""
    provisions = provisions_of(waiver) if provisions is None else provisions
    values = waiver.values()
    found = [
        Lacking(question.label, reverse("waivers:write", args=[waiver.reference, section.key]))
        for section, question in missing(waiver.sections, values)
    ]
    if not provisions:
        found.append(
            Lacking("a standard that is to be varied", reverse("waivers:add_provision", args=[waiver.reference]))
        )
    closed = _closed_by_now(provisions)
    for provision in provisions:
        found += _lacking_of(provision, waiver, closed)
    return found + _late(provisions, values, waiver) + _overlapping(provisions, waiver)


def _overlapping(provisions: list[Provision], waiver: Waiver) -> list[Lacking]:
    """A renewal begins after the term that it follows."""
    if waiver.kind != Kind.RENEWAL or waiver.earlier is None:
        return []
    ends = max(each.ends_on for each in waiver.earlier.provisions.all())
    return [
        Lacking(
            f"{each}: the renewed term begins after {said(ends)}",
            reverse("waivers:change_provision", args=[waiver.reference, each.pk]),
        )
        for each in provisions
        if each.begins_on <= ends
    ]


def said(day: date) -> str:
    """A day in words, such as “June 30, 2029”."""
    return f"{day:%B} {day.day}, {day.year}"


def _closed_by_now(provisions: list[Provision]) -> dict[int, str]:
    """Of their standards those that cannot be waived any more, each with the reason; one query."""
    standards = [provision.standard.standard_id for provision in provisions]
    found = StandardVersion.objects.newest().filter(standard__in=standards, waivable=Waivable.NO)
    return dict(found.values_list("standard", "reason"))


def _lacking_of(provision: Provision, waiver: Waiver, closed: dict[int, str]) -> list[Lacking]:
    found = []
    where = [waiver.reference, provision.pk]
    if not provision.affected:
        found.append(Lacking(f"{provision}: who is affected", reverse("waivers:change_provision", args=where)))
    if not provision.hypotheses.all():
        url = reverse("waivers:add_hypothesis", args=where)
        found.append(Lacking(f"{provision}: what should move, and how you will see it", url))
    if provision.standard.standard_id in closed:
        words = f"{provision}: it cannot be waived any more. {closed[provision.standard.standard_id]}"
        found.append(Lacking(words, reverse("waivers:change_provision", args=where)))
    return found


def _late(provisions: list[Provision], values: Mapping[str, Any], waiver: Waiver) -> list[Lacking]:
    """The final report comes before the end of the longest term: without it nothing is renewed."""
    ends = max((each.ends_on for each in provisions), default=None)
    final = date.fromisoformat(values["final_report"]) if values.get("final_report") else None
    if ends is None or final is None or final < ends:
        return []
    words = f"the final report comes before the end of the longest term, {said(ends)}"
    return [Lacking(words, reverse("waivers:write", args=[waiver.reference, "evaluation"]))]


def lane_for(waiver: Waiver, provisions: list[Provision] | None = None) -> Lane:
    """Whether a proposal is small by the rule of the fast lane."""
    found = provisions_of(waiver) if provisions is None else provisions
    return lane_of(
        provisions=len(found),
        days=max(((each.ends_on - each.begins_on).days for each in found), default=0),
        students=waiver.values().get("students"),
        is_examined=not any(each.standard.is_unexamined for each in found),
    )


@dataclass(frozen=True)
class Precedent:
    """An earlier decision on the same standard, with its conditions, and what the reports on it say."""

    provision: Provision
    standing: str
    result: str

    @property
    def told(self) -> str:
        """The decision in words, where it stands, what came of it, and on which conditions."""
        words = [f"{self.provision.get_disposition_display()}; {self.standing}."]
        words += [f"By its report: {self.result.lower()}."] if self.result else []
        return " ".join([*words, self.provision.conditions]).strip()


def precedents_of(waiver: Waiver, provisions: list[Provision]) -> dict[int, list[Precedent]]:
    """Earlier decisions of the State Board on the same standards, in any edition's version, by standard.

    One query, and those of who says what came of them.
    """
    standards = {each.standard.standard_id for each in provisions}
    found = Provision.objects.filter(standard__standard__in=standards, waiver__board_on__isnull=False)
    found = found.exclude(waiver=waiver).select_related("waiver__district", "standard__standard")
    earlier = list(found.order_by("-waiver__board_on", "pk")[:MOST_PRECEDENTS])
    results = results_of([each.pk for each in earlier])
    told: dict[int, list[Precedent]] = {}
    for each in earlier:
        result = str(Result(results[each.pk]).label) if each.pk in results else ""
        told.setdefault(each.standard.standard_id, []).append(Precedent(each, standing(each), result))
    return told


@dataclass(frozen=True)
class Evidence:
    """A measure as it was frozen, and what was changed since: who, when, from what to what."""

    hypothesis: Hypothesis
    chart: Chart
    changes: list[Changed]
    words: list[tuple[str, str, str]]


def evidence_of(provision: Provision, user: Any) -> list[Evidence]:
    """The frozen measures of a provision, for a reader; small groups stay hidden from who may not see them."""
    return [
        Evidence(each, frozen_chart(each.frozen), changes_since(each.frozen, user), definition_changes(each.frozen))
        for each in provision.hypotheses.all()
        if each.frozen
    ]


def docket(words: str = "") -> WaiverQuerySet:
    """What everybody reads, the newest first; or what holds all these words."""
    found = (
        Waiver.objects.docketed()
        .select_related("district", "pathway")
        .prefetch_related(
            "partners__district", Prefetch("provisions", Provision.objects.select_related("standard__standard"))
        )
    )
    for word in words.split()[:8]:
        number = Q(provisions__standard__standard__number=word) | Q(docket__iexact=word)
        named = Q(title__icontains=word) | Q(district__name__icontains=word) | Q(pathway__name__icontains=word)
        found = found.filter(named | number | Q(provisions__standard__topic__icontains=word))
    return found.distinct().order_by("-docketed_at", "-pk")


def places_of(user: Any) -> list[tuple[District, Pathway]]:
    """The districts for which somebody may propose, each with a PLC that it is in; two queries."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    current = NetworkMembership.objects.current().filter(district__in=led).select_related("district")
    found = [
        (each.district, pathway) for each in current.prefetch_related("pathways") for pathway in each.pathways.all()
    ]
    return sorted(found, key=lambda place: (place[0].name, place[1].position))


@dataclass(frozen=True)
class Window:
    """When a waiver can be renewed: from half a year before the end of its longest term until a year after."""

    ends: date

    @property
    def is_open(self) -> bool:
        """Whether it can be renewed today."""
        return self.ends - OPENS_BEFORE <= timezone.localdate() <= self.ends + CLOSES_AFTER

    @property
    def words(self) -> str:
        """The days in a sentence."""
        return f"It can be renewed from {said(self.ends - OPENS_BEFORE)} until {said(self.ends + CLOSES_AFTER)}."


def renewal_window(provisions: list[Provision]) -> Window:
    """When a waiver with these provisions can be renewed."""
    return Window(max(each.ends_on for each in provisions))


def partners_for(waiver: Waiver) -> QuerySet[District]:
    """The districts that may propose it too: members of its PLC now that do not yet."""
    members = NetworkMembership.objects.current().filter(pathways=waiver.pathway_id).values("district")
    return District.objects.filter(pk__in=members).exclude(pk__in=waiver.leaids()).order_by("name")


def measures_for(waiver: Waiver, user: Any) -> Any:
    """The open measures of the PLC of a proposal that its writer may read."""
    return Measure.objects.visible_to(user).open().filter(pathway=waiver.pathway_id)


def register(*, shows_all: bool = False) -> QuerySet[Provision]:
    """What districts may vary today; with `shows_all`, whatever was ever granted."""
    found = Provision.objects.decided() if shows_all else Provision.objects.in_force()
    found = found.select_related("waiver__district", "waiver__pathway", "standard__standard")
    found = found.prefetch_related("waiver__partners__district")
    return found.order_by("waiver__district__name", "standard__standard__position", "pk")


def districts_of(waiver: Waiver) -> list[District]:
    """Who proposes it, or holds it: the district that wrote it, then the others by name."""
    return [waiver.district, *(each.district for each in waiver.partners.all())]


def standing(provision: Provision) -> str:
    """Where a granted provision stands today, in a word."""
    today = timezone.localdate()
    if provision.waiver.state not in IN_FORCE:
        return provision.waiver.get_state_display().lower()
    if provision.begins_on > today:
        return "not begun"
    return "over" if provision.ends_on < today else "in force"


def held() -> list[tuple[str, str]]:
    """The waivers in force today, as pairs of LEAID and standard number, each proposing district; two queries."""
    found = Provision.objects.in_force().order_by("pk")
    number = "standard__standard__number"
    alone = found.values_list("waiver__district", number)
    return [*alone, *found.filter(waiver__partners__isnull=False).values_list("waiver__partners__district", number)]
