"""Every write of measures: their making and closing, their readings, and what is frozen of them."""

from portal.measures.services.entering import Clash, enter_readings, standing_of
from portal.measures.services.freezing import freeze_measure
from portal.measures.services.keeping import close_measure, edit_measure, reopen_measure, start_measure

__all__ = [
    "Clash",
    "close_measure",
    "edit_measure",
    "enter_readings",
    "freeze_measure",
    "reopen_measure",
    "standing_of",
    "start_measure",
]
