"""Every write to proposals to vary standards."""

from applications.waivers.services.checking import docket_waiver, send_back
from applications.waivers.services.deciding import (
    Recommended,
    lapse_waivers,
    recommend,
    record_board,
    rescind_waiver,
    schedule_waiver,
    unschedule_waiver,
)
from applications.waivers.services.provisions import (
    add_hypothesis,
    remove_hypothesis,
    remove_provision,
    write_provision,
)
from applications.waivers.services.writing import begin_waiver, save_answers, submit_waiver, withdraw_waiver

__all__ = [
    "Recommended",
    "add_hypothesis",
    "begin_waiver",
    "docket_waiver",
    "lapse_waivers",
    "recommend",
    "record_board",
    "remove_hypothesis",
    "remove_provision",
    "rescind_waiver",
    "save_answers",
    "schedule_waiver",
    "send_back",
    "submit_waiver",
    "unschedule_waiver",
    "withdraw_waiver",
    "write_provision",
]
