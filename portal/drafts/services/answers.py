"""Saving answers: only what changed, and never over what somebody else wrote meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils import timezone

from portal.core.files import DOCX, JPEG, PDF, PNG, XLSX, store_upload
from portal.drafts.models import WrittenAnswer
from portal.drafts.questions import is_empty

ANSWER_FILES = [PDF, DOCX, XLSX, PNG, JPEG]


@dataclass(frozen=True)
class Clash:
    """Two people answered one question: what stands in the portal, and what this person sent."""

    question: str
    theirs: Any
    yours: Any
    version: int


class Shown(dict[str, int]):
    """The version of each answer that a page showed; which page it is, and whether it stays open and saves again."""

    page: str = ""
    stays_open: bool = False


def write_answers(
    answers: "models.Manager[Any]", values: Mapping[str, Any], *, versions: Mapping[str, int], actor: Any
) -> list[Clash]:
    """Save the answers that changed, each with its version; those that somebody else changed meanwhile come back.

    `answers` is the related manager of what is written (`draft.answers`), whose row the caller has locked. `versions`
    holds, for each question, the version that was shown; a question without an answer yet has 0.
    """
    shown = versions if isinstance(versions, Shown) else Shown(versions)
    current = {answer.question: answer for answer in answers.all()}
    clashes = []
    for question, value in values.items():
        answer = current.get(question)
        if _is_same(answer, value):
            continue
        if answer is not None and not _was_seen(answer, question, shown):
            clashes.append(Clash(question, answer.value, value, answer.version))
            continue
        _write(answers, question, value, answer, actor, shown.page if shown.stays_open else "")
    return clashes


def _was_seen(answer: WrittenAnswer, question: str, shown: Shown) -> bool:
    """Whether the page that is sent knew this answer: it showed it, or saved it itself a moment ago.

    A page that was sent whole is left: what of it still comes late over the line does not count as knowing.
    """
    return answer.version == shown.get(question, 0) or bool(shown.page and answer.saved_from == shown.page)


def _is_same(answer: WrittenAnswer | None, value: Any) -> bool:
    if answer is None:
        return is_empty(value)
    return bool(answer.value == value)


def _write(
    answers: "models.Manager[Any]", question: str, value: Any, answer: WrittenAnswer | None, actor: Any, page: str
) -> None:
    if isinstance(value, UploadedFile):
        value = _kept(value, actor)
    if answer is None:
        answers.create(question=question, value=value, saved_by=actor, saved_from=page)
        return
    answer.value, answer.version = value, answer.version + 1
    answer.saved_at, answer.saved_by, answer.saved_from = timezone.now(), actor, page
    answer.save()


def _kept(upload: UploadedFile, actor: Any) -> dict[str, Any]:
    stored = store_upload(upload, kinds=ANSWER_FILES, actor=actor)
    kept = {"file": stored.pk, "name": stored.name, "size": stored.size}
    if stored.content_type == PDF.content_type:
        with stored.content.open("rb") as content:
            kept["untagged"] = is_untagged(content.read())
    return kept


def is_untagged(pdf: bytes) -> bool:
    """Whether a PDF surely has no structure for screen readers; where it may stand in a packed part, it is not said."""
    return b"/StructTreeRoot" not in pdf and b"/ObjStm" not in pdf
