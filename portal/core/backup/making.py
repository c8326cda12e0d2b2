"""Making a backup: the database first, then the files, so that every row of the copy has its file."""

from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from portal.core.backup import archive, postgres, sqlite, state, stored

ENGINES = {"sqlite": sqlite, "postgresql": postgres}


def make_backup(target: Path) -> dict[str, Any]:
    """Write database and files into a new folder; what was written."""
    stored.refuse_inside(target)
    engine = ENGINES[connection.vendor]
    begun = timezone.now()
    with archive.written_whole(target) as half:
        with engine.snapshot(half / engine.FILE):
            told = state.told()
            wanted = list(state.named_files())
        copied = stored.copy_all(half)
        stored.refuse_incomplete(half, copied, wanted)
        files = {engine.FILE: archive.facts_of(half / engine.FILE), **copied}
        manifest = {
            "version": archive.VERSION,
            "time": begun.isoformat(),
            "engine": connection.vendor,
            "files": files,
            **told,
        }
        archive.write_manifest(half, manifest)
    return summary(target, manifest) | {"seconds": round((timezone.now() - begun).total_seconds(), 2)}


def summary(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """What a person wants to know of a backup."""
    files = manifest["files"]
    return {
        "folder": str(folder),
        "time": manifest["time"],
        "engine": manifest["engine"],
        "tables": len(manifest["tables"]),
        "rows": sum(manifest["tables"].values()),
        "files": len(files) - 1,
        "bytes": sum(facts["size"] for facts in files.values()),
        "audit": manifest["audit"],
    }
