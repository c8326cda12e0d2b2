"""Every write to proposals to vary standards."""

from applications.waivers.services.checking import docket_waiver, send_back
from applications.waivers.services.provisions import (
    add_hypothesis,
    remove_hypothesis,
    remove_provision,
    write_provision,
)
from applications.waivers.services.writing import begin_waiver, save_answers, submit_waiver, withdraw_waiver

__all__ = [
    "add_hypothesis",
    "begin_waiver",
    "docket_waiver",
    "remove_hypothesis",
    "remove_provision",
    "save_answers",
    "send_back",
    "submit_waiver",
    "withdraw_waiver",
    "write_provision",
]
