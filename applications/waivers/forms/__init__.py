"""Forms of proposals to vary standards."""

from applications.waivers.forms.asking import AnswerForm, AskForm, ExhibitForm, PartnerForm, PauseForm
from applications.waivers.forms.checking import DocketForm, ReasonForm, SendBackForm
from applications.waivers.forms.deciding import BoardForm, RescindForm
from applications.waivers.forms.importing import ImportForm, read_json
from applications.waivers.forms.writing import BeginForm, HypothesisForm, ProvisionForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "BoardForm",
    "DocketForm",
    "ExhibitForm",
    "HypothesisForm",
    "ImportForm",
    "PartnerForm",
    "PauseForm",
    "ProvisionForm",
    "ReasonForm",
    "RescindForm",
    "SendBackForm",
    "read_json",
]
