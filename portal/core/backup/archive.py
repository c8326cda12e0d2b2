"""The folder of a backup: made beside its place and renamed when whole; a manifest with the hash of every file."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

VERSION = 1
MANIFEST, SEAL = "manifest.json", "manifest.json.sha256"
CHUNK_BYTES = 1024 * 1024
OWNER_ONLY_FOLDER, OWNER_ONLY_FILE = 0o700, 0o600


class BackupError(Exception):
    """Why a backup cannot be made, trusted or restored, as a sentence for the person who runs it."""


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A new folder to fill; it gets its name only when all of it is on the disk, and is removed if anything fails."""
    refuse_unfit(target)
    half = target.with_name(f"{target.name}.partial")
    try:
        half.mkdir(mode=OWNER_ONLY_FOLDER)
    except FileExistsError as there:
        raise BackupError(
            f"{half} is there: another backup runs, or one was cut short. In that case, remove it."
        ) from there
    try:
        yield half
        for folder, _, _ in os.walk(half):
            force_to_disk(Path(folder))
        half.rename(target)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    force_to_disk(target.parent)


def refuse_unfit(target: Path) -> None:
    """A backup goes into a folder that is new or empty, beside which there is a place for it."""
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}. Is its disk mounted?")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise BackupError(f"{target} is not a folder.")
    if target.is_dir() and any(target.iterdir()):
        raise BackupError(f"{target} is not empty. A backup never writes over anything: name a new folder.")


def force_to_disk(place: Path) -> None:
    """See a file or a folder onto the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def new_file(place: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner can read, on the disk when the block ends."""
    place.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE), "wb") as handle:
        yield handle
        handle.flush()
        os.fsync(handle.fileno())


def chunks(source: Any) -> Iterator[bytes]:
    """An open file, piece by piece."""
    return iter(lambda: source.read(CHUNK_BYTES), b"")


def copy(source: Any, place: Path) -> dict[str, Any]:
    """Copy an open file to a new place; its SHA-256 and its size in bytes."""
    told, size = hashlib.sha256(), 0
    with new_file(place) as handle:
        for chunk in chunks(source):
            handle.write(chunk)
            told.update(chunk)
            size += len(chunk)
    if place.stat().st_size != size:
        raise BackupError(f"{place.name} was not written whole. Is the disk full?")
    return {"sha256": told.hexdigest(), "size": size}


def facts_of(place: Path) -> dict[str, Any]:
    """The SHA-256 and the size in bytes of a file."""
    with place.open("rb") as handle:
        return {"sha256": hashlib.file_digest(handle, "sha256").hexdigest(), "size": place.stat().st_size}


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest, and its own hash beside it in the form that `sha256sum --check` reads."""
    text = (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode()
    for name, content in ((MANIFEST, text), (SEAL, seal_of(text))):
        with new_file(folder / name) as handle:
            handle.write(content)


def seal_of(text: bytes) -> bytes:
    """What stands in the file beside the manifest."""
    return f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a whole backup; BackupError where it is missing, changed or of another version."""
    if not folder.is_dir():
        raise BackupError(f"There is no folder {folder}.")
    for name in (MANIFEST, SEAL):
        if not (folder / name).is_file():
            raise BackupError(f"{name} is missing: {folder} is not a whole backup.")
    text = (folder / MANIFEST).read_bytes()
    if seal_of(text) != (folder / SEAL).read_bytes():
        raise BackupError(f"{MANIFEST} or {SEAL} was changed after the backup.")
    manifest = json.loads(text)
    if manifest["version"] != VERSION:
        raise BackupError(f"{MANIFEST} is of version {manifest['version']}; this portal reads version {VERSION}.")
    refuse_strange_names(manifest["files"])
    return manifest


def refuse_strange_names(names: Iterable[str]) -> None:
    """No name may lead out of the folder."""
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or str(path) != name or "\\" in name or "\0" in name:
            raise BackupError(f"The name {name!r} leads out of the backup.")


def first_wrong_file(folder: Path, manifest: dict[str, Any]) -> str | None:
    """A sentence naming the first file that is missing, changed or not of this backup; None where all are right."""
    expected = manifest["files"]
    for name, facts in sorted(expected.items()):
        place = folder / name
        if place.is_symlink() or not place.is_file():
            return f"{name} is missing."
        found = facts_of(place)
        if found["size"] != facts["size"]:
            return f"{name} has {found['size']} bytes; it had {facts['size']}."
        if found["sha256"] != facts["sha256"]:
            return f"{name} was changed after the backup."
    strange = sorted(names_in(folder) - set(expected) - {MANIFEST, SEAL})
    return f"{strange[0]} is not of this backup." if strange else None


def names_in(folder: Path) -> set[str]:
    """All that lies in a folder, except folders."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
