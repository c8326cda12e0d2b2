"""Forms of applications."""

from applications.intake.forms.announcing import CopyForm, RoundForm
from applications.intake.forms.deciding import DecisionForm, PlaceForm, ReleaseForm, ReviewForm
from applications.intake.forms.exchange import FilterForm, InformationForm, MessageForm
from applications.intake.forms.staging import StageForm

__all__ = [
    "CopyForm",
    "DecisionForm",
    "FilterForm",
    "InformationForm",
    "MessageForm",
    "PlaceForm",
    "ReleaseForm",
    "ReviewForm",
    "RoundForm",
    "StageForm",
]
