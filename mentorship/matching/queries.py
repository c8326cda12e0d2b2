"""Who is in the pool now, what stands between districts, and the lists of the pages."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum
from django.utils import timezone

from mentorship.matching.fitting import MentorFacts, Place, RequestFacts, Ties, Weights
from mentorship.matching.models import SILENT_AFTER, EndSurvey, Match, Run, Weighting
from mentorship.matching.running import Pool
from mentorship.matching.states import RunState
from mentorship.profiles.models import Block, Offer, Request
from mentorship.profiles.queries import exemplars, newest_grades, pool_requests
from portal.accountability.models import AssessmentResult, Level, Subject
from portal.districts.models import District
from portal.districts.policies import is_member
from portal.measures.models import Measure
from portal.network.models import NetworkMembership


def sizes() -> dict[str, int]:
    """Students tested in mathematics by district, in the newest year; only where the number is published."""
    found = AssessmentResult.objects.filter(level=Level.DISTRICT, subject=Subject.MATH)
    year = found.aggregate(newest=Max("year"))["newest"]
    counted = found.filter(year=year).values_list("district").annotate(total=Sum("tested"))
    return {leaid: total for leaid, total in counted.order_by("district") if total}


def places(districts: Iterable[District]) -> dict[str, Place]:
    """What the matching knows of these districts."""
    found = list(districts)
    grades, innovative, tested = newest_grades({each.pk for each in found}), exemplars(), sizes()
    return {
        each.pk: Place(
            each.pk,
            each.name,
            each.locale,
            each.latitude,
            each.longitude,
            tested.get(each.pk),
            grades.get(each.pk, ("", 0))[0],
            each.pk in innovative,
        )
        for each in found
    }


def taken() -> Counter[int]:
    """How many places of each offer are taken now."""
    return Counter(Match.objects.taking_room().values_list("offer", flat=True))


def pool() -> Pool:
    """All open offers with room and all open requests, as they are now. The same number of queries for any number."""
    load = taken()
    offers = Offer.objects.open().select_related("district").prefetch_related("strengths", "pathways")
    mentors = [offer for offer in offers if offer.capacity > load[offer.pk]]
    requests = list(pool_requests())
    known = places([*(each.district for each in mentors), *(each.district for each in requests)])
    return Pool(
        tuple(_mentor(each, known[each.district_id], load[each.pk]) for each in mentors),
        tuple(_request(each, known[each.district_id]) for each in sorted(requests, key=lambda one: one.district_id)),
        Ties(blocked(), paired()),
    )


def _mentor(offer: Offer, place: Place, load: int) -> MentorFacts:
    return MentorFacts(
        place,
        frozenset(each.topic for each in offer.strengths.all()),
        frozenset(offer.bands),
        frozenset(offer.formats),
        offer.capacity - load,
        offer.miles,
        frozenset(each.pk for each in offer.pathways.all()),
    )


def _request(asked: Request, place: Place) -> RequestFacts:
    return RequestFacts(
        place,
        tuple(asked.needs),
        frozenset(asked.bands),
        frozenset(asked.formats),
        asked.pathway_id,
        tuple(wish.offer.district_id for wish in asked.wishes.all()),
        asked.takes_any,
        timezone.localtime(asked.opened_at).date().isoformat(),
    )


def blocked() -> frozenset[tuple[str, str]]:
    """Pairs that one of the two declared not to be, whichever mentors."""
    found = Block.objects.standing().values_list("district", "other")
    return frozenset(pair for one, other in found for pair in ((one, other), (other, one)))


def paired() -> frozenset[tuple[str, str]]:
    """Pairs that were under way before."""
    return frozenset(Match.objects.exclude(started_at=None).values_list("mentor", "district"))


def newest_run() -> Run | None:
    """The newest released run."""
    return Run.objects.filter(state=RunState.RELEASED).order_by("-released_at").first()


def names(leaids: Collection[str]) -> dict[str, str]:
    """The names of these districts."""
    return dict(District.objects.filter(pk__in=leaids).values_list("pk", "name"))


def matches_for(user: Any) -> QuerySet[Match]:
    """The pairs that a reader may see, with what lists show."""
    last = Max("contacts__held_on", filter=Q(contacts__struck_at=None))
    found = Match.objects.visible_to(user).select_related("mentor", "district", "request")
    return found.annotate(last_contact=last)


def silent(now: datetime) -> QuerySet[Match]:
    """Those under way in which nothing was noted within thirty days, the longest silence first."""
    since = timezone.localtime(now - SILENT_AFTER).date()
    found = Match.objects.active().select_related("mentor", "district")
    noted = found.annotate(last_contact=Max("contacts__held_on", filter=Q(contacts__struck_at=None)))
    quiet = Q(last_contact__lt=since) | Q(last_contact=None, started_at__lt=now - SILENT_AFTER)
    return noted.filter(quiet).order_by("last_contact", "started_at")


def room() -> dict[str, int]:
    """How many more districts each open mentor takes now, by LEAID; those without room are not in it."""
    load = taken()
    found = Offer.objects.open().values_list("pk", "district", "capacity")
    return {leaid: capacity - load[number] for number, leaid, capacity in found if capacity > load[number]}


def has_samples(run: Run) -> bool:
    """Whether a request in the run was invented for show."""
    asked = [each["place"]["leaid"] for each in run.pool["requests"]]
    return Request.objects.filter(district__in=asked, is_sample=True).exists()


def weights_now() -> Weights:
    """What a new run begins with: as MDE set it last, else as `fitting` has it."""
    newest = Weighting.objects.first()
    return Weights(**newest.values) if newest else Weights()


def group_of(match: Match, user: Any) -> QuerySet[Match]:
    """The other districts that this mentor meets together with this one; only people of the mentor note for them."""
    if not match.offer.takes_groups or not is_member(user, match.mentor_id):
        return Match.objects.none()
    return Match.objects.active().filter(offer=match.offer).exclude(pk=match.pk).select_related("mentor", "district")


def group_names(match: Match) -> list[str]:
    """The names of the districts in a mentor's group; none where it meets each alone, or there is one only."""
    if not match.offer.takes_groups or not match.is_active:
        return []
    found = Match.objects.active().filter(offer=match.offer).select_related("district")
    names = sorted(each.district.name for each in found)
    return names if len(names) > 1 else []


def measures_for(match: Match, user: Any) -> list[Measure]:
    """The measures that somebody may choose for a mentorship: of the PLCs that both districts are in."""
    current = NetworkMembership.objects.current()
    both = current.filter(district=match.mentor_id).values("pathways")
    shared = current.filter(district=match.district_id, pathways__in=both).values("pathways")
    return list(Measure.objects.visible_to(user).open().filter(pathway__in=both).filter(pathway__in=shared))


def surveys() -> QuerySet[EndSurvey]:
    """What was said at the end of mentorships, the newest first."""
    return EndSurvey.objects.select_related("match__mentor", "match__district", "said_by")
