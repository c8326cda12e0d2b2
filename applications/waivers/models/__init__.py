"""Proposals to vary standards: what is proposed, by whom, what is kept in public."""

from applications.waivers.models.docket import Inquiry, Notice, Pause
from applications.waivers.models.people import SHARES, CoWriter, SignOff
from applications.waivers.models.proposals import UNTITLED, Answer, DocketYear, Partner, Waiver, WaiverQuerySet
from applications.waivers.models.provisions import Exhibit, Hypothesis, Provision, ProvisionQuerySet

__all__ = [
    "SHARES",
    "UNTITLED",
    "Answer",
    "CoWriter",
    "DocketYear",
    "Exhibit",
    "Hypothesis",
    "Inquiry",
    "Notice",
    "Partner",
    "Pause",
    "Provision",
    "ProvisionQuerySet",
    "SignOff",
    "Waiver",
    "WaiverQuerySet",
]
