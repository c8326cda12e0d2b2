"""How staff write a round without code."""

from applications.intake.blocks.form import FormBlock, default_form, sections_of, stream_of
from applications.intake.blocks.judging import RubricBlock, RuleBlock, criteria_of, criteria_stream
from applications.intake.blocks.lines import LinesBlock
from applications.intake.blocks.workflow import MAIL_FIELDS, WorkflowBlock, stages_of

__all__ = [
    "MAIL_FIELDS",
    "FormBlock",
    "LinesBlock",
    "RubricBlock",
    "RuleBlock",
    "WorkflowBlock",
    "criteria_of",
    "criteria_stream",
    "default_form",
    "sections_of",
    "stages_of",
    "stream_of",
]
