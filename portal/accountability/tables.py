"""The tables that imports write, by their natural keys: what is there, and how a new row is made."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.accountability.models import AssessmentResult, ComponentScore, Designation, Rating
from portal.districts.models import County, District, DistrictName, School


@dataclass(frozen=True)
class TableSpec:
    """A table, the fields that identify a row, the fields an import compares, and which key field narrows a look-up."""

    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[str, ...]
    words: str
    narrowed_by: str = ""


SCHOOL_KEY = "school__key"
SCHOOL_DISTRICT = "school__district_id"
TABLES = {
    "county": TableSpec(County, ("fips",), ("name", "region"), "County"),
    "district": TableSpec(
        District,
        ("leaid",),
        (
            *("name", "county_id", "city", "latitude", "longitude", "locale", "kind"),
            *("low_grade", "high_grade", "status_note"),
        ),
        "District",
    ),
    "name": TableSpec(DistrictName, ("key",), ("name", "district_id"), "Name of a district"),
    "school": TableSpec(
        School, ("district_id", "key"), ("name", "kind", "points_scale", "first_year", "last_year"), "School"
    ),
    "result": TableSpec(
        AssessmentResult,
        ("year", "subject", "test", "district_id", SCHOOL_KEY),
        ("level", "average", "level_1", "level_2", "level_3", "level_4", "level_5", "tested", "marks"),
        "Result",
        narrowed_by="year",
    ),
    "rating": TableSpec(
        Rating, ("district_id", SCHOOL_KEY, "year"), ("grade", "source", "total_points"), "Rating", narrowed_by="year"
    ),
    "component_score": TableSpec(
        ComponentScore,
        ("district_id", SCHOOL_KEY, "year", "component_id"),
        ("value", "published"),
        "Component score",
        narrowed_by="year",
    ),
    "designation": TableSpec(
        Designation,
        (SCHOOL_DISTRICT, SCHOOL_KEY, "year", "designation"),
        ("source",),
        "Designation",
        narrowed_by="year",
    ),
}
Existing = dict[tuple[Any, ...], tuple[Any, dict[str, Any]]]


def existing(spec: TableSpec, keys: set[tuple[Any, ...]]) -> Existing:
    """The rows of a table by natural key, with pk and fields; where it is large, only those the keys can mean."""
    rows = spec.model._base_manager.all()
    if spec.narrowed_by:
        place = spec.key.index(spec.narrowed_by)
        rows = rows.filter(**{f"{spec.narrowed_by}__in": {key[place] for key in keys}})
    wide = len(spec.key)
    found: Existing = {}
    for pk, *values in rows.values_list("pk", *spec.key, *spec.fields):
        found[tuple(values[:wide])] = (pk, dict(zip(spec.fields, values[wide:], strict=True)))
    return found


def school_ids() -> dict[tuple[str, str], int]:
    """The ids of all schools by district and compared name."""
    return {(leaid, key): pk for pk, leaid, key in School.objects.values_list("pk", "district_id", "key")}


def new_row(spec: TableSpec, key: tuple[Any, ...], values: dict[str, Any], schools: dict[tuple[str, str], int]) -> Any:
    """A row not yet saved."""
    named = dict(zip(spec.key, key, strict=True))
    if SCHOOL_KEY in named:
        school_key = named.pop(SCHOOL_KEY)
        leaid = str(named.pop(SCHOOL_DISTRICT, None) or named.get("district_id"))
        named["school_id"] = schools[leaid, school_key] if school_key else None
    return spec.model(**named, **values)
