"""The county map, drawn on the server: counties as SVG paths, districts as marks where their office is."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from portal.districts import providers
from portal.districts.models import District

COUNTIES_FILE = Path(__file__).parent / "data" / "counties.json"
Point = tuple[float, float]
Ring = list[tuple[int, int]]
MARGIN = 4


@dataclass(frozen=True)
class Projection:
    """Equirectangular about the middle of the state: good within a few hundred yards over Mississippi's 340 miles.

    x grows to the east and y to the south, in units of the drawing; degrees of longitude shrink with the latitude.
    """

    west: float
    north: float
    middle: float
    units_per_degree: float

    def place(self, latitude: float, longitude: float) -> Point:
        """Where a place of the earth lies on the drawing."""
        shrink = math.cos(math.radians(self.middle))
        x = (longitude - self.west) * shrink * self.units_per_degree
        y = (self.north - latitude) * self.units_per_degree
        return round(x, 1), round(y, 1)


@dataclass(frozen=True)
class Drawing:
    """The counties as drawn once by `manage.py draw_counties`."""

    width: int
    height: int
    projection: Projection
    counties: list[dict[str, str]]


@dataclass(frozen=True)
class Mark:
    """One district on the map; `place` is None where its place is not known."""

    district: District
    kind: providers.MapMark
    place: Point | None

    @property
    def corners(self) -> str:
        """The corners of the mark where it is a triangle."""
        x, y = self.place or (0.0, 0.0)
        return f"{x:g},{y - 7:g} {x + 7:g},{y + 6:g} {x - 7:g},{y + 6:g}"


@cache
def drawing() -> Drawing:
    """The drawing, read once for each process."""
    kept = json.loads(COUNTIES_FILE.read_text())
    return Drawing(kept["width"], kept["height"], Projection(**kept["projection"]), kept["counties"])


def draw_ring(ring: Ring) -> str:
    """A closed line as the shortest SVG path data: a start, then steps in whole units; steps of no length left out."""
    (x, y), steps = ring[0], []
    for to_x, to_y in ring[1:]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def draw_counties(shapes: dict[str, Any], *, width: int = 300) -> dict[str, Any]:
    """County shapes (GeoJSON, degrees) as a drawing of `width` units: what `data/counties.json` holds."""
    features = sorted(shapes["features"], key=lambda feature: feature["properties"]["fips"])
    rings = {feature["properties"]["fips"]: _rings(feature["geometry"]) for feature in features}
    projection, height = _fit([point for county in rings.values() for ring in county for point in ring], width)
    counties = []
    for feature in features:
        fips, name = feature["properties"]["fips"], feature["properties"]["name"]
        path = "".join(draw_ring(_placed(ring, projection)) for ring in rings[fips])
        counties.append({"fips": fips, "name": name, "path": path})
    return {"width": width, "height": height, "projection": vars(projection), "counties": counties}


def _fit(points: list[Point], width: int) -> tuple[Projection, int]:
    """The projection that fits these places (longitude, latitude) into the width, and the height they then need."""
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    middle = round((south + north) / 2, 3)
    shrink = math.cos(math.radians(middle))
    units = round((width - 2 * MARGIN) / ((east - west) * shrink), 4)
    projection = Projection(round(west - MARGIN / units / shrink, 5), round(north + MARGIN / units, 5), middle, units)
    return projection, round((north - south) * units + 2 * MARGIN)


def _rings(geometry: dict[str, Any]) -> list[list[Point]]:
    """The lines of a GeoJSON polygon or of several."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def _placed(ring: list[Point], projection: Projection) -> Ring:
    """A line of degrees in whole units of the drawing."""
    return [(round(x), round(y)) for x, y in (projection.place(lat, lon) for lon, lat in ring)]


def place_marks(kinds: Iterable[providers.MapMark]) -> list[Mark]:
    """Every district that a mark stands for, by name; one of two kinds gets the mark of the first."""
    wanted = {leaid: kind for kind in reversed(list(kinds)) for leaid in kind.districts()}
    found = District.objects.filter(pk__in=wanted).select_related("county").order_by("name")
    return [Mark(district, wanted[district.pk], place_of(district)) for district in found]


def place_of(district: District) -> Point | None:
    """Where the district's office lies on the drawing."""
    if district.latitude is None or district.longitude is None:
        return None
    return drawing().projection.place(district.latitude, district.longitude)


def map_of_network() -> dict[str, Any]:
    """What the map's template needs: counties, marks, the key, and one sentence that says the same in words."""
    kinds = providers.marks()
    marks = place_marks(kinds)
    key = []
    for kind in kinds:
        districts = [mark.district for mark in marks if mark.kind == kind]
        if districts:
            words = f"{len(districts)} {kind.one if len(districts) == 1 else kind.many}"
            key.append({"kind": kind, "words": words, "districts": districts})
    sentence = " and ".join(str(part["words"]) for part in key) or "No district is in the network yet"
    return {"drawing": drawing(), "marks": marks, "key": key, "sentence": sentence}


def map_of_county(fips: str | None) -> dict[str, Any]:
    """What the small map of one county needs: the lines of all counties as one path, and the county's own."""
    counties = drawing().counties
    here = next((county for county in counties if county["fips"] == fips), None)
    return {"drawing": drawing(), "lines": "".join(county["path"] for county in counties), "here": here}
