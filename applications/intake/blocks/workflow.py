"""How staff name the stages of a round."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from applications.intake import stages
from applications.intake.blocks.lines import KEY, key_of, wrong_field
from applications.letters.wording import FIELDS

STAGE_KEY_HELP = "Left empty it is made from the name. It says where an application is: do not change it later."
MAIL_FIELDS = ("district", "round", "reference", "place", "decisions_on", "letters_due")
STAGE_FIELDS = (*MAIL_FIELDS, "stage")


class StageBlock(blocks.StructBlock):
    """One stage of reading, as staff name it."""

    name = blocks.CharBlock(max_length=80, help_text="As “Screening”, “Panel” or “Interview”.")
    words = blocks.CharBlock(label="What happens, for the district", required=False, max_length=300)
    days = blocks.IntegerBlock(label="Days it should take", required=False, min_value=1, max_value=365)
    mail = blocks.TextBlock(
        label="Mail to the district when it begins",
        required=False,
        rows=4,
        help_text="Left empty, no mail is sent. Fields in braces as in the other mails, and {stage}.",
    )
    key = blocks.RegexBlock(label="Short name", regex=KEY, required=False, help_text=STAGE_KEY_HELP)

    def clean(self, value: Any) -> Any:
        """The short name stays when the stage is named anew, and the mail knows its fields."""
        cleaned = super().clean(value)
        cleaned["key"] = key_of(cleaned.get("key"), cleaned["name"])
        unknown = sorted(set(FIELDS.findall(cleaned.get("mail") or "")) - set(STAGE_FIELDS))
        if unknown:
            listed = ", ".join(f"{{{field}}}" for field in unknown)
            raise wrong_field("mail", f"These fields are not known: {listed}.")
        return cleaned


class WorkflowBlock(blocks.StreamBlock):
    """The stages of a round in their order."""

    stage = StageBlock(icon="order")

    def clean(self, value: Any) -> Any:
        """No short name twice."""
        cleaned = super().clean(value)
        wrong = stages.problems(stages_of(cleaned))
        if wrong:
            raise StreamBlockValidationError(non_block_errors=wrong)
        return cleaned


def stages_of(stream: Iterable[Any]) -> tuple[stages.Stage, ...]:
    """The stages that staff wrote, as the rest of the portal reads them."""
    return tuple(
        stages.Stage(
            key=key_of(child.value.get("key"), child.value["name"]),
            name=child.value["name"],
            words=child.value.get("words") or "",
            days=child.value.get("days") or 0,
            mail=child.value.get("mail") or "",
        )
        for child in stream
    )
