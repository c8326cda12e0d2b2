"""Every write to the practice library."""

from best_practices.library.services.linking import check_links
from best_practices.library.services.moderating import (
    ask_changes,
    decline_version,
    merge_version,
    note_checks,
    publish_version,
    reclassify_version,
)
from best_practices.library.services.people import accept_authorship, ask_author, end_author
from best_practices.library.services.publishing import (
    confirm_practice,
    mark_due,
    shelf,
    shelve_waivers,
    withdraw_practice,
)
from best_practices.library.services.submitting import APPEAL_MARK, appeal_version, post_remark, submit_version
from best_practices.library.services.watching import drop_search, keep_search, tell_watchers
from best_practices.library.services.writing import (
    adapt_practice,
    begin_from,
    begin_practice,
    begin_version,
    drop_version,
    save_answers,
)

__all__ = [
    "APPEAL_MARK",
    "accept_authorship",
    "adapt_practice",
    "appeal_version",
    "ask_author",
    "ask_changes",
    "begin_from",
    "begin_practice",
    "begin_version",
    "check_links",
    "confirm_practice",
    "decline_version",
    "drop_search",
    "drop_version",
    "end_author",
    "keep_search",
    "mark_due",
    "merge_version",
    "note_checks",
    "post_remark",
    "publish_version",
    "reclassify_version",
    "save_answers",
    "shelf",
    "shelve_waivers",
    "submit_version",
    "tell_watchers",
    "withdraw_practice",
]
