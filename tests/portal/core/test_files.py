"""Private files: what they are and not what they say, kept once under their hash, served to be saved and not run."""

import hashlib
import io
import os
import zipfile
import zlib
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from applications.letters.models import Letter, Signature
from portal.core import files
from portal.core.errors import NotAllowed
from portal.core.files import CSV, DOCX, JPEG, PDF, PNG, XLSX, clean_name, serve, store_bytes, store_upload
from portal.core.models import StoredFile, private_storage
from tests.factories.intake import signed_by

pytestmark = pytest.mark.django_db
ALL = [PDF, XLSX, DOCX, CSV, PNG, JPEG]
PDF_BYTES = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"
HOSTILE_NAMES = [
    "../../etc/passwd.pdf", "..\\..\\x.pdf", "C:\\x\\y.pdf", "/etc/x.pdf", "a\u202efdp.exe.pdf", "a\0b.pdf",
    "x" * 300 + ".pdf", "CON.pdf", ".htaccess.pdf", "a\r\nSet-Cookie: x=1.pdf", 'a"b.pdf', "a'b;c=d.pdf", "😀.pdf",
    "e\u0301.pdf", "\u00e9.pdf", "%2e%2e%2fx.pdf", "a%00.pdf", "a b.pdf", " .pdf", "...pdf", "-rf.pdf", "~root.pdf",
    "$(id).pdf", "`id`.pdf", "a|b.pdf", "<img src=x>.pdf", "a\u2028b.pdf", "a\u0085b.pdf", "\ufeffa.pdf",
    "ａ．ｐｄｆ.pdf",
]  # fmt: skip


def picture(kind: str, size: tuple[int, int] = (2, 2)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def workbook(**more: bytes) -> bytes:
    return archive(**{"xl/workbook.xml": b"<workbook/>", **more})


def picture_bomb(size: tuple[int, int]) -> bytes:
    """A picture of a few bytes that says that it is as large as this."""
    head = picture("png")
    chunk = b"IHDR" + size[0].to_bytes(4) + size[1].to_bytes(4) + head[24:29]
    return head[:12] + chunk + zlib.crc32(chunk).to_bytes(4) + head[33:]


def upload(content: bytes, name: str = "sample.pdf") -> StoredFile:
    return store_upload(SimpleUploadedFile(name, content), kinds=ALL, actor=None)


BOMBS = [
    workbook(**{"xl/worksheets/sheet1.xml": b"0" * 30_000_000}),
    workbook(**{f"{number}.xml": b"" for number in range(2_001)}),
]
REFUSED = [
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.html", HTML),
    ("a.xhtml", HTML),
    ("a.svgz", zlib.compress(b"<svg/>")),
    ("a.jpg.html", picture("jpeg")),
    ("a.html\0.jpg", HTML),
    ("a.pdf", HTML),
    ("a.pdf", HTML + PDF_BYTES),  # a PDF reader would take it, a browser too
    ("a.pdf", b"%PDF-1.7\n cut off in the middle"),
    ("a.pdf", picture("png")),
    ("a.png", picture("jpeg")),
    ("a.png", picture("png")[:40]),
    ("a.jpg", b"GIF89a/*" + HTML),
    ("a.csv", HTML),
    ("a.csv", b"\xef\xbb\xbf  " + HTML),
    ("a.csv", b"a,b\n\0,c"),
    ("a.xlsx", PDF_BYTES),
    ("a.xlsx", archive(evil=b"x")),
    ("a.xlsx", archive(**{"word/document.xml": b"<document/>"})),
    ("a.docx", workbook()),
    ("a.xlsx", workbook()[:-30]),
    ("a.exe", b"MZ"),
    ("a", PDF_BYTES),
    ("pdf", PDF_BYTES),
    ("", PDF_BYTES),
    ("a.pdf", b""),
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF_BYTES),
        ("A.PDF", PDF_BYTES),
        ("a.xlsx", workbook()),
        ("a.docx", archive(**{"word/document.xml": b"<document/>"})),
        ("a.csv", "\ufeffdistrict,grade\nSample,A\n".encode()),
        ("a.png", picture("png")),
        ("a.jpeg", picture("jpeg")),
    ],
)
def test_upload_of_each_kind_is_taken(name: str, content: bytes) -> None:
    stored = upload(content, name)
    assert (stored.sha256, stored.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert stored.content.read() == content


@pytest.mark.parametrize(("name", "content"), REFUSED)
def test_upload_that_is_not_what_it_says_is_refused(name: str, content: bytes) -> None:
    plain = SimpleUploadedFile("x", content)
    plain._name = name
    with pytest.raises(NotAllowed, match=r"^“.*\.$"):
        store_upload(plain, kinds=ALL, actor=None)
    assert not StoredFile.objects.exists()


def test_upload_over_the_limit_is_refused_before_it_is_read(settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    with pytest.raises(NotAllowed, match="larger than 1 MB"):
        upload(PDF_BYTES + b" " * 1024 * 1024)


@pytest.mark.parametrize("bomb", BOMBS, ids=["ratio", "entries"])
def test_upload_of_an_archive_bomb_is_refused(bomb: bytes) -> None:
    with pytest.raises(NotAllowed, match="far more than it should"):
        upload(bomb, "a.xlsx")


@pytest.mark.parametrize("size", [(50_000, 50_000), (6_000, 5_000)])
def test_upload_of_a_picture_bomb_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(NotAllowed, match="25 million dots"):
        upload(picture_bomb(size), "a.png")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_name_reaches_neither_disk_nor_headers(name: str) -> None:
    stored = store_bytes(PDF_BYTES, name=name, content_type="application/pdf", actor=None)
    assert stored.content.name.split("/")[1].startswith(stored.sha256)
    assert not set(stored.name) & set("/\\\0\r\n\u202e\u2028\u0085")
    assert 0 < len(stored.name) <= 100
    header = serve(stored).headers["Content-Disposition"]
    assert header.startswith("attachment")
    assert not set(header) & set("\r\n")
    parsed = Message()
    parsed["Content-Disposition"] = header
    assert parsed.get_content_disposition() == "attachment"


def test_names_of_one_look_are_one_name() -> None:
    assert clean_name("e\u0301.pdf") == clean_name("\u00e9.pdf")
    assert clean_name("...") == clean_name("") == "file"


def test_same_bytes_are_kept_once() -> None:
    content = os.urandom(50)
    first = store_bytes(content, name="a.csv", content_type="text/csv", actor=None)
    second = store_bytes(content, name="b.csv", content_type="text/csv", actor=None)
    assert first.content.name == second.content.name
    assert (first.name, second.name) == ("a.csv", "b.csv")


def test_file_half_written_by_a_crash_is_not_built_upon() -> None:
    content = os.urandom(1000)
    sha256 = hashlib.sha256(content).hexdigest()
    private_storage().save(f"{sha256[:2]}/{sha256}", ContentFile(content[:500]))
    assert store_bytes(content, name="a.csv", content_type="text/csv", actor=None).content.read() == content


def test_full_disk_is_said_and_leaves_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    with pytest.raises(NotAllowed, match="could not be kept just now"):
        store_bytes(b"new", name="a.csv", content_type="text/csv", actor=None)
    assert not StoredFile.objects.exists()


def test_full_disk_leaves_the_letter_not_countersigned(
    client_for: Any, superintendent: Any, facilitator: Any, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    signed_by(letter, superintendent)
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    facts = {"consent": "on", "typed_name": "Sample", "shown_hash": letter.text_hash}
    answer = client_for(facilitator).post(letter.get_absolute_url() + "countersign/", facts)
    assert answer.status_code == 409
    assert Signature.objects.get().office == "superintendent"
    letter.refresh_from_db()
    assert letter.state == "countersign"


def test_store_without_paths_serves_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = InMemoryStorage()
    monkeypatch.setattr(StoredFile._meta.get_field("content"), "storage", memory)
    monkeypatch.setattr(files, "private_storage", lambda: memory)
    stored = upload(PDF_BYTES)
    assert upload(PDF_BYTES).content.name == stored.content.name
    assert b"".join(serve(stored).streaming_content) == PDF_BYTES


def test_served_file_is_saved_and_not_run() -> None:
    headers = serve(upload(PDF_BYTES, "letter “A”.pdf")).headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "prefix", ["/media/", "/private/", "/documents/", "/static/", "/media/images/../../private/", "/"]
)
def test_private_file_has_no_address_of_its_own(client: Client, prefix: str) -> None:
    path = upload(PDF_BYTES).content.name
    for address in (f"{prefix}{path}", f"{prefix}{Path(path).name}", f"{prefix}..%2fprivate%2f{path}"):
        assert client.get(address, follow=True).status_code == 404
