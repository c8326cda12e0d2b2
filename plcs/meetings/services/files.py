"""Files of a PLC: added, and added to with a new version; nothing is ever overwritten."""

from typing import Any

from django.db import transaction

from plcs.meetings.models import FileVersion, PlcFile
from plcs.meetings.services.asking import demand
from plcs.workgroups.models import Workgroup
from portal.core import audit, files


@transaction.atomic
def add_file(workgroup: Workgroup, *, title: str, upload: Any, words: str, actor: Any) -> PlcFile:
    """A file with its first version."""
    demand(actor, "keep_file", workgroup)
    stored = files.store_upload(upload, kinds=files.ATTACHABLE, actor=actor)
    file = PlcFile.objects.create(workgroup=workgroup, title=title)
    _keep(file, stored, 1, words, actor)
    return file


@transaction.atomic
def add_version(file: PlcFile, *, upload: Any, words: str, actor: Any) -> FileVersion:
    """A newer version; the earlier ones stay."""
    demand(actor, "keep_file", file)
    fresh = PlcFile.objects.select_for_update().get(pk=file.pk)
    stored = files.store_upload(upload, kinds=files.ATTACHABLE, actor=actor)
    last = fresh.versions.first()
    return _keep(fresh, stored, (last.number if last else 0) + 1, words, actor)


def _keep(file: PlcFile, stored: Any, number: int, words: str, actor: Any) -> FileVersion:
    version = FileVersion.objects.create(file=file, stored=stored, number=number, words=words, added_by=actor)
    audit.record(file, "meetings.add_file", actor=actor, version=number, sha256=stored.sha256)
    return version
