"""Forms of proposals to vary standards."""

from applications.waivers.forms.checking import DocketForm, ReasonForm, SendBackForm
from applications.waivers.forms.deciding import BoardForm, RescindForm
from applications.waivers.forms.writing import BeginForm, HypothesisForm, ProvisionForm

__all__ = [
    "BeginForm",
    "BoardForm",
    "DocketForm",
    "HypothesisForm",
    "ProvisionForm",
    "ReasonForm",
    "RescindForm",
    "SendBackForm",
]
