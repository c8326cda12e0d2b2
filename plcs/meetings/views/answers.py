"""Answers that are files made on the spot; private, and kept nowhere."""

from django.http import HttpResponse


def text_answer(text: str, name: str) -> HttpResponse:
    """A plain text to keep."""
    return _file(text.encode(), "text/plain; charset=utf-8", name)


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep."""
    return _file(content, "application/pdf", name)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
