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
from applications.waivers.services.exhibits import add_exhibit, remove_exhibit
from applications.waivers.services.following import (
    add_partner,
    begin_amendment,
    begin_change,
    begin_renewal,
    remove_partner,
)
from applications.waivers.services.pausing import answer_question, ask_question, go_on, pause_clock
from applications.waivers.services.people import ask_for_sign_off, end_co_writer, invite_co_writer, sign_off
from applications.waivers.services.provisions import (
    add_hypothesis,
    remove_hypothesis,
    remove_provision,
    write_provision,
    write_provisions,
)
from applications.waivers.services.writing import (
    begin_waiver,
    check_free_of,
    save_answers,
    submit_waiver,
    withdraw_waiver,
)

__all__ = [
    "Recommended",
    "add_exhibit",
    "add_hypothesis",
    "add_partner",
    "answer_question",
    "ask_for_sign_off",
    "ask_question",
    "begin_amendment",
    "begin_change",
    "begin_renewal",
    "begin_waiver",
    "check_free_of",
    "docket_waiver",
    "end_co_writer",
    "go_on",
    "invite_co_writer",
    "lapse_waivers",
    "pause_clock",
    "recommend",
    "record_board",
    "remove_exhibit",
    "remove_hypothesis",
    "remove_partner",
    "remove_provision",
    "rescind_waiver",
    "save_answers",
    "schedule_waiver",
    "send_back",
    "sign_off",
    "submit_waiver",
    "unschedule_waiver",
    "withdraw_waiver",
    "write_provision",
    "write_provisions",
]
