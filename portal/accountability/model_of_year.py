"""The A-F model of one year and scale, from the portal's tables."""

from django.db.models import Q

from portal.accountability.models import ComponentWeight, CutScore
from portal.accountability.scoring import Rules


def rules_for(scale: str, year: int) -> Rules:
    """Weights and cuts in force for a scale in a year; empty where none are on record."""
    in_force = Q(scale=scale, first_year__lte=year) & (Q(last_year=None) | Q(last_year__gte=year))
    plain: dict[str, float] = {}
    with_english_learners: dict[str, float] = {}
    for weight in ComponentWeight.objects.filter(in_force).order_by("first_year"):
        weights = with_english_learners if weight.with_english_learners else plain
        weights[weight.component_id] = weight.weight
    cuts = {cut.grade: cut.points for cut in CutScore.objects.filter(in_force).order_by("first_year")}
    return Rules(plain, with_english_learners, cuts)
