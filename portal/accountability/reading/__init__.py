"""Reading uploaded tables: bytes in, rows out, without touching the database and without ever guessing a value."""

from portal.accountability.reading.book import Book, Broken, Formula, Row, Sheet, Unreadable
from portal.accountability.reading.files import content_type_of, read_book
from portal.accountability.reading.table import Table, header_key, table_of

__all__ = [
    "Book",
    "Broken",
    "Formula",
    "Row",
    "Sheet",
    "Table",
    "Unreadable",
    "content_type_of",
    "header_key",
    "read_book",
    "table_of",
]
