"""Every write to discussions."""

from plcs.discussion.services.mailing import take_reply
from plcs.discussion.services.moderating import (
    dismiss_report,
    hide_post,
    report_post,
    set_rule,
    show_post,
)
from plcs.discussion.services.monthly import ask_monthly, set_monthly, turn_off_monthly
from plcs.discussion.services.reading import mark_read, mute_thread
from plcs.discussion.services.standing import (
    lock_thread,
    pin_thread,
    promote_thread,
    rename_thread,
    reopen_thread,
    resolve_thread,
)
from plcs.discussion.services.writing import edit_post, post_reply, start_thread

__all__ = [
    "ask_monthly",
    "dismiss_report",
    "edit_post",
    "hide_post",
    "lock_thread",
    "mark_read",
    "mute_thread",
    "pin_thread",
    "post_reply",
    "promote_thread",
    "rename_thread",
    "reopen_thread",
    "report_post",
    "resolve_thread",
    "set_monthly",
    "set_rule",
    "show_post",
    "start_thread",
    "take_reply",
    "turn_off_monthly",
]
