"""What the addresses of measures are about, and for which districts a person enters readings."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.accounts.policies import is_facilitator
from portal.districts.models import District
from portal.districts.policies import offices_of
from portal.measures.entry import Standing
from portal.measures.models import Measure, Reading
from portal.measures.services import standing_of
from portal.network.queries import members_with_pathway


def measure_for(request: HttpRequest, reference: str) -> Measure:
    """The measure, for who may read it."""
    return get_object_or_404(Measure.objects.visible_to(request.user).select_related("pathway"), reference=reference)


def districts_to_enter(user: Any, measure: Measure) -> list[District]:
    """The districts whose readings a person may enter; those of the PLC come first."""
    if not is_facilitator(user):
        return list(District.objects.filter(pk__in=list(offices_of(user))).order_by("name"))
    members = set(members_with_pathway(measure.pathway.slug).values_list("pk", flat=True))
    return sorted(District.objects.order_by("name"), key=lambda district: district.pk not in members)


def standing_in(
    measure: Measure, leaids: Collection[str], months: Collection[date]
) -> dict[tuple[str, int | None, date], Standing]:
    """What stands for these districts, their schools and months."""
    found = Reading.objects.filter(measure=measure, district__in=leaids, month__in=months)
    return {(each.district_id, each.school_id, each.month): standing_of(each) for each in found}
