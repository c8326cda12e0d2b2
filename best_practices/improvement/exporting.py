"""Everything that a school gave and wrote, in one file that opens anywhere."""

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.queries import folders_of, goals_of
from portal.core.files import clean_name
from portal.core.sheets import safe_cell

ARTIFACTS = ("Folder", "Title", "Version", "Description", "File", "SHA-256", "Uploaded by", "Uploaded at")
EXCUSES = ("Folder", "Not asked for, because", "Said by", "On")
GOAL = ("Goal", "Need", "Priority", "Opportunity", "Practice", "Strategy", "Section 1003")
PLAN = (*GOAL, "Step", "By whom", "By when", "Cost", "Shown by", "Percent")
SUPPORT = ("On", "What", "Hours", "Words", "By whom")
REQUESTS = ("Asked at", "Asked by", "Words", "Answered at", "Answered by", "Answer")


def whole(identified: IdentifiedSchool) -> IO[bytes]:
    """A zip, open at its beginning: every version of each artifact in a folder, and tables of all that was written.

    It is written to disk in pieces, so that a large one does not fill the memory.
    """
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - who answers with it closes it
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("artifacts.csv", table(ARTIFACTS, _artifacts(identified, archive)))
        archive.writestr("excuses.csv", table(EXCUSES, _excuses(identified)))
        archive.writestr("plan.csv", table(PLAN, _plan(identified)))
        archive.writestr("support.csv", table(SUPPORT, _support(identified)))
        archive.writestr("requests.csv", table(REQUESTS, _requests(identified)))
    kept.seek(0)
    return kept


def table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A table as CSV whose cells are safe to open."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows(map(safe_cell, row) for row in rows)
    return written.getvalue()


def _artifacts(identified: IdentifiedSchool, archive: zipfile.ZipFile) -> list[tuple[Any, ...]]:
    rows = []
    for number, folder in enumerate(folders_of(identified), start=1):
        for each in folder.artifacts:
            name = f"{number:02} {clean_name(folder.kind.name)}/{each.pk} v{each.version} {clean_name(each.file.name)}"
            with each.file.content.open("rb") as content, archive.open(name, "w") as copy:
                shutil.copyfileobj(content, copy)
            told = (each.title, each.version, each.description, name, each.file.sha256)
            rows.append((folder.kind.name, *told, each.uploaded_by, each.uploaded_at.isoformat()))
    return rows


def _excuses(identified: IdentifiedSchool) -> Iterable[tuple[Any, ...]]:
    for each in identified.excuses.select_related("folder", "given_by"):
        yield each.folder, each.reason, each.given_by, each.given_at.isoformat()


def _plan(identified: IdentifiedSchool) -> Iterable[tuple[Any, ...]]:
    for goal in goals_of(identified):
        paid = "yes" if goal.is_federal else "no"
        told = (goal.words, goal.need, goal.priority, goal.opportunity, goal.practice or "", goal.strategy, paid)
        for step in goal.steps.all():
            yield *told, step.words, step.owner, step.due_on, step.cost, step.evidence, step.percent
        if not goal.steps.all():
            yield told


def _support(identified: IdentifiedSchool) -> Iterable[tuple[Any, ...]]:
    for each in identified.supports.select_related("noted_by"):
        yield each.on, each.get_kind_display(), each.hours, each.words, each.noted_by


def _requests(identified: IdentifiedSchool) -> Iterable[tuple[Any, ...]]:
    for each in identified.requests.select_related("asked_by", "answered_by"):
        answered = each.answered_at.isoformat() if each.answered_at else ""
        yield each.asked_at.isoformat(), each.asked_by, each.words, answered, each.answered_by or "", each.answer
