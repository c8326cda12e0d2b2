"""Reads across districts: the directory's filters and columns, and which districts are near."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from portal.districts import providers
from portal.districts.locales import GROUPS
from portal.districts.models import District

EARTH_MILES = 3958.8
SEARCH_WORDS = 8


def directory(criteria: Mapping[str, str]) -> QuerySet[District]:
    """The districts that fit: by words of the name, county, region, locale, and the facets that apps above add."""
    found = District.objects.select_related("county").order_by("name", "pk")
    for word in criteria.get("q", "").split()[:SEARCH_WORDS]:
        named = Q(name__icontains=word) | Q(city__icontains=word) | Q(other_names__name__icontains=word)
        found = found.filter(Q(pk__in=District.objects.filter(named).values("pk")) | Q(pk=word[:7]))
    if criteria.get("county"):
        found = found.filter(county=criteria["county"])
    if criteria.get("region"):
        found = found.filter(county__region=criteria["region"])
    if criteria.get("locale"):
        found = found.filter(locale__startswith=GROUPS.get(criteria["locale"], [criteria["locale"]])[0])
    for facet in providers.facets():
        if criteria.get(facet.name):
            found = facet.filter(found, criteria[facet.name])
    return found


def rows(districts: Iterable[District], columns: Iterable[providers.Column]) -> list[dict[str, Any]]:
    """Each district with its cells of the facets' columns: one question to each facet, however many districts."""
    shown = list(districts)
    leaids = [district.pk for district in shown]
    cells = [column.facet.values(leaids) for column in columns]
    return [{"district": each, "cells": [known.get(each.pk, "") for known in cells]} for each in shown]


def miles_between(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Great-circle distance in miles (haversine)."""
    phi, to_phi = math.radians(latitude), math.radians(to_latitude)
    half = math.sin((to_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(to_phi) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(math.sqrt(min(1.0, half)))


def nearest_marked(district: District, *, limit: int = 5) -> list[dict[str, Any]]:
    """The marked districts (those of the network) nearest to this one, with miles from office to office."""
    if district.latitude is None or district.longitude is None:
        return []
    kinds = {leaid: mark for mark in reversed(providers.marks()) for leaid in mark.districts()}
    others = District.objects.filter(pk__in=kinds, latitude__isnull=False, longitude__isnull=False)
    found: list[tuple[float, str, District]] = []
    for other in others.exclude(pk=district.pk).select_related("county"):
        miles = miles_between(district.latitude, district.longitude, other.latitude or 0, other.longitude or 0)
        found.append((miles, other.name, other))
    found.sort(key=lambda near: near[:2])
    return [{"district": other, "kind": kinds[other.pk], "miles": miles} for miles, _, other in found[:limit]]
