"""Every write to applications."""

from applications.intake.services.decisions import (
    clear_decision,
    close_waiting_list,
    decide_application,
    fill_places,
    fingerprint,
    give_up_place,
    move_on_list,
    release_decisions,
    review_application,
    seats_left,
    waiting_list,
)
from applications.intake.services.exchange import (
    answer_information,
    ask_information,
    go_on_without,
    post_message,
)
from applications.intake.services.noting import note_export, note_view
from applications.intake.services.people import ask_for_sign_off, end_co_writer, invite_co_writer, sign_off
from applications.intake.services.reviewing import open_review
from applications.intake.services.rounds import copy_round, keep_form
from applications.intake.services.staging import enter_stage, enter_stages
from applications.intake.services.writing import (
    begin_application,
    reuse_answers,
    save_answers,
    submit_application,
    withdraw_application,
)

__all__ = [
    "Clash",
    "answer_information",
    "ask_for_sign_off",
    "ask_information",
    "begin_application",
    "clear_decision",
    "close_waiting_list",
    "copy_round",
    "decide_application",
    "end_co_writer",
    "enter_stage",
    "enter_stages",
    "fill_places",
    "fingerprint",
    "give_up_place",
    "go_on_without",
    "invite_co_writer",
    "keep_form",
    "move_on_list",
    "note_export",
    "note_view",
    "open_review",
    "post_message",
    "release_decisions",
    "reuse_answers",
    "review_application",
    "save_answers",
    "seats_left",
    "sign_off",
    "submit_application",
    "waiting_list",
    "withdraw_application",
]
