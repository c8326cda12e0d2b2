"""A proposal in words: the rows that are published, frozen, reviewed, and printed."""

import hashlib
import json
from typing import Any

from applications.waivers.models import Hypothesis, Provision, Waiver
from applications.waivers.queries import provisions_of, said
from portal.core.models import StoredFile
from portal.drafts.queries import answered
from portal.ui.charts import figure


def body_of(waiver: Waiver) -> list[tuple[str, str, str]]:
    """What is published of a proposal: rows of heading, label and words, each pair of heading and label once."""
    districts = sorted([waiver.district.name, *(each.district.name for each in waiver.partners.all())])
    rows = [("Who proposes it", "Districts", ", ".join(districts)), ("Who proposes it", "PLC", str(waiver.pathway))]
    for part in answered(waiver.sections, waiver.values()):
        rows += [(part["section"].title, question.label, str(words)) for question, words in part["rows"] if words]
    for provision in provisions_of(waiver):
        rows += _rows_of(provision)
    return [*rows, *_documents(waiver)]


def _documents(waiver: Waiver) -> list[tuple[str, str, str]]:
    """Its documents, each with what it supports and the hash of its content."""
    exhibits = [(each.title, each.supports, each.file.sha256) for each in waiver.exhibits.select_related("file")]
    answer = waiver.values().get("resolution")
    stored = StoredFile.objects.filter(pk=answer["file"]).first() if isinstance(answer, dict) else None
    if stored:
        exhibits.insert(0, ("The resolution", "The board’s resolution", stored.sha256))
    return [
        ("Documents", f"{number}. {title}", f"{supports}. SHA-256 {sha256}")
        for number, (title, supports, sha256) in enumerate(exhibits, start=1)
    ]


def _rows_of(provision: Provision) -> list[tuple[str, str, str]]:
    heading = f"Standard {provision}"
    standard = provision.standard
    told = [
        ("The standard", f"{standard.standard.edition}, version {standard.ordinal}: {standard.text}".strip(": ")),
        ("Goal", provision.goal),
        ("Why the standard is in the way", provision.obstacle),
        ("In its place", provision.alternative),
        ("Safeguards for students", provision.safeguards),
        ("Who is affected", provision.affected),
        ("Term", f"{said(provision.begins_on)} to {said(provision.ends_on)}"),
    ]
    for number, each in enumerate(provision.hypotheses.all(), start=1):
        told.append((f"What should move {number}", hypothesis_words(each)))
    return [(heading, label, words) for label, words in told if words]


def hypothesis_words(each: Hypothesis) -> str:
    """What should move, by which measure, from where to where, by when; with the hash of the measure as frozen."""
    frozen = f" Frozen as {each.frozen.sha256}." if each.frozen else ""
    figures = f"from {figure(float(each.baseline))} to {figure(float(each.target))}, of {each.n}, by {said(each.by)}"
    return f"{each.words}. {each.measured_by}: {figures}.{frozen}"


def hash_of(body: Any) -> str:
    """The SHA-256 of what is published or frozen, in hexadecimal."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
