"""Pages of measures in every state: whole and clean; and readings entered at once by two, of which none is lost.

The browser's server knows no PLC of a test's making, so facilitators visit.
"""

from typing import Any

from portal.districts.models import District
from portal.measures import services
from portal.measures.models import Reading
from tests.browser.look import Visit, press, see
from tests.factories.accounts import state_officer
from tests.factories.districts import SchoolFactory
from tests.factories.measures import JANUARY, change, measured, read
from tests.factories.network import PathwayFactory


def test_measure_is_clean_in_every_state(
    visit: Visit, facilitator: Any, administrator: Any, newcomer: Any, district: District
) -> None:
    pathway = PathwayFactory(name="Sample PLC")
    schools = [SchoolFactory(district=district) for _ in range(3)]
    visit(newcomer, "/measures/", "measures-none")
    visit(facilitator, "/measures/", "measures-empty")
    page = visit(facilitator, "/measures/new/", "measure-new")
    press(page, "Begin it")
    see(page, "measure-new-errors")
    measure = measured(pathway, actor=facilitator, goal=60, baseline_months=6)
    where = measure.get_absolute_url()
    visit(facilitator, where, "measure-empty")
    for number, school in enumerate(schools):
        read(measure, school, 40, 42, None, 41, 43, 44, 51, 52, 53, actor=facilitator, n=7 if number == 1 else 40)
    change(measure, Reading.objects.filter(month=JANUARY).first(), 39, actor=facilitator)
    visit(facilitator, where, "measure")
    visit(administrator, where, "measure-of-others")
    visit(facilitator, f"{where}changes/", "measure-changes")
    visit(facilitator, f"{where}enter/?month=2026-02&months=6", "measure-six-months")
    page = visit(facilitator, f"{where}import/", "measure-import")
    page.get_by_label("Or paste the rows here").fill(
        f"NCES id,School,Month,Value,n\n{district.pk},{schools[0]},2026-01,50,40"
    )
    press(page, "See what would change")
    see(page, "measure-import-look")
    visit(facilitator, f"{where}edit/", "measure-edit")
    page = visit(facilitator, f"{where}close/", "measure-close")
    press(page, "Close it")
    see(page, "measure-close-errors")
    services.close_measure(measure, reason="Sample: it is learned.", actor=facilitator)
    visit(facilitator, where, "measure-closed")
    visit(facilitator, "/measures/", "measures")


def test_readings_are_entered_by_two_people_and_none_is_lost(
    visit: Visit, facilitator: Any, district: District
) -> None:
    other = state_officer("facilitator", email="other@example.org", name="Other facilitator")
    school = SchoolFactory(district=district, name="Sample School One")
    measure = measured(PathwayFactory(), actor=facilitator)
    page = visit(facilitator, f"{measure.get_absolute_url()}enter/?month=2026-01", "measure-enter")
    fields = page.get_by_role("group", name="Sample School One")
    fields.get_by_label("Percent").fill("many")
    fields.get_by_label("Note").fill("Sample note")
    press(page, "Save")
    see(page, "measure-enter-errors")
    read(measure, school, 41, actor=other)
    fields.get_by_label("Percent").fill("44")
    press(page, "Save")
    see(page, "measure-enter-clash")
    assert fields.get_by_label("Note").input_value() == "Sample note"
    page.get_by_label("Why do you change").fill("Sample: counted anew")
    press(page, "Save")
    see(page, "measure-entered")
    assert list(Reading.objects.values_list("value", "note")) == [(44, "Sample note")]
