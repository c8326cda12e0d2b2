"""What changes for those who took up a practice: new results, and waivers that lapse or are held again."""

from django.db import transaction

from best_practices.library.services import shelve_waivers
from best_practices.reuse import adopters, notifications, providers
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
    adoption = _locked(number)
    if adoption.told_of == year:
        return 0
    adoption.told_of = year
    adoption.save(update_fields=["told_of"])
    notifications.results_came(adoption, year)
    return 1


def tell_waivers() -> int:
    """Let the library find practices by the waivers held today, and mail whoever leads an adoption whose district
    lost one that it needs, or holds it again; how many adoptions.
    """
    shelve_waivers()
    held = providers.held_waivers()
    going = Adoption.objects.open().filter(practice__page__needs_waiver=True)
    found = going.select_related("school", "practice__page")
    changed = [adoption.pk for adoption in found if adopters.lacking(adoption, held) != adoption.lacking]
    for number in changed:
        _tell_waivers(number, held)
    return len(changed)


@transaction.atomic
def _tell_waivers(number: int, held: dict[str, frozenset[str]]) -> None:
    adoption = _locked(number)
    before, now = set(adoption.lacking), adopters.lacking(adoption, held)
    adoption.lacking = now
    adoption.save(update_fields=["lacking"])
    lost = [standard for standard in now if standard not in before]
    notifications.waivers_changed(adoption, lost=lost, again=sorted(before - set(now)))


def _locked(number: int) -> Adoption:
    found = Adoption.objects.select_for_update(of=("self",)).select_related("school", "practice__page")
    return found.get(pk=number)
