"""Verifying a backup: every byte by its hash, the database copy by reading it, the audit chain by walking it."""

from pathlib import Path
from typing import Any

from portal.core import audit
from portal.core.backup import archive, state
from portal.core.backup.archive import BackupError
from portal.core.backup.making import ENGINES, summary


def read_whole(folder: Path) -> dict[str, Any]:
    """The manifest of a backup whose files are all there and unchanged; BackupError names the first that is not."""
    manifest = archive.read_manifest(folder)
    wrong = archive.first_wrong_file(folder, manifest)
    if wrong:
        raise BackupError(wrong)
    return manifest


def verify_backup(folder: Path, *, rehearse: bool) -> dict[str, Any]:
    """Check all of a backup and change nothing; BackupError names the first thing that is wrong.

    A PostgreSQL dump can be counted, and its audit chain walked, only where it is loaded: that is the rehearsal.
    """
    manifest = read_whole(folder)
    engine = ENGINES[manifest["engine"]]
    with engine.inspected(folder / engine.FILE, rehearse=rehearse) as readable:
        wrong = differences(manifest, emptied=[]) if readable else []
    if wrong:
        raise BackupError(wrong[0])
    return summary(folder, manifest) | {"rows_and_audit_checked": readable}


def differences(manifest: dict[str, Any], *, emptied: list[str]) -> list[str]:
    """Sentences on each way in which the open database is not what the manifest says."""
    expected = {table: 0 if table in emptied else rows for table, rows in manifest["tables"].items()}
    found = state.tables()
    wrong = [
        f"The table {table} has {found.get(table, 'no')} rows; it had {expected.get(table, 'none')}."
        for table in sorted({*expected, *found})
        if expected.get(table) != found.get(table)
    ]
    if "core_audithead" not in found:
        return wrong
    if state.audit_head() != manifest["audit"]:
        wrong.append("The end of the audit chain is not the one of the backup.")
    broken = audit.first_break()
    return [*wrong, broken] if broken else wrong
