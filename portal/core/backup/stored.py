"""The files in a backup, read and written through Django's storages, so that a disk and S3 are the same."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import storages

from portal.core.backup.archive import BackupError, chunks, copy, refuse_strange_names
from portal.core.backup.state import NamedFile

AREAS = {"private": "private", "media": "default"}


def storage_of(area: str) -> Any:
    """The storage behind a folder of the backup."""
    return storages[AREAS[area]]


def names_below(storage: Any, folder: str = "") -> Iterator[str]:
    """The names of all files of a storage."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(files) if name)
    for inner in sorted(folders):
        yield from names_below(storage, prefix + inner)


def refuse_inside(target: Path) -> None:
    """A backup must not lie among the files it copies, where it might even be served."""
    for area in AREAS:
        try:
            place = Path(storage_of(area).path("")).resolve()
        except NotImplementedError:
            continue
        if target.resolve().is_relative_to(place):
            raise BackupError(f"{target} lies inside of {place}, which is copied itself. Name another folder.")


def copy_all(folder: Path) -> dict[str, dict[str, Any]]:
    """Copy the files of all areas into a folder; name, hash and size of each."""
    copied = {}
    for area in AREAS:
        storage = storage_of(area)
        for name in names_below(storage):
            path = f"{area}/{name}"
            refuse_strange_names([path])
            try:
                source = storage.open(name, "rb")
            except FileNotFoundError:  # removed since it was listed; a row that names it is found below
                continue
            with source:
                copied[path] = copy(source, folder / path)
    return copied


def refuse_incomplete(folder: Path, copied: dict[str, dict[str, Any]], wanted: Iterable[NamedFile]) -> None:
    """Every row of the database copy must have its file, with the hash that the row knows."""
    for file in wanted:
        path = f"{file.area}/{file.name}"
        if path not in copied:
            raise BackupError(f"{path} is missing, but the {file.row} names it. If it was removed just now, try again.")
        if file.algorithm and file.digest != digest_in(folder / path, file.algorithm, copied[path]):
            raise BackupError(f"{path} is not the file that the {file.row} names: its hash is another.")


def digest_in(place: Path, algorithm: str, facts: dict[str, Any]) -> str:
    """The hash of a copied file; the one of the manifest where that is it."""
    if algorithm in facts:
        return facts[algorithm]
    with place.open("rb") as handle:
        return hashlib.file_digest(handle, algorithm).hexdigest()


def of_areas(files: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Area, name and hash of each file of a manifest that a storage holds."""
    for path, facts in sorted(files.items()):
        area, _, name = path.partition("/")
        if area in AREAS and name:
            yield area, name, facts["sha256"]


def hash_in_storage(area: str, name: str) -> str | None:
    """The SHA-256 of a stored file, or None where there is none."""
    if not storage_of(area).exists(name):
        return None
    told = hashlib.sha256()
    with storage_of(area).open(name, "rb") as handle:
        for chunk in chunks(handle):
            told.update(chunk)
    return told.hexdigest()


def put(folder: Path, area: str, name: str) -> None:
    """Write one file of a backup into its storage under its own name, over what may be there."""
    storage = storage_of(area)
    storage.delete(name)
    with (folder / area / name).open("rb") as handle:
        kept = storage.save(name, File(handle))
    if kept != name:
        raise BackupError(f"{area}/{name} could not be kept under its name.")
