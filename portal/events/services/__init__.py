"""Every write of events: planning, answers and places, teams, attendance, what comes afterwards, the clock."""

from portal.events.services.afterwards import give_opinion, post_material, remove_material, renew_calendar
from portal.events.services.answering import answer_event, district_of, may_reply_by_mail, reply_by_mail, take_place
from portal.events.services.attending import Mark, check_in, note_attendance, note_watched
from portal.events.services.planning import cancel_event, create_event, create_series, edit_event, publish_event
from portal.events.services.seats import pass_offers_on
from portal.events.services.teams import Named, give_team_up, missing_roles, save_team
from portal.events.services.telling import tell_events

__all__ = [
    "Mark",
    "Named",
    "answer_event",
    "cancel_event",
    "check_in",
    "create_event",
    "create_series",
    "district_of",
    "edit_event",
    "give_opinion",
    "give_team_up",
    "may_reply_by_mail",
    "missing_roles",
    "note_attendance",
    "note_watched",
    "pass_offers_on",
    "post_material",
    "publish_event",
    "remove_material",
    "renew_calendar",
    "reply_by_mail",
    "save_team",
    "take_place",
    "tell_events",
]
