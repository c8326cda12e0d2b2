"""Forms of meetings, minutes, actions, decisions and files."""

from plcs.meetings.forms.actions import ActionFilter, ActionForm, NewActionForm, OutcomeForm
from plcs.meetings.forms.decisions import ClosingForm, DecisionForm, PositionForm, ReviewForm
from plcs.meetings.forms.files import FileForm, VersionForm
from plcs.meetings.forms.meetings import AttendanceForm, ChangeForm, PlanForm, ReasonForm, RsvpForm, TopicForm
from plcs.meetings.forms.minutes import AmendmentForm, AnswerForm, CorrectionForm, SectionForm, TextForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "AmendmentForm",
    "AnswerForm",
    "AttendanceForm",
    "ChangeForm",
    "ClosingForm",
    "CorrectionForm",
    "DecisionForm",
    "FileForm",
    "NewActionForm",
    "OutcomeForm",
    "PlanForm",
    "PositionForm",
    "ReasonForm",
    "ReviewForm",
    "RsvpForm",
    "SectionForm",
    "TextForm",
    "TopicForm",
    "VersionForm",
]
