"""How staff write what a round is judged by: its rubric and its rules of balance."""

from collections.abc import Callable, Iterable
from typing import Any

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from applications.intake.blocks.lines import KEY, KEY_HELP, LinesBlock, key_of, lines_of, wrong_field
from applications.reviews import rubric


class CriterionBlock(blocks.StructBlock):
    """One question to the reviewers, its weight, and its levels in words."""

    name = blocks.CharBlock(max_length=120)
    question = blocks.CharBlock(label="What the reviewer asks", max_length=400)
    weight = blocks.IntegerBlock(min_value=1, max_value=100, default=20)
    levels = LinesBlock(label="Levels from low to high, one on each line", least=2)
    key = blocks.RegexBlock(label="Short name", regex=KEY, required=False, help_text=KEY_HELP)

    def clean(self, value: Any) -> Any:
        """The short name stays when the words change."""
        cleaned = super().clean(value)
        cleaned["key"] = key_of(cleaned.get("key"), cleaned["name"])
        return cleaned


class RubricBlock(blocks.StreamBlock):
    """The criteria by which reviewers score; one that cannot be scored by is refused with the reason."""

    criterion = CriterionBlock(icon="tick")

    def clean(self, value: Any) -> Any:
        """No short name twice."""
        cleaned = super().clean(value)
        wrong = rubric.problems(criteria_of(cleaned)) if len(cleaned) else []
        if wrong:
            raise StreamBlockValidationError(non_block_errors=wrong)
        return cleaned


def criteria_of(stream: Iterable[Any]) -> tuple[rubric.Criterion, ...]:
    """The criteria that staff wrote, each level worth one point more than the one before."""
    return tuple(
        rubric.Criterion(
            key=key_of(child.value.get("key"), child.value["name"]),
            name=child.value["name"],
            question=child.value["question"],
            weight=child.value["weight"],
            levels=tuple(enumerate(lines_of(child.value["levels"]))),
        )
        for child in stream
    )


def criteria_stream() -> list[dict[str, Any]]:
    """The sample rubric as the editor keeps it."""
    told: Callable[[rubric.Criterion], dict[str, Any]] = lambda each: {  # noqa: E731
        "name": each.name,
        "question": each.question,
        "weight": each.weight,
        "key": each.key,
        "levels": "\n".join(anchor for _, anchor in each.levels),
    }
    return [{"type": "criterion", "value": told(each)} for each in rubric.DEFAULT_RUBRIC]


class RuleBlock(blocks.StructBlock):
    """How many of a kind the network should have, at least and at most."""

    by = blocks.ChoiceBlock(
        label="Counted by",
        choices=[("plc", "PLC"), ("region", "Region"), ("rurality", "Rural or not"), ("grade", "Grade")],
    )
    group = blocks.CharBlock(
        label="Which", required=False, max_length=80, help_text="As “Delta”, “rural”, “C” or a PLC’s name. Empty: each."
    )
    at_least = blocks.IntegerBlock(required=False, min_value=0, max_value=99)
    at_most = blocks.IntegerBlock(required=False, min_value=0, max_value=99)

    def clean(self, value: Any) -> Any:
        """At least one of the two bounds, and not crossed."""
        cleaned = super().clean(value)
        least, most = cleaned.get("at_least"), cleaned.get("at_most")
        if least is None and most is None:
            raise wrong_field("at_least", "Please give a least or a most.")
        if least is not None and most is not None and least > most:
            raise wrong_field("at_most", "The most is smaller than the least.")
        return cleaned
