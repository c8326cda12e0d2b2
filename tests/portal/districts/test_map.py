"""The county map: drawn once, marks where the districts are, the same in words."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.template import Context, Template

from portal.districts.map import draw_counties, draw_ring, drawing, map_of_county, map_of_network
from tests.factories.districts import CountyFactory, DistrictFactory
from tests.factories.network import NetworkMembershipFactory

SQUARE = {
    "type": "Feature",
    "properties": {"fips": "28001", "name": "Adams"},
    "geometry": {"type": "Polygon", "coordinates": [[[-91, 31], [-91, 32], [-90, 32], [-90, 31], [-91, 31]]]},
}


def drawn() -> str:
    """The map as a page shows it."""
    return Template("{% load districts %}{% county_map %}").render(Context())


def test_draw_counties_places_shapes_north_up_within_the_width() -> None:
    kept = draw_counties({"features": [SQUARE]}, width=108)
    assert kept["width"] == 108
    assert kept["counties"] == [{"fips": "28001", "name": "Adams", "path": "M4 121l0-117 100 0 0 117-100 0z"}]
    assert kept["height"] == 125


def test_draw_ring_leaves_out_steps_of_no_length() -> None:
    assert draw_ring([(1, 1), (1, 1), (3, 0), (1, 1)]) == "M1 1l2-1-2 1z"


def test_draw_counties_command_writes_a_drawing_and_refuses_what_is_no_shape(tmp_path: Path) -> None:
    shapes, out = tmp_path / "shapes.json", tmp_path / "out.json"
    shapes.write_text(json.dumps({"features": [SQUARE]}))
    call_command("draw_counties", shapes, out=out, stdout=io.StringIO())
    assert json.loads(out.read_text())["counties"][0]["name"] == "Adams"
    shapes.write_text("not shapes")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("draw_counties", shapes, out=out)


def test_the_drawing_holds_the_82_counties_of_mississippi() -> None:
    counties = drawing().counties
    assert len({county["fips"] for county in counties}) == 82
    assert all(county["path"].startswith("M") for county in counties)


@pytest.mark.django_db
def test_map_puts_a_triangle_and_a_circle_where_the_offices_are() -> None:
    corinth = DistrictFactory(name="Corinth", latitude=34.934, longitude=-88.522)
    NetworkMembershipFactory(district=corinth, role="exemplar")
    NetworkMembershipFactory(district__name="Gulfport", district__latitude=30.37, district__longitude=-89.09)
    marks = {mark.district.name: mark for mark in map_of_network()["marks"]}
    north_east, coast = marks["Corinth"].place, marks["Gulfport"].place
    assert north_east
    assert coast
    assert north_east[0] > 250
    assert north_east[1] < 20
    assert 180 < coast[0] < 240
    assert coast[1] > 430
    page = drawn()
    assert '<polygon class="exemplar"' in page
    assert '<circle class="member"' in page
    assert "<title>Corinth, District of Innovation</title>" in page


@pytest.mark.django_db
def test_map_says_in_a_sentence_what_it_shows() -> None:
    NetworkMembershipFactory.create_batch(2, role="exemplar")
    NetworkMembershipFactory()
    NetworkMembershipFactory(state="lapsed")
    assert map_of_network()["sentence"] == "2 Districts of Innovation and 1 member district"
    assert "Map of Mississippi by county: 2 Districts of Innovation and 1 member district" in drawn()


@pytest.mark.django_db
def test_map_counts_a_district_whose_place_is_not_known_without_drawing_it() -> None:
    NetworkMembershipFactory(district__latitude=None, district__longitude=None)
    assert map_of_network()["sentence"] == "1 member district"
    assert '<circle class="member" cx' not in drawn()


@pytest.mark.django_db
def test_map_without_a_network_says_so() -> None:
    assert "No district is in the network yet" in drawn()


@pytest.mark.django_db
def test_map_carries_no_style_and_no_script() -> None:
    NetworkMembershipFactory(district__name="<script>alert(1)</script>")
    page = drawn()
    assert "style=" not in page
    assert "<script" not in page
    assert 'role="img"' in page


def test_map_of_a_county_marks_that_county_and_none_for_an_unknown_one() -> None:
    here = map_of_county("28003")["here"]
    assert here is not None
    assert here["name"] == "Alcorn"
    assert map_of_county("28999")["here"] is None
    assert map_of_county(None)["here"] is None


@pytest.mark.django_db
def test_locator_names_the_county_for_those_who_do_not_see_it() -> None:
    county = CountyFactory(fips="28003", name="Alcorn County")
    page = Template("{% load districts %}{% county_locator county %}").render(Context({"county": county}))
    assert 'aria-label="Alcorn County on the map of Mississippi"' in page
