"""What is proposed to districts from their data, who may mentor, and the lists of the pages."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from mentorship.profiles.models import Offer, Request, Wish
from mentorship.profiles.vocabulary import SUBJECT_TOPICS, Topic
from portal.accountability.models import Rating
from portal.accountability.queries import Share, district_proficiency, state_proficiency
from portal.core.dates import school_year
from portal.districts.models import District
from portal.network.models import NetworkMembership, NetworkRole, Pathway
from portal.participation.duties import Duty
from portal.participation.providers import facts_of

FIRST_YEAR = 2018  # of the network
FAR = 5.0  # points of proficiency from the state that are worth naming
MENTOR_GRADES = frozenset("AB")


@dataclass(frozen=True)
class Proposal:
    """A topic that the data suggest, with what shows it."""

    topic: str
    evidence: str
    url: str


@dataclass(frozen=True)
class Standing:
    """The newest result of a subject beside the state's, in percent proficient."""

    subject: str
    words: str
    above: float


def standings(district: District) -> list[Standing]:
    """The newest result of each subject that may be shown, where the state has a figure too."""
    state = state_proficiency()
    newest = {share.subject: share for share in district_proficiency(district)}
    return [
        Standing(share.subject, said_of(share, beside), share.percent - beside)
        for share in newest.values()
        if share.percent is not None and (beside := state.get((share.year, share.subject))) is not None
    ]


def said_of(share: Share, state: float) -> str:
    """A result beside the state's, in words."""
    return f"{share.get_subject_display()} in {share.year}: {share.percent} % proficient, the state {state} %"


def proposed_strengths(district: District, at_least: float = FAR) -> list[Proposal]:
    """Subjects well above the state, the farthest first."""
    above = [each for each in standings(district) if each.above >= at_least]
    return _proposed(district, sorted(above, key=lambda each: (-each.above, each.subject)))


def proposed_needs(district: District) -> list[Proposal]:
    """Subjects below the state, the farthest first."""
    below = [each for each in standings(district) if each.above < 0]
    return _proposed(district, sorted(below, key=lambda each: (each.above, each.subject)))


def _proposed(district: District, found: list[Standing]) -> list[Proposal]:
    url = district.get_absolute_url()
    return [Proposal(SUBJECT_TOPICS[each.subject], each.words, url) for each in found]


def practices_of(district: District) -> list[tuple[str, str]]:
    """The published practices that the district wrote or helped to write, as the ledger hears of them."""
    years = range(FIRST_YEAR, school_year(timezone.localdate()) + 1)
    facts = [fact for fact in facts_of([district.pk], years) if fact.duty == Duty.PRACTICES]
    return list({fact.key: (fact.title, fact.url) for fact in facts}.values())


def pathways_of(district: District) -> QuerySet[Pathway]:
    """The PLCs in which the district has a seat."""
    current = NetworkMembership.objects.current().filter(district=district)
    return Pathway.objects.filter(memberships__in=current)


def newest_grades(leaids: Collection[str] | None = None) -> dict[str, tuple[str, int]]:
    """The newest letter grade of each district, with its year; only what an imported file says."""
    found = Rating.objects.filter(school=None).order_by("year")
    if leaids is not None:
        found = found.filter(district__in=leaids)
    return {leaid: (grade, year) for leaid, grade, year in found.values_list("district_id", "grade", "year")}


def may_mentor(grade: str, is_exemplar: bool) -> bool:
    """Districts rated A or B and Districts of Innovation mentor others; the rest may mentor those (reverse)."""
    return grade in MENTOR_GRADES or is_exemplar


def exemplars() -> set[str]:
    """The Districts of Innovation of today."""
    current = NetworkMembership.objects.current().filter(role=NetworkRole.EXEMPLAR)
    return set(current.values_list("district_id", flat=True))


def offers_for(user: Any, *, topic: str = "", band: str = "") -> QuerySet[Offer]:
    """The open offers that a reader may see, or those of a topic and grade band, with their strengths at hand."""
    found = Offer.objects.visible_to(user).open().select_related("district__county").prefetch_related("strengths")
    if topic in Topic.values:
        found = found.filter(strengths__topic=topic)
    if band:
        known = [offer.pk for offer in found if band in offer.bands]
        found = found.filter(pk__in=known)
    return found


def pool_requests() -> QuerySet[Request]:
    """All requests that wait, with their wishes at hand, the longest waiting first."""
    wishes = Prefetch("wishes", Wish.objects.select_related("offer__district"))
    found = Request.objects.open().select_related("district__county", "pathway").prefetch_related(wishes)
    return found.order_by("opened_at", "pk")
