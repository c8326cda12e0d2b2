"""How staff write a form without code: its sections and twelve kinds of question."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from applications.intake.blocks.lines import KEY, KEY_HELP, LinesBlock, key_of, lines_of
from applications.intake.standard import DEFAULT_FORM
from portal.drafts.questions import KINDS, Question, Section, problems


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    label = blocks.CharBlock(label="Question", max_length=300)
    hint = blocks.CharBlock(label="Help text", required=False, max_length=500)
    is_required = blocks.BooleanBlock(label="Must be answered before submitting", required=False, default=True)
    key = blocks.RegexBlock(label="Short name", regex=KEY, required=False, help_text=KEY_HELP)

    def clean(self, value: Any) -> Any:
        """The short name is kept with the question, so that answers stay with it when its words change."""
        cleaned = super().clean(value)
        cleaned["key"] = key_of(cleaned.get("key"), cleaned["label"])
        return cleaned


class WordsBlock(QuestionBlock):
    """A text, with a limit in words; 0 is none."""

    words = blocks.IntegerBlock(label="At most so many words", required=False, min_value=0, max_value=5000, default=0)


class NumberBlock(QuestionBlock):
    """A whole number from 0."""

    maximum = blocks.IntegerBlock(label="Largest number", required=False, min_value=1)


class ChoiceBlock(QuestionBlock):
    """Something to choose."""

    choices = LinesBlock(label="Choices, one on each line", least=2)


class ChoicesBlock(ChoiceBlock):
    """Something to choose several of."""

    maximum = blocks.IntegerBlock(label="At most so many", required=False, min_value=1)


class PeopleBlock(QuestionBlock):
    """People, by the office they hold."""

    choices = LinesBlock(label="Offices, one on each line", help_text="Name and e-mail are asked for each.")


class TableBlock(QuestionBlock):
    """A table with columns of text."""

    columns = LinesBlock(label="Columns, one on each line")
    maximum = blocks.IntegerBlock(label="Rows", min_value=1, max_value=30, default=5)


QUESTION_BLOCKS: dict[str, type[QuestionBlock]] = {
    "text": WordsBlock,
    "long": WordsBlock,
    "number": NumberBlock,
    "choice": ChoiceBlock,
    "choices": ChoicesBlock,
    "people": PeopleBlock,
    "table": TableBlock,
}


class SectionBlock(blocks.StructBlock):
    """A page of the form, asked always or where an earlier answer asks for it."""

    title = blocks.CharBlock(max_length=80)
    when = blocks.CharBlock(
        label="Only if this question", required=False, max_length=60, help_text="Its short name. Empty: always."
    )
    answers = LinesBlock(
        label="has one of these answers",
        least=0,
        required=False,
        help_text="One on each line; “yes” for a ticked box, the short name for a PLC.",
    )
    questions = blocks.StreamBlock(
        [(kind, QUESTION_BLOCKS.get(kind, QuestionBlock)(label=words)) for kind, words in KINDS.items()], min_num=1
    )
    key = blocks.CharBlock(label="Address", required=False, max_length=60, help_text="Left empty, made from the title.")

    def clean(self, value: Any) -> Any:
        """The address of the page stays when its title changes."""
        cleaned = super().clean(value)
        cleaned["key"] = slugify(cleaned.get("key") or cleaned["title"]) or "part"
        return cleaned


class FormBlock(blocks.StreamBlock):
    """A whole form; one that nobody could fill in is refused with the reason."""

    section = SectionBlock(icon="list-ul")

    def clean(self, value: Any) -> Any:
        """No short name twice, and conditions that point to earlier questions."""
        cleaned = super().clean(value)
        wrong = problems(sections_of(cleaned))
        if wrong:
            raise StreamBlockValidationError(non_block_errors=wrong)
        return cleaned


def sections_of(stream: Iterable[Any]) -> tuple[Section, ...]:
    """The sections that staff wrote, as the rest of the portal reads them."""
    return tuple(_section(child.value) for child in stream)


def _section(value: Any) -> Section:
    return Section(
        key=slugify(value.get("key") or value["title"]) or "part",
        title=value["title"],
        questions=tuple(_question(child.block_type, child.value) for child in value["questions"]),
        when=value.get("when") or "",
        answers=lines_of(value.get("answers")),
    )


def _question(kind: str, value: Any) -> Question:
    return Question(
        key=key_of(value.get("key"), value["label"]),
        label=value["label"],
        kind=kind,
        hint=value.get("hint") or "",
        is_required=bool(value.get("is_required")),
        words=value.get("words") or 0,
        maximum=value.get("maximum") or 0,
        choices=lines_of(value.get("choices")),
        columns=lines_of(value.get("columns")),
    )


def stream_of(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections as the editor keeps them."""
    return [{"type": "section", "value": _section_value(section)} for section in sections]


def _section_value(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "key": section.key,
        "when": section.when,
        "answers": "\n".join(section.answers),
        "questions": [{"type": each.kind, "value": _question_value(each)} for each in section.questions],
    }


def _question_value(question: Question) -> dict[str, Any]:
    return {
        "label": question.label,
        "hint": question.hint,
        "is_required": question.is_required,
        "key": question.key,
        "words": question.words,
        "maximum": question.maximum or None,
        "choices": "\n".join(question.choices),
        "columns": "\n".join(question.columns),
    }


def default_form() -> list[dict[str, Any]]:
    """The form of a new round."""
    return stream_of(DEFAULT_FORM)
