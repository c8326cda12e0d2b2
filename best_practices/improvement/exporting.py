"""Everything that a school gave, in one file that opens anywhere."""

import csv
import io
import zipfile

from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.queries import folders_of
from portal.core.files import clean_name
from portal.core.sheets import safe_cell

HEADER = ("Folder", "Title", "Version", "Description", "File", "SHA-256", "Uploaded by", "Uploaded at")


def artifacts_zip(identified: IdentifiedSchool) -> bytes:
    """A zip with a folder for each kind of artifact, every version of each, and `list.csv`, which names them all."""
    kept, listed = io.BytesIO(), io.StringIO()
    rows = csv.writer(listed)
    rows.writerow(HEADER)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, folder in enumerate(folders_of(identified), start=1):
            for each in folder.artifacts:
                name = (
                    f"{number:02} {clean_name(folder.kind.name)}/{each.pk} v{each.version} {clean_name(each.file.name)}"
                )
                with each.file.content.open("rb") as content:
                    archive.writestr(name, content.read())
                told = (each.title, each.version, each.description, name, each.file.sha256)
                rows.writerow(map(safe_cell, (folder.kind.name, *told, each.uploaded_by, each.uploaded_at.isoformat())))
        archive.writestr("list.csv", listed.getvalue())
    return kept.getvalue()
