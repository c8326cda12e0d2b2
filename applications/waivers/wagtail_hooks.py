"""What proposals to vary standards write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.waivers import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "begin": "Proposal begun",
    "write_provision": "Provision written",
    "remove_provision": "Provision taken out",
    "add_hypothesis": "What should move: written",
    "remove_hypothesis": "What should move: taken out",
    "add_exhibit": "Document added",
    "remove_exhibit": "Document taken out",
    "add_partner": "District proposes it too",
    "remove_partner": "District proposes it no longer",
    "invite_co_writer": "Colleague asked to help",
    "end_co_writer": "Co-writer left or was ended",
    "sign_off": "Agreed to as it stands",
    "ask_for_sign_off": "Agreement asked for",
    "ask": "Question asked on the record",
    "answer": "Question answered",
    "pause": "Clock stopped",
    "go_on": "Clock goes on",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what changes a proposal without one."""
    audit.register(actions, "waivers", FACTS)
    audit.register_moves(actions, "waivers", moves_of(states))
