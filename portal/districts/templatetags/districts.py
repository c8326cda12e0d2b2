"""The county map, the map of one county, and distances, for any page."""

from typing import Any

from django import template

from portal.districts.map import map_of_county, map_of_network

register = template.Library()


@register.inclusion_tag("districts/map.html")
def county_map() -> dict[str, Any]:
    """The network on the county map, with its key and a sentence."""
    return {"map": map_of_network()}


@register.inclusion_tag("districts/locator.html")
def county_locator(county: Any) -> dict[str, Any]:
    """Where in the state a county lies."""
    return {"map": map_of_county(county.pk if county else None), "county": county}


@register.filter
def miles(value: float) -> str:
    """A distance in whole miles; under ten, to the half mile."""
    shown = round(value * 2) / 2 if value < 10 else round(value)
    return f"{shown:g} mile{'' if shown == 1 else 's'}"


@register.filter
def county_name(county: Any) -> str:
    """A county as one says it, Alcorn County, however its name is kept."""
    name = str(county)
    return name if name.endswith("County") else f"{name} County"
