"""The words of a letter: the template with its fields filled, and the consent the signer gives."""

import hashlib
import re
from typing import Any

CONSENT_VERSION = "1 (sample), 2026"
CONSENT = (
    "I agree to sign this letter electronically. My typed name has the same force as my signature on paper, "
    "and I may ask for a paper copy at any time."
)
DEFAULT_TEXT = """# Letter of commitment
{district} and the Mississippi Department of Education

# What we join
{district} joins the Mississippi Innovation Lab Network from {term_starts} to {term_ends}, in:
{pathways}

# What the district commits to
- A team of the district takes part in the quarterly face-to-face meetings.
- The district takes part in the monthly update webinars or calls.
- The district mentors other local districts.
- The district puts at least one initiative to work in each school year.
- The district helps to write documents of best practice.

# What the department commits to
- Technical assistance, meetings and facilitation for the term above.
- Mentors and experts where the district needs them.
- Finding, checking and sharing the practices that the network develops.

# What the district will try
{why}

# Who does the work
{capacity}
Contact: {contact_name}, {contact_email}
"""
FIELDS = re.compile(r"\{([a-z_]+)\}")


def fill(template: str, values: dict[str, Any]) -> str:
    """The template's text with its fields filled in one pass; braces in an answer stay as they were typed."""
    text = FIELDS.sub(lambda found: str(values.get(found[1], "")), template)
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")) + "\n"


def text_hash(text: str) -> str:
    """The SHA-256 of a letter's text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def parts(text: str) -> list[tuple[str, str]]:
    """The letter's lines as (kind, words) with kind title, heading, point or text, for pages and for the PDF."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if line.startswith("# "):
            found.append(("heading" if found else "title", line[2:]))
        elif line.startswith("- "):
            found.append(("point", line[2:]))
        elif line.strip():
            found.append(("text", line))
    return found


def reworded(text: str, before: list[str], after: list[str]) -> str:
    """The text with its list of PLCs following a new choice: lines taken out, others added where the list ends."""
    lines = text.replace("\r\n", "\n").strip().split("\n")
    points = {f"- {name}" for name in before}
    listed = [number for number, line in enumerate(lines) if line.strip() in points]
    named = {line.strip() for line in lines}
    added = [f"- {name}" for name in after if f"- {name}" not in named]
    if added and not listed:
        return "\n".join([*lines, "", "# PLCs", *added]) + "\n"
    dropped = points - {f"- {name}" for name in after}
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line.strip() not in dropped:
            kept.append(line)
        if listed and number == listed[-1]:
            kept += added
    return "\n".join(line.rstrip() for line in kept) + "\n"
