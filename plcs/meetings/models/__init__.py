"""Meetings with their agendas and minutes, actions, decisions and files of PLCs."""

from plcs.meetings.models.actions import Action
from plcs.meetings.models.decisions import Decision, GivenPosition, Position, Stance
from plcs.meetings.models.files import FileVersion, PlcFile
from plcs.meetings.models.meetings import AgendaItem, Attendance, Coming, Meeting, Presence, Rhythm, Rsvp
from plcs.meetings.models.minutes import (
    Agreement,
    Amendment,
    Correction,
    Minutes,
    SealedMinutes,
    Section,
    SectionVersion,
)

__all__ = [
    "Action",
    "AgendaItem",
    "Agreement",
    "Amendment",
    "Attendance",
    "Coming",
    "Correction",
    "Decision",
    "FileVersion",
    "GivenPosition",
    "Meeting",
    "Minutes",
    "PlcFile",
    "Position",
    "Presence",
    "Rhythm",
    "Rsvp",
    "SealedMinutes",
    "Section",
    "SectionVersion",
    "Stance",
]
