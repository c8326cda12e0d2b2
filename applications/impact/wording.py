"""A recommendation in words: the body that is frozen, and the sections that page and paper show of it alike."""

from dataclasses import dataclass, field
from typing import Any

from applications.impact.figures import WORDS
from applications.impact.models import Recommendation
from applications.impact.paragraphs import amended, changes
from applications.impact.states import Proposes
from portal.ui.templatetags.parts import in_full

HEADINGS = {
    Proposes.KEEP: "The text as it stands",
    Proposes.AMEND: "The text as it would read",
    Proposes.REPEAL: "The text that would be repealed",
}
THEN = {"in_force": "In force that day"}
NOT_ENTERED = "The official text is not entered yet."


@dataclass(frozen=True)
class Words:
    """A label with words; where `before` is said, they take the place of these."""

    label: str
    text: str
    before: str | None = None


@dataclass(frozen=True)
class Section:
    """A part of a recommendation: words, or figures."""

    heading: str
    rows: list[Words] = field(default_factory=list)
    figures: list[tuple[str, int]] = field(default_factory=list)


def body_of(recommendation: Recommendation) -> dict[str, Any]:
    """What is put forward, whole: it needs nothing else to be read in later years."""
    version = recommendation.standard
    edits = recommendation.edits_by_number() if recommendation.proposes == Proposes.AMEND else {}
    found = changes(version.text, edits)
    return {
        "edition": version.standard.edition.name,
        "number": version.standard.number,
        "topic": version.topic,
        "version": version.ordinal,
        "proposes": recommendation.proposes,
        "reasons": recommendation.reasons,
        "counted_on": recommendation.counted_on.isoformat(),
        "counted": in_full(recommendation.counted_on),
        "figures": [[THEN.get(key, words), recommendation.figures.get(key, 0)] for key, words in WORDS.items()],
        "changes": [[each.number, each.what, each.before, each.after] for each in found],
        "before": version.text,
        "after": {Proposes.KEEP: version.text, Proposes.REPEAL: ""}.get(
            Proposes(recommendation.proposes), amended(version.text, edits)
        ),
    }


def shown_of(recommendation: Recommendation) -> dict[str, Any]:
    """As it was put forward, or as the draft stands."""
    wording = getattr(recommendation, "wording", None)
    return wording.body if wording else body_of(recommendation)


def sections_of(body: dict[str, Any]) -> list[Section]:
    """What is recommended and why, the figures, what would change, and the text."""
    proposes = Proposes(body["proposes"])
    said = [Words("Recommendation", str(proposes.label)), Words("Reasons", body["reasons"] or "None yet.")]
    found = [Section("What is recommended", said)]
    found.append(Section(f"Counted on {body['counted']}", figures=[(words, count) for words, count in body["figures"]]))
    if body["before"] and body["changes"]:
        rows = [Words(f"Paragraph {number}: {what}", new, old) for number, what, old, new in body["changes"]]
        found.append(Section("What would change", rows))
    text = body["after"] if proposes == Proposes.AMEND else body["before"]
    label = f"Standard {body['number']}, version {body['version']}"
    return [*found, Section(HEADINGS[proposes], [Words(label, text or NOT_ENTERED)])]


def facts_of(recommendation: Recommendation) -> list[tuple[str, str]]:
    """Of what it speaks, and where it stands."""
    body, wording = shown_of(recommendation), getattr(recommendation, "wording", None)
    told = [
        ("Standard", f"{body['number']} {body['topic']}"),
        ("Edition", body["edition"]),
        ("Where it stands", recommendation.get_state_display()),
        ("Put forward", in_full(wording.put_forward_at) if wording else ""),
        ("Meeting of the Commission", in_full(recommendation.met_on)),
        ("Words of the Commission", recommendation.words),
        ("Sent to the State Board", in_full(recommendation.sent_on)),
        ("SHA-256 of the text", wording.sha256 if wording else ""),
    ]
    return [(label, value) for label, value in told if value]
