"""The packet of a meeting: what stands on the record of each proposal, as rows for a page and for paper."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format

from applications.commission.models import Packet, Sitting
from applications.waivers.clock import standing_of
from applications.waivers.models import Provision, Waiver
from applications.waivers.providers import record_of
from applications.waivers.queries import Evidence, evidence_of, precedents_of, provisions_of
from applications.waivers.wording import body_of, hash_of, hypothesis_words
from portal.core.paper import typeset
from portal.ui.charts import figure

Rows = list[tuple[str, str, str]]
SAME = "The packet is what was frozen."
OTHER = "The packet is not what was frozen. Do not rely on it, and tell the department."


def entry_of(waiver: Waiver) -> dict[str, Any]:
    """A proposal with everything that stands on its record today."""
    provisions = provisions_of(waiver)
    rows = [*body_of(waiver), *_evidence(provisions), *_questions(waiver), *record_of(waiver)]
    rows += _precedents(waiver, provisions)
    rows += _clock(waiver)
    return {
        "reference": waiver.reference,
        "title": f"{waiver}",
        "leaids": sorted(waiver.leaids()),
        "rows": [list(row) for row in rows],
    }


def _evidence(provisions: Iterable[Provision]) -> Rows:
    return [
        row for provision in provisions for each in evidence_of(provision, None) for row in _measure(provision, each)
    ]


def _measure(provision: Provision, evidence: Evidence) -> Rows:
    """A measure as it was handed in: each month, missing ones too; then what was changed since."""
    heading = f"{evidence.hypothesis.measured_by}, as handed in for standard {provision}"
    months = [f"{month}: {'missing' if value is None else figure(value)}" for month, value in evidence.chart.readings]
    rows = [
        (heading, "Readings", "\n".join(months) or "No readings yet."),
        (heading, "What should move", hypothesis_words(evidence.hypothesis)),
    ]
    for number, change in enumerate(evidence.changes, start=1):
        where = f"{change.where}, {date_format(change.month, 'F Y')}"
        who = f"{change.who}, {date_format(change.when, 'SHORT_DATE_FORMAT')}"
        rows.append((heading, f"Changed since {number}", f"{where}: {change.new} in place of {change.old}. {who}"))
    return rows


def _questions(waiver: Waiver) -> Rows:
    return [
        ("Questions on the record", f"{number}. {each.words}", each.answer or "Not answered yet.")
        for number, each in enumerate(waiver.inquiries.all(), start=1)
    ]


def _precedents(waiver: Waiver, provisions: list[Provision]) -> Rows:
    return [
        (
            "Earlier decisions on the same standards",
            f"{each.provision.waiver.docket}, {each.provision.waiver.district}: standard {each.provision}",
            each.told,
        )
        for found in precedents_of(waiver, provisions).values()
        for each in found
    ]


def _clock(waiver: Waiver) -> Rows:
    standing = standing_of(waiver)
    if standing is None:
        return []
    rows: Rows = [("The clock", "Days so far", str(round(standing.days)))]
    for number, pause in enumerate(standing.pauses, start=1):
        since, until = (
            date_format(at, "SHORT_DATE_FORMAT") if at else "now" for at in (pause.begun_at, pause.ended_at)
        )
        rows.append(("The clock", f"Pause {number}, {since} to {until}", pause.reason))
    return rows


def is_intact(packet: Packet) -> bool:
    """Whether a packet is what was frozen."""
    return hash_of(packet.body) == packet.sha256


def entries_for(packet: Packet, tied: set[str]) -> list[dict[str, Any]]:
    """The proposals of a packet without those of districts that the reader is tied to."""
    return [each for each in packet.body if not tied & set(each["leaids"])]


def facts_of(packet: Packet, shown: int) -> list[tuple[str, str]]:
    """What stands at the head of a packet, on the page and on paper."""
    sitting: Sitting = packet.sitting
    return [
        ("Meeting", str(sitting)),
        ("Place", sitting.place),
        ("Packet", str(packet.number)),
        ("Frozen on", date_format(packet.frozen_at, "DATETIME_FORMAT")),
        ("Proposals", str(shown)),
        ("SHA-256 of the whole packet", packet.sha256),
        ("Compared with it now", SAME if is_intact(packet) else OTHER),
    ]


def packet_pdf(packet: Packet, entries: list[dict[str, Any]]) -> bytes:
    """The packet on paper, as tagged PDF, with the words of its page."""
    sections: list[tuple[str, list[tuple[str, str, str, int]]]] = []
    for entry in entries:
        heading = ""
        sections.append((entry["title"], []))
        for group, label, words in entry["rows"]:
            if group != heading:
                heading = group
                sections.append((group, []))
            sections[-1][1].append((label, "", words, 0))
    return typeset(str(packet), facts_of(packet, len(entries)), sections)
