"""What makes a practice hard to read: long sentences, files without structure. Pure: it is shown, and stops nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.drafts.questions import Section, asked_in

# Plain English Campaign and plainlanguage.gov advise 15 to 20 words at the mean; past 30 few readers keep up.
LONGEST = 30
END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class LongSentence:
    """Where it stands, how it begins, and how many words it has."""

    label: str
    beginning: str
    words: int


def long_sentences(sections: Iterable[Section], values: Mapping[str, Any]) -> list[LongSentence]:
    """Sentences of more than 30 words in what is written freely, in the order of the form."""
    found = []
    for question in asked_in(sections):
        text = values.get(question.key)
        for sentence in END.split(text) if isinstance(text, str) else ():
            words = sentence.split()
            if len(words) > LONGEST:
                found.append(LongSentence(question.label, " ".join(words[:8]), len(words)))
    return found


def untagged_files(sections: Iterable[Section], values: Mapping[str, Any]) -> list[str]:
    """The names of PDF files that a screen reader cannot follow."""
    given = (values.get(question.key) for question in asked_in(sections))
    return [str(value["name"]) for value in given if isinstance(value, dict) and value.get("untagged")]
