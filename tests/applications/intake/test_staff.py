"""What the state's people need besides: finding, exports, figures, the service clock, and notes of who looked."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from applications.intake import services
from applications.intake.models import Application, InformationRequest
from portal.districts.models import District
from portal.worklist.clock import Run, clock_of, days_of
from tests.factories.accountability import RatingFactory
from tests.factories.intake import RoundFactory, decided, submitted

pytestmark = pytest.mark.django_db
BEGAN = datetime(2027, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def application(lead: Any, district: Any) -> Application:
    return submitted(RoundFactory(), district, actor=lead, why='Sample: =cmd|calc for prépas, “two” or "four"')


def found(client: Any, query: str) -> str:
    page: str = client.get(f"/applications/?{query}").content.decode()
    return page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=calc", True),
        ("q=pr%C3%A9pas", True),
        ("q=%22four%22", True),
        ("q={reference}", True),
        ("q=nothing+like+it", False),
        ("plc=career-academies-sample", True),
        ("region=delta", False),
        ("grade=B", True),
        ("grade=A", False),
        ("sort=district", True),
        ("sort=;drop", True),
    ],
)
def test_list_finds_by_words_reference_plc_region_and_grade(
    query: str, is_found: bool, application: Application, facilitator: Any, client_for: Any
) -> None:
    RatingFactory(district=application.district, grade="B", year=2019)
    page = found(client_for(facilitator), query.format(reference=application.reference.lower()))
    assert (application.get_absolute_url() in page) is is_found


def test_list_for_a_district_has_no_exports_and_finds_nothing_of_others(
    application: Application, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    own = found(client_for(lead), "")
    assert application.reference in own
    assert "Export these" not in own
    assert application.reference not in found(client_for(rival_lead), "q=calc")
    assert client_for(rival_lead).get("/applications/export/csv/").status_code == 403


def test_export_holds_what_the_list_shows_and_runs_no_formula(
    application: Application, rival_lead: Any, rival_district: Any, facilitator: Any, client_for: Any
) -> None:
    submitted(application.round, rival_district, actor=rival_lead, why="=HYPERLINK(1)", capacity="+1")
    client = client_for(facilitator)
    rows = list(csv.DictReader(io.StringIO(client.get("/applications/export/csv/").content.decode())))
    assert len(rows) == 2
    assert {row["District"] for row in rows} == {"Sample District A", rival_district.name}
    why = next(row for row in rows if row["District"] == rival_district.name)
    assert why["What will your district try, and for whom?"] == "'=HYPERLINK(1)"
    only = client.get(f"/applications/export/xlsx/?q={application.reference}")
    sheet = load_workbook(BytesIO(only.content)).active
    assert [cell.value for cell in sheet[2]][:2] == [application.reference, "Sample District A"]
    assert sheet.max_row == 2


def test_export_as_archive_has_a_pdf_of_each(application: Application, facilitator: Any, client_for: Any) -> None:
    content = client_for(facilitator).get("/applications/export/zip/").content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        pdf = PdfReader(BytesIO(archive.read(next(name for name in names if name.endswith(".pdf")))))
    assert "applications.xlsx" in names
    assert pdf.metadata.title == "Application of Sample District A"
    assert pdf.trailer["/Root"]["/Lang"] == "en-US"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Sample: =cmd|calc" in " ".join(page.extract_text() for page in pdf.pages)


def test_export_writes_one_audit_row_and_holds_no_drafts(
    application: Application, lead: Any, rival_lead: Any, rival_district: Any, facilitator: Any, client_for: Any
) -> None:
    services.begin_application(application.round, rival_district, actor=rival_lead)
    rows = client_for(facilitator).get("/applications/export/csv/?state=").content.decode().strip().splitlines()
    assert len(rows) == 2
    entry = ModelLogEntry.objects.get(action="intake.export")
    assert (entry.user, entry.data["kind"], entry.data["count"]) == (facilitator, "csv", 1)


def test_blank_form_is_a_tagged_pdf_with_every_question(client: Any) -> None:
    call = RoundFactory()
    pdf = PdfReader(BytesIO(client.get(f"/apply/{call.slug}/form.pdf").content))
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert all(question.label[:20] in words.replace("\n", " ") for part in call.sections for question in part.questions)


def test_view_by_the_state_is_noted_once_a_day_and_never_for_its_own_district(
    application: Application, lead: Any, facilitator: Any, client_for: Any
) -> None:
    for _ in range(2):
        client_for(facilitator).get(application.get_absolute_url())
        client_for(facilitator).get(f"{application.get_absolute_url()}application.pdf")
        client_for(lead).get(application.get_absolute_url())
    noted = ModelLogEntry.objects.filter(action="intake.view")
    assert sorted((entry.user_id, entry.data["what"]) for entry in noted) == [
        (facilitator.pk, "page"),
        (facilitator.pk, "pdf"),
    ]


def test_figures_count_what_was_handed_in(
    application: Application, facilitator: Any, lead: Any, client_for: Any
) -> None:
    page = client_for(facilitator).get(f"/apply/{application.round.slug}/figures/").content.decode()
    assert "1 application was handed in." in page
    assert "Career academies (sample)" in page
    assert "1 of 1" in page
    assert client_for(lead).get(f"/apply/{application.round.slug}/figures/").status_code == 404


# The service clock ------------------------------------------------------------------


def later(days: float) -> datetime:
    return BEGAN + timedelta(days=days)


@pytest.mark.parametrize(
    ("run", "days"),
    [
        (Run(BEGAN, later(10)), 10.0),
        (Run(BEGAN, None), 20.0),
        (Run(BEGAN, later(10), [(later(2), later(5))]), 7.0),
        (Run(BEGAN, None, [(later(2), None)]), 2.0),
        (Run(BEGAN, later(10), [(later(8), later(12))]), 8.0),
        (Run(BEGAN, later(10), [(later(11), later(12))]), 10.0),
    ],
)
def test_clock_counts_the_days_that_the_department_had_it(run: Run, days: float) -> None:
    assert days_of(run, later(20)) == days


def test_clock_tells_median_longest_and_oldest() -> None:
    runs = [Run(BEGAN, later(4)), Run(BEGAN, later(10)), Run(BEGAN, later(7)), Run(later(5), None), Run(BEGAN, None)]
    told = clock_of(runs, later(20))
    assert (told.decided, told.median, told.longest, told.open, told.oldest) == (3, 7.0, 10.0, 2, 20.0)
    nothing = clock_of([], later(20))
    assert (nothing.median, nothing.oldest) == (None, None)


def test_clock_stands_on_the_public_page_and_equals_the_timestamps(
    application: Application, facilitator: Any, client: Any
) -> None:
    decided(application, "decline", facilitator=facilitator)
    Application.objects.update(submitted_at=BEGAN, decided_at=later(12))
    InformationRequest.objects.create(
        application=application,
        questions=["why"],
        words="Sample",
        due_on=later(9).date(),
        asked_by=facilitator,
        asked_at=later(3),
        closed_at=later(6),
    )
    page = client.get("/apply/").content.decode()
    assert "half of them within <b>9.0 days</b>" in page
    assert "the longest took 9.0 days" in page


def test_list_takes_at_most_twelve_queries_for_3_20_100_and_1000(
    facilitator: Any, client_for: Any, django_assert_max_num_queries: Any
) -> None:
    client, counts = client_for(facilitator), []
    client.get("/applications/")
    for more in (3, 17, 80, 900):
        many_more(more, facilitator)
        with django_assert_max_num_queries(12) as asked:
            assert client.get("/applications/").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def many_more(count: int, facilitator: Any) -> None:
    """So many applications more, of as many districts."""
    first = District.objects.filter(leaid__startswith="29").count()
    call = RoundFactory()
    districts = District.objects.bulk_create(
        District(leaid=f"29{first + number:05}", name=f"Sample District {first + number}") for number in range(count)
    )
    Application.objects.bulk_create(
        Application(round=call, district=each, begun_by=facilitator, state="submitted", submitted_at=BEGAN)
        for each in districts
    )
