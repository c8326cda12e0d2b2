"""What the list of applications holds, as tables, as PDFs and as one archive; safe to open in a spreadsheet."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from openpyxl import Workbook

from applications.intake.models import Application
from applications.intake.paper import application_pdf
from portal.core.files import clean_name
from portal.core.sheets import safe_cell
from portal.drafts.queries import pathway_names
from portal.drafts.questions import asked_in, words_of

FACTS = ["Reference", "District", "NCES id", "County", "Region", "Rural", "Round", "State", "Submitted", "Decided"]


def table_of(applications: Iterable[Application]) -> tuple[list[str], list[list[str]]]:
    """Header and rows: what is known of each application, then a column for each question that any of them asks."""
    found, names = list(applications), pathway_names()
    questions = {each.key: each.label for application in found for each in asked_in(application.sections)}
    rows = [[*_facts(application), *_answers(application, questions, names)] for application in found]
    return [*FACTS, *questions.values()], rows


def _facts(application: Application) -> list[str]:
    district = application.district
    return [
        application.reference,
        district.name,
        district.pk,
        district.county.name if district.county else "",
        district.county.get_region_display() if district.county else "",
        "yes" if district.is_rural else "no",
        str(application.round),
        application.get_state_display(),
        _day(application.submitted_at),
        _day(application.decided_at),
    ]


def _day(at: Any) -> str:
    return date_format(localtime(at), "Y-m-d H:i") if at else ""


def _answers(application: Application, keys: Iterable[str], names: dict[str, str]) -> Iterator[str]:
    values = application.values()
    asked = {each.key: each for each in asked_in(application.sections)}
    for key in keys:
        yield words_of(asked[key], values.get(key), names) if key in asked else ""


def workbook_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same table as an Excel workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Applications")
    for row in [header, *rows]:
        sheet.append([safe_cell(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive_of(applications: Sequence[Application]) -> bytes:
    """One PDF for each application and the workbook of all, in a zip archive."""
    content = io.BytesIO()
    names = pathway_names()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("applications.xlsx", workbook_of(*table_of(applications)))
        for application in applications:
            name = clean_name(f"{application.district.name} {application.reference}.pdf")
            archive.writestr(name, application_pdf(application, names))
    return content.getvalue()
