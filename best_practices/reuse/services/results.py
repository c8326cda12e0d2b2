"""New results are told to those who took up a practice."""

from django.db import transaction

from best_practices.reuse import adopters, notifications
from best_practices.reuse.models import Adoption


def tell_results() -> int:
    """Mail whoever leads an adoption whose first results have come, once for each year; how many were told."""
    known = adopters.history()
    told = 0
    for adoption in Adoption.objects.begun().select_related("school__district", "practice__page", "begun_by"):
        _, _, last = known.window(adoption.target, adoption.started_on or adoption.planned_for)
        if last is not None and adoption.told_of != last:
            told += _tell(adoption.pk, last)
    return told


@transaction.atomic
def _tell(number: int, year: int) -> int:
    adoption = (
        Adoption.objects.select_for_update(of=("self",)).select_related("school", "practice__page").get(pk=number)
    )
    if adoption.told_of == year:
        return 0
    adoption.told_of = year
    adoption.save(update_fields=["told_of"])
    notifications.results_came(adoption, year)
    return 1
