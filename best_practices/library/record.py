"""The structured record of a practice, as the questions that its authors answer. Pure.

The short form (what, for whom, what came of it) stands first; all that is needed to try it follows.
"""

from collections.abc import Callable, Mapping
from typing import Any

from best_practices.library import vocabulary as words
from portal.drafts.questions import Question, Section

PICTURES = (".png", ".jpg", ".jpeg")
STEP_COLUMNS = ("Step", "Who does it", "When")
OUTCOME_COLUMNS = ("Component", "What was measured", "Result", "Study or data behind it", "Evidence tier")
WAIVER_COLUMNS = ("Standard", "What would have to be waived")
USER_COLUMNS = ("District", "School")


def _choice(key: str, label: str, options: Mapping[str, str], **more: Any) -> Question:
    return Question(key, label, choices=tuple(options), labels=tuple(options.values()), **more)


FORM: tuple[Section, ...] = (
    Section(
        "short",
        "In short",
        (
            Question("title", "Name of the practice", hint="As a principal would say it.", words=15),
            Question("summary", "What it is, in two or three sentences", kind="long", words=80),
            Question("problem", "The problem it answers", kind="long", words=150),
            _choice("outcome", "Did it work?", words.OUTCOMES, kind="choice", hint="What failed helps others too."),
        ),
    ),
    Section(
        "who",
        "For whom",
        (
            _choice("grades", "Grades", words.GRADES, kind="choices"),
            _choice("groups", "Students", words.GROUPS, kind="choices"),
            _choice("communities", "Kind of community where it was tried", words.COMMUNITIES, kind="choices"),
            _choice("sizes", "Size of district where it was tried", words.SIZES, kind="choices"),
            _choice("components", "What it acts on in the A-F model", words.COMPONENTS, kind="choices"),
            Question("pathways", "PLC", kind="pathways", is_required=False),
            Question("tags", "Words to find it by", is_required=False, hint="Up to eight, with commas between them."),
        ),
    ),
    Section(
        "what",
        "What was done",
        (Question("steps", "Steps, in order", kind="table", columns=STEP_COLUMNS, maximum=12),),
    ),
    Section(
        "takes",
        "What it takes",
        (
            _choice("staffing", "People", words.STAFFING, kind="choice"),
            _choice("cost", "Money", words.COSTS, kind="choice"),
            Question("time", "Time", hint="Until it runs, and each week after that."),
            Question("materials", "Materials", kind="long", words=120, is_required=False),
            Question("training", "Training", kind="long", words=120, is_required=False),
        ),
    ),
    Section(
        "results",
        "What came of it",
        (
            Question(
                "outcomes",
                "Results",
                kind="table",
                columns=OUTCOME_COLUMNS,
                cells=(tuple(words.COMPONENTS.items()), (), (), (), tuple(words.TIERS.items())),
                maximum=6,
                hint="One row for each result. The tier belongs to the result, not to the practice.",
            ),
            Question("failed", "What did not work, and what you would do differently", kind="long", words=200),
        ),
    ),
    Section(
        "rules",
        "Rules and rights",
        (
            Question(
                "waivers",
                "Accreditation standards that have to be waived for it",
                kind="table",
                columns=WAIVER_COLUMNS,
                maximum=4,
                is_required=False,
                hint="Leave it empty where none is needed.",
            ),
            _choice("licence", "Licence of this text", words.LICENCES, kind="choice"),
            Question("contact_office", "Whom to call: the office", hint="An office, not a person’s name."),
            Question("contact_email", "E-mail of that office", kind="email"),
            Question("contact_phone", "Telephone of that office", is_required=False),
            Question("users", "Who uses it now", kind="table", columns=USER_COLUMNS, maximum=10, is_required=False),
            Question("review_by", "Look at it again by", kind="date", is_required=False, hint="Two years if empty."),
        ),
    ),
    Section(
        "files",
        "Files and a picture",
        (
            Question("file_1", "A file others can use", kind="file", is_required=False),
            Question("file_2", "Another file", kind="file", is_required=False),
            Question("file_3", "A third file", kind="file", is_required=False),
            Question("picture", "A picture", kind="file", is_required=False, hint="PNG or JPEG. No faces of students."),
            Question("picture_alt", "What the picture shows", is_required=False, hint="Needed with a picture."),
        ),
    ),
)
FILES = ("file_1", "file_2", "file_3")
CLASSIFIED = ("components", "grades", "groups", "communities", "sizes", "pathways", "tags")


def rows(values: Mapping[str, Any], key: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns; a short row has empty cells."""
    return [
        {name: row[at] if at < len(row) else "" for at, name in enumerate(columns)} for row in values.get(key) or []
    ]


def outcomes(values: Mapping[str, Any]) -> list[dict[str, str]]:
    """The results, by column."""
    return rows(values, "outcomes", OUTCOME_COLUMNS)


def best_tier(values: Mapping[str, Any]) -> int | None:
    """The strongest ESSA tier that any result has, 1 to 4; None where no study stands behind any."""
    found = [row["Evidence tier"] for row in outcomes(values) if row["Evidence tier"] in {"1", "2", "3", "4"}]
    return min(map(int, found)) if found else None


def needs_waiver(values: Mapping[str, Any]) -> bool:
    """Whether an accreditation standard has to be waived for it."""
    return any(row["Standard"] for row in rows(values, "waivers", WAIVER_COLUMNS))


def tags(values: Mapping[str, Any]) -> list[str]:
    """The words to find it by: at most eight, each once, in lower case."""
    found = [" ".join(part.split()).lower()[:40] for part in str(values.get("tags") or "").split(",")]
    return list(dict.fromkeys(part for part in found if part))[:8]


def waiver_facet(values: Mapping[str, Any], is_held: Callable[[str], bool]) -> list[str]:
    """Whether it needs a waiver, and whether every one that it needs is in force in some district today."""
    needed = [row["Standard"] for row in rows(values, "waivers", WAIVER_COLUMNS) if row["Standard"]]
    return ["yes", "held" if all(map(is_held, needed)) else "lapsed"] if needed else ["no"]


def facets(values: Mapping[str, Any], *, is_held: Callable[[str], bool], district: str = "") -> dict[str, list[str]]:
    """What a practice is found by: values by facet, in short names. `is_held` tells of a standard whether it is
    waived in some district today.
    """
    many = {"component": "components", "grade": "grades", "group": "groups", "community": "communities"}
    found = {facet: list(values.get(key) or []) for facet, key in {**many, "size": "sizes", "plc": "pathways"}.items()}
    one = {"cost": "cost", "staffing": "staffing", "outcome": "outcome"}
    found |= {facet: [values[key]] for facet, key in one.items() if values.get(key)}
    tier = best_tier(values)
    found |= {"tier": [str(tier) if tier else "none"], "waiver": waiver_facet(values, is_held)}
    found["tag"] = tags(values)
    if district:
        found["district"] = [district]
    return {facet: kept for facet, kept in found.items() if kept}


def plain_text(values: Mapping[str, Any]) -> str:
    """All words a reader searches in, the short form first."""
    lines = [str(values.get(key) or "") for key in ("summary", "problem", "failed", "materials", "training", "time")]
    lines += [_told(row) for row in outcomes(values)]
    lines += [", ".join(filter(None, row)) for key in ("steps", "waivers", "users") for row in values.get(key) or []]
    return "\n".join(line for line in [*lines, ", ".join(tags(values))] if line.strip())


def _told(row: Mapping[str, str]) -> str:
    """A result as a reader reads it."""
    kept = [words.COMPONENTS.get(row["Component"], ""), row["What was measured"], row["Result"]]
    return ", ".join(filter(None, [*kept, row["Study or data behind it"]]))


def wrong(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is answered but cannot stand, as pairs of question and sentence."""
    found = []
    if values.get("picture") and not str(values.get("picture_alt") or "").strip():
        found.append(("picture_alt", "Say what the picture shows, for those who do not see it."))
    if values.get("picture") and not str(values["picture"].get("name", "")).lower().endswith(PICTURES):
        found.append(("picture", "The picture must be a PNG or JPEG file. Hand in other files below it."))
    for row in outcomes(values):
        if not (row["Component"] and row["What was measured"] and row["Evidence tier"]):
            found.append(("outcomes", "Each result needs its component, what was measured, and its tier."))
            break
        if row["Evidence tier"] in {"1", "2", "3"} and not row["Study or data behind it"]:
            found.append(("outcomes", "A result of tier 1 to 3 needs the study or the data behind it."))
            break
    return found
