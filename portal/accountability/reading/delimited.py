"""Reading delimited text: encodings, delimiters and quotes as they come, refusing what would have to be guessed."""

import csv
import io

from portal.accountability.reading.book import MAX_COLUMNS, MAX_ROWS, Book, Row, Sheet, Unreadable

MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def read_delimited(content: bytes, name: str) -> Book:
    """The rows of a CSV file, each with the line it begins on."""
    text, notes = decode(content, name)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Unreadable(f"“{name}” has a NUL character in line {line}. Please save it again as CSV.")
    delimiter = delimiter_of(text)
    if delimiter != ",":
        notes.append(f"The columns are parted by {DELIMITERS[delimiter]}.")
    return Book([Sheet("", _rows(text, delimiter, name))], notes)


def decode(content: bytes, name: str) -> tuple[str, list[str]]:
    """The text of the bytes and a note where it was not UTF-8."""
    encoding = next((codec for mark, codec in MARKED if content.startswith(mark)), None) or _unmarked_utf16(content)
    try:
        return content.decode(encoding or "utf-8"), []
    except UnicodeDecodeError as error:
        if encoding:
            raise Unreadable(f"“{name}” says it is {encoding.upper()} but byte {error.start} is not.") from error
    try:
        return content.decode("cp1252"), ["The file is not UTF-8. It was read as Windows-1252."]
    except UnicodeDecodeError as error:
        raise Unreadable(f"“{name}” is in an unknown encoding. Please save it as CSV UTF-8.") from error


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: of an ASCII header every second byte is zero."""
    head = content[:40]
    if len(head) >= 8 and not any(head[1::2]):
        return "utf-16-le"
    if len(head) >= 8 and not any(head[0::2]):
        return "utf-16-be"
    return None


def delimiter_of(text: str) -> str:
    """The delimiter that parts the first line into most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))


def _rows(text: str, delimiter: str, name: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            row = Row(line, cells)
            line = reader.line_num + 1
            if len(cells) > MAX_COLUMNS:
                raise Unreadable(f"“{name}” has {len(cells):,} columns in line {row.place}; {MAX_COLUMNS} are read.")
            if not row.is_blank:
                rows.append(row)
            if len(rows) > MAX_ROWS:
                raise Unreadable(f"“{name}” has more than {MAX_ROWS:,} rows. Please send it in parts.")
    except csv.Error as error:
        raise Unreadable(f"“{name}” cannot be read from line {line} on: {_in_words(str(error))}") from error
    return rows


def _in_words(error: str) -> str:
    if "field larger" in error:
        return f"a cell is longer than {csv.field_size_limit():,} characters."
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed."
    return "a quotation mark stands where none may."
