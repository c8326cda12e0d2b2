"""Private files: checked by their content, kept under their hash, served only by a view that has asked a policy."""

import hashlib
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Any

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.http import FileResponse

from portal.core.errors import NotAllowed
from portal.core.models import StoredFile, private_storage

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
ZIPPED = {XLSX: "xl/workbook.xml", DOCX: "word/document.xml"}


def clean_name(name: str) -> str:
    """A file's name that is safe to show and to send in a header: no path, no control signs, 100 characters."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    kept = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C").strip(" .-")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:90]}{dot}{ending[:10]}" if stem else (kept[:100] or "file")


def kind_of(content: bytes, name: str, kinds: list[FileKind]) -> FileKind:
    """The kind a file is by its content and its ending together; NotAllowed where they disagree or it is not taken."""
    allowed = ", ".join(kind.words for kind in kinds)
    ending = clean_name(name).rpartition(".")[2].lower().replace("jpeg", "jpg")
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
        return b"\0" not in content and content.lstrip()[:1] != b"<"
    try:
        return puremagic.from_string(content, mime=True) == kind.content_type
    except (puremagic.PureError, ValueError):
        return False


def zip_names(content: bytes) -> set[str]:
    """The names in a zip archive, read without unpacking it; NotAllowed for one that would unpack to too much."""
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or expanded > MAX_EXPANDED_BYTES or expanded > MAX_RATIO * max(len(content), 10_000):
        raise NotAllowed("The file would unpack to far more than it should. Please save it again.")
    return {entry.filename for entry in entries}


def store_upload(upload: Any, *, kinds: list[FileKind], actor: Any) -> StoredFile:
    """Check an uploaded file and keep it. NotAllowed, with a sentence, where it is not what it says."""
    if upload.size > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise NotAllowed(f"“{clean_name(upload.name)}” is larger than {limit} MB. Please send a smaller file.")
    content = upload.read()
    if not content:
        raise NotAllowed(f"“{clean_name(upload.name)}” is empty.")
    kind = kind_of(content, upload.name, kinds)
    return store_bytes(content, name=upload.name, content_type=kind.content_type, actor=actor)


def store_bytes(content: bytes, *, name: str, content_type: str, actor: Any) -> StoredFile:
    """Keep bytes under their SHA-256; bytes that are there already are not written again."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"{sha256[:2]}/{sha256}"
    storage = private_storage()
    if not storage.exists(path):
        path = storage.save(path, ContentFile(content))
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(content),
        content_type=content_type,
        name=clean_name(name),
        content=path,
        stored_by=actor if actor and actor.pk else None,
    )


def serve(stored: StoredFile, *, as_attachment: bool = True) -> FileResponse:
    """A private file as an answer. The calling view has already asked who may read it."""
    response = FileResponse(
        stored.content.open("rb"), as_attachment=as_attachment, filename=stored.name, content_type=stored.content_type
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SERVED_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
