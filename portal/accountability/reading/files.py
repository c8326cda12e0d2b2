"""What kind of file it is by its content, and refusals for those that are not read."""

from portal.accountability.reading.book import Book, Unreadable
from portal.accountability.reading.delimited import read_delimited
from portal.accountability.reading.workbook import read_workbook
from portal.core.files import CSV, XLSX, clean_name

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "EncryptedPackage".encode("utf-16-le")
RESAVE = "Please open it in a spreadsheet program and save it as .xlsx or .csv."


def read_book(content: bytes, name: str) -> Book:
    """Read a CSV file or a workbook, told apart by content; Unreadable with a sentence where it cannot be."""
    shown = clean_name(name)
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Unreadable(f"“{shown}” is empty.")
    if content.startswith(OLE):
        locked = PASSWORD in content
        reason = "is protected by a password" if locked else "is a workbook in the old .xls form"
        raise Unreadable(f"“{shown}” {reason}. {RESAVE}")
    is_workbook = content.startswith(ZIP)
    _agree(shown, is_workbook)
    if is_workbook:
        return read_workbook(content, shown)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Unreadable(f"“{shown}” is a web page, not a table, whatever its name says. {RESAVE}")
    return read_delimited(content, shown)


def _agree(name: str, is_workbook: bool) -> None:
    ending = name.rpartition(".")[2].lower()
    if is_workbook and ending == "xlsm":
        raise Unreadable(f"“{name}” may hold macros. {RESAVE}")
    if is_workbook and ending in {"csv", "txt", "tsv"}:
        raise Unreadable(f"“{name}” is an Excel workbook under the name of a CSV file. Please rename it to .xlsx.")
    if not is_workbook and ending in {"xlsx", "xlsm"}:
        raise Unreadable(f"“{name}” ends in .{ending} but its content is not an Excel workbook.")


def content_type_of(content: bytes) -> str:
    """The type a file is kept under."""
    return (XLSX if content.startswith(ZIP) else CSV).content_type
