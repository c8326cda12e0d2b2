"""Rounds, applications, and what belongs to an application."""

from applications.intake.models.applications import Answer, Application, ApplicationQuerySet, StageEntry
from applications.intake.models.decisions import Decision, DecisionQuerySet
from applications.intake.models.exchange import Audience, InformationRequest, Message, MessageQuerySet, Submission
from applications.intake.models.people import CoWriter, SignOff
from applications.intake.models.rounds import FormVersion, Round, RoundQuerySet

__all__ = [
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Audience",
    "CoWriter",
    "Decision",
    "DecisionQuerySet",
    "FormVersion",
    "InformationRequest",
    "Message",
    "MessageQuerySet",
    "Round",
    "RoundQuerySet",
    "SignOff",
    "StageEntry",
    "Submission",
]
