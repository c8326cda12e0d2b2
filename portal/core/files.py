"""Private files: checked by their content, kept under their hash, served only by a view that has asked a policy."""

import hashlib
import logging
import os
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.http import FileResponse
from PIL import Image

from portal.core.errors import NotAllowed
from portal.core.models import StoredFile, private_storage

log = logging.getLogger("portal.files")
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control signs, turners of direction, line separators
HASH_FOLDER = re.compile(r"[0-9a-f]{2}")
MAX_PIXELS = 25_000_000
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 2_000
OFFICE = "application/vnd.openxmlformats-officedocument."
SERVED_POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class FileKind:
    """A kind of file the portal takes: its ending, its type, and how its content is told apart."""

    ending: str
    content_type: str
    words: str


PDF = FileKind("pdf", "application/pdf", "PDF")
XLSX = FileKind("xlsx", OFFICE + "spreadsheetml.sheet", "Excel workbook")
DOCX = FileKind("docx", OFFICE + "wordprocessingml.document", "Word document")
CSV = FileKind("csv", "text/csv", "CSV file")
PNG = FileKind("png", "image/png", "PNG picture")
JPEG = FileKind("jpg", "image/jpeg", "JPEG picture")
ATTACHABLE = [PDF, DOCX, XLSX, CSV, PNG, JPEG]  # what people may put beside their words
ZIPPED = {XLSX: "xl/workbook.xml", DOCX: "word/document.xml"}


def clean_name(name: str) -> str:
    """A file's name that is safe to show and to send in a header: no path, no control signs, 100 characters."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    kept = "".join(sign for sign in base if unicodedata.category(sign) not in UNSEEN).strip(" .-")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:90]}{dot}{ending[:10]}" if stem else (kept[:100] or "file")


def kind_of(content: bytes, name: str, kinds: list[FileKind]) -> FileKind:
    """The kind a file is by its content and its ending together; NotAllowed where they disagree or it is not taken."""
    allowed = ", ".join(kind.words for kind in kinds)
    _, dot, ending = clean_name(name).rpartition(".")
    ending = dot and ending.lower().replace("jpeg", "jpg")
    kind = next((kind for kind in kinds if kind.ending == ending), None)
    if kind is None:
        raise NotAllowed(f"“{clean_name(name)}” cannot be used. Please choose one of these kinds: {allowed}.")
    if not _content_is(kind, content):
        raise NotAllowed(f"“{clean_name(name)}” ends in .{kind.ending} but its content is not a {kind.words}.")
    return kind


def _content_is(kind: FileKind, content: bytes) -> bool:
    if kind in ZIPPED:
        return ZIPPED[kind] in zip_names(content)
    if kind is CSV:
        return b"\0" not in content and content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<"
    if kind is PDF:
        return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]
    return _is_picture(kind, content)


def _is_picture(kind: FileKind, content: bytes) -> bool:
    """Whether the bytes are a picture of that kind; NotAllowed for one that would fill the memory when it is drawn."""
    try:
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(BytesIO(content)) as picture,
        ):
            is_it, pixels = picture.get_format_mimetype() == kind.content_type, picture.width * picture.height
            picture.verify()
    except Image.DecompressionBombError:
        is_it, pixels = True, MAX_PIXELS + 1
    except Exception:  # whatever a broken picture does to its reader, it is not one that we take
        return False
    if is_it and pixels > MAX_PIXELS:
        raise NotAllowed(f"The picture has more than {MAX_PIXELS // 1_000_000} million dots. Please make it smaller.")
    return is_it


def zip_names(content: bytes) -> set[str]:
    """The names in a zip archive, read without unpacking it; NotAllowed for one that would unpack to too much."""
    too_much = NotAllowed("The file would unpack to far more than it should. Please save it again.")
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise too_much
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return set()
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or expanded > MAX_EXPANDED_BYTES or expanded > MAX_RATIO * max(len(content), 10_000):
        raise too_much
    return {entry.filename for entry in entries}


def check_upload(upload: Any, *, kinds: list[FileKind]) -> tuple[bytes, FileKind]:
    """An uploaded file's content and kind. NotAllowed, with a sentence, where it is not what it says."""
    if upload.size > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise NotAllowed(f"“{clean_name(upload.name)}” is larger than {limit} MB. Please send a smaller file.")
    upload.seek(0)
    content = upload.read()
    if not content:
        raise NotAllowed(f"“{clean_name(upload.name)}” is empty.")
    return content, kind_of(content, upload.name, kinds)


def store_upload(upload: Any, *, kinds: list[FileKind], actor: Any) -> StoredFile:
    """Check an uploaded file and keep it. NotAllowed, with a sentence, where it is not what it says."""
    content, kind = check_upload(upload, kinds=kinds)
    return store_bytes(content, name=upload.name, content_type=kind.content_type, actor=actor)


def store_bytes(content: bytes, *, name: str, content_type: str, actor: Any) -> StoredFile:
    """Keep bytes under their SHA-256; bytes that are there already are not written again.

    Only a file that a committed row names counts as there: one that a crash left half-written is not built upon.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    storage = private_storage()
    known = StoredFile.objects.filter(sha256=sha256, size=len(content)).first()
    path = known.content.name if known and storage.exists(known.content.name) else _write(storage, sha256, content)
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(content),
        content_type=content_type,
        name=clean_name(name),
        content=path,
        stored_by=actor if actor and actor.pk else None,
    )


def _write(storage: Any, sha256: str, content: bytes) -> str:
    """Write a new file and see it onto the disk; a sentence where the disk is full or the store is away."""
    try:
        path = storage.save(f"{sha256[:2]}/{sha256}", ContentFile(content))
        _force_to_disk(storage, path)
    except Exception as failure:
        log.exception("a file could not be kept")
        raise NotAllowed("The file could not be kept just now. Nothing was saved. Please try again later.") from failure
    return path


def _force_to_disk(storage: Any, path: str) -> None:
    """The row that names a file must not outlive it over a loss of power; a store without paths sees to that itself."""
    try:
        place = storage.path(path)
    except NotImplementedError:
        return
    if not os.path.exists(place):
        return
    for name in (place, os.path.dirname(place)):
        handle = os.open(name, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def serve(stored: StoredFile, *, as_attachment: bool = True) -> FileResponse:
    """A private file as an answer. The calling view has already asked who may read it."""
    response = FileResponse(
        stored.content.open("rb"), as_attachment=as_attachment, filename=stored.name, content_type=stored.content_type
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SERVED_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def clear_orphans(before: datetime) -> int:
    """Remove files that no row names: what a crash or a rolled-back form left behind, if written before that moment."""
    storage, cleared = private_storage(), 0
    try:
        folders = [name for name in storage.listdir("")[0] if HASH_FOLDER.fullmatch(name)]
    except FileNotFoundError:  # nothing was ever stored
        return 0
    for path in (f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]):
        if storage.get_modified_time(path) < before and not StoredFile.objects.filter(content=path).exists():
            storage.delete(path)
            cleared += 1
    return cleared
