"""Districts with their county, place, locale and the names they go by."""

from typing import Any

from portal.accountability import cells
from portal.accountability.kinds.base import Cells, FileKind, Reading, Request, Want, read_rows
from portal.accountability.kinds.known import Known
from portal.accountability.reading import Book, table_of
from portal.accountability.regions import BY_FIPS, STATE_FIPS
from portal.districts.models import LOCALES, DistrictKind
from portal.districts.names import name_key, shown_name

RENAMED = {"name": "name_nces", "latitude": "lat", "longitude": "lon", "kind": "type"}
FIELDS = {
    **{"lat": "latitude", "lon": "longitude", "type": "kind"},
    **{"low_grade_2010": "low_grade", "high_grade_2010": "high_grade"},
}
REQUIRED = ("leaid", "name_nces", "county_fips", "county")
USED = (
    *(
        "name_gazetteer_2010",
        "city",
        "lat",
        "lon",
        "locale",
        "low_grade_2010",
        "high_grade_2010",
        "type",
        "status_note",
    ),
)
PASSED_OVER = (
    *("zip", "locale_label", "is_rural", "pct_rural", "cbsa", "population_2010", "land_sqmi", "centroid_lat"),
    *("centroid_lon", "ms_iln_role_2018", "maap_ela_prof_2018", "maap_ela_prof_2022", "maap_math_prof_2018"),
    *("maap_math_prof_2022", "maap_ela_g3_8_tested_2018", "maap_ela_g3_8_tested_2022"),
    *("grade_2016", "grade_2017", "grade_2018", "grade_2019"),
)


def read(book: Book, request: Request, known: Known) -> Reading:
    """Every row a district; the state's counties come with the first of them."""
    table = table_of(book, required=REQUIRED, known=(*USED, *PASSED_OVER), renamed=RENAMED)
    reading = read_rows(table, lambda row: district(row, known))
    if any(wants[0].key[0].startswith(STATE_FIPS) for _, wants in reading.wants):
        reading.also = [county(fips, name) for fips, (name, _) in BY_FIPS.items()]
    return reading


def county(fips: str, name: str) -> Want:
    """A county, with its region where it is one of Mississippi's."""
    region = BY_FIPS.get(fips, ("", ""))[1]
    return Want("county", (fips,), name, first={"name": name, "region": region})


def district(row: Cells, known: Known) -> list[Want]:
    """What one row says about a district, its county and its names."""
    leaid = row.get("leaid", cells.leaid)
    published = row.get("name_nces", cells.text, 120, needed=True)
    fips = row.maybe("county_fips", cells.fips)
    county_name = row.get("county", cells.text, 60, needed=bool(fips))
    values = {"name": shown_name(published or ""), **facts(row)}
    values["county_id"] = fips
    wants = [Want("district", (leaid,), values["name"], values)]
    if fips:
        wants.append(county(fips, county_name or ""))
    gazetteer = row.get("name_gazetteer_2010", cells.text, 120)
    for column, name in (("name_nces", published), ("name_gazetteer_2010", gazetteer)):
        if name and leaid:
            wants += other_name(row, column, name, leaid, known)
    return wants


def facts(row: Cells) -> dict[str, Any]:
    """What the file says besides; a column that is not in the file leaves what the portal has."""
    read = {
        "city": lambda: row.get("city", cells.text, 60),
        "lat": lambda: row.maybe("lat", cells.number, -90, 90),
        "lon": lambda: row.maybe("lon", cells.number, -180, 180),
        "locale": lambda: row.get("locale", cells.one_of, list(LOCALES)),
        "type": lambda: row.get("type", cells.one_of, DistrictKind.values) or DistrictKind.REGULAR,
        "low_grade_2010": lambda: row.get("low_grade_2010", cells.text, 4),
        "high_grade_2010": lambda: row.get("high_grade_2010", cells.text, 4),
        "status_note": lambda: row.get("status_note", cells.text, 250),
    }
    return {FIELDS.get(column, column): reader() for column, reader in read.items() if column in row.values}


def other_name(row: Cells, column: str, name: str, leaid: str, known: Known) -> list[Want]:
    """A name of the district; a finding where it is another district's name. Names within one file count too."""
    key = name_key(name)
    owner = known.names.setdefault(key, leaid)
    if owner != leaid:
        row.complain(column, f"This is a name of district {owner}.")
        return []
    return [Want("name", (key,), name, first={"district_id": leaid, "name": shown_name(name)})]


KIND = FileKind("districts", ("county", "district", "name"), read)
