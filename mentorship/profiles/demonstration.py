"""Sample offers and requests of real districts: what they offer and need follows from their results.

Mentors are the Districts of Innovation and others whose newest imported grade is A or B; those who ask are rural remote
and rural distant districts below the state. Every offer and request is marked as a sample.
"""

from typing import Any

from django.db import transaction

from mentorship.profiles.models import Offer, Request, Strength, Wish
from mentorship.profiles.queries import (
    MENTOR_GRADES,
    Proposal,
    exemplars,
    newest_grades,
    proposed_needs,
    proposed_strengths,
)
from mentorship.profiles.vocabulary import MOST_NEEDS, Band, Format, Topic
from portal.accounts.demonstration import person
from portal.districts.models import District, DistrictKind

RURAL = ("43", "42")
MOST_OTHERS = 18
NOW = "Sample. {words}."
SCHEDULES = "Sample: what we learned from another calendar."
HOPED = "Sample: five points more in a year, in the grades named."


@transaction.atomic
def load() -> None:
    """Fill the pool once; a second time changes nothing."""
    if Offer.objects.exists() or Request.objects.exists():
        return
    facilitator = person("facilitator", "")
    innovative = exemplars()
    rated = {leaid for leaid, (grade, _) in newest_grades().items() if grade in MENTOR_GRADES}
    regular = District.objects.filter(kind=DistrictKind.REGULAR).order_by("name")
    others = [district for district in regular.exclude(pk__in=innovative) if district.pk in rated]
    made = [_offer(each, facilitator, 2) for each in regular.filter(pk__in=innovative)]
    for district in others[:MOST_OTHERS]:
        _offer(district, facilitator, 1)
    wished = next((offer for offer in made if offer.strengths.exclude(url="").exists()), None)
    for district in regular.filter(locale__in=RURAL).exclude(pk__in={*innovative, *rated}):
        _request(district, facilitator, wished)


def _offer(district: District, writer: Any, capacity: int) -> Offer:
    strengths = proposed_strengths(district, at_least=0.1) or [Proposal(Topic.SCHEDULES, SCHEDULES, "")]
    offer = Offer.objects.create(
        district=district,
        bands=Band.values,
        formats=[Format.VISIT, Format.VIDEO],
        miles=120,
        capacity=capacity,
        is_sample=True,
        written_by=writer,
    )
    Strength.objects.bulk_create(Strength(offer=offer, **vars(each)) for each in strengths)
    return offer


def _request(district: District, writer: Any, wished: Offer | None) -> None:
    needs = proposed_needs(district)
    if not needs:
        return
    request = Request.objects.create(
        district=district,
        needs=[each.topic for each in needs[:MOST_NEEDS]],
        bands=[Band.ELEMENTARY, Band.MIDDLE],
        now=NOW.format(words=". ".join(each.evidence for each in needs)),
        hoped=HOPED,
        formats=[Format.VISIT, Format.VIDEO],
        is_sample=True,
        written_by=writer,
    )
    if wished is not None:
        Wish.objects.create(request=request, offer=wished, position=1)
