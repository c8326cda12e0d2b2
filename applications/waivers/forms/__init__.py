"""Forms of proposals to vary standards."""

from applications.waivers.forms.checking import DocketForm, ReasonForm, SendBackForm
from applications.waivers.forms.writing import BeginForm, HypothesisForm, ProvisionForm

__all__ = ["BeginForm", "DocketForm", "HypothesisForm", "ProvisionForm", "ReasonForm", "SendBackForm"]
