"""Who may use the addresses of events; read as table.py says."""

from tests.permissions.rows import ALL, NEVER, SIGNED_IN, Row

OPEN, DRAFT, NETWORK = {"slug": "event"}, {"slug": "event_draft"}, {"slug": "event_network"}
FULL, NOW, PAST = {"slug": "event_full"}, {"slug": "event_now"}, {"slug": "event_past"}
TEAM, TEAM_OFFERED = ({"slug": name, "leaid": "district"} for name in ("event_team", "event_team_offered"))
RUNS = "visitor login, mde 200, rest 403"
RUN = RUNS.replace("200", "on")
PLANS = "visitor login, lead mde 200, rest 403"  # the lead leads a PLC, for whose people alone it may plan
PLANNED = "visitor login, mde on, lead 200, rest 403"
HIDDEN = "visitor login, mde 200, rest 404"
IN_OFFICE = "visitor newcomer former_member 404, rest 200"
ANSWERS = "visitor login, rest on"
BRINGS = "visitor login, leaders 200, member 403, rest 404"
BROUGHT = BRINGS.replace("200", "on")
PLAN = {
    **dict.fromkeys(("title", "summary", "description", "place", "room"), "Sample"),
    **{"kind": "other", "audience": "network", "pathway": "", "video_link": "https://video.example.org/"},
    **{"starts_at": "2031-02-03T10:00", "ends_at": "2031-02-03T11:00", "capacity": "", "required_roles": ""},
    **{"one_may_hold_two": "", "duty": "none", "hours": ""},
}
YES = {"reply": "yes", "reason": "Sample."}
SEATS = {"name_principal": "Sample principal", "email_principal": "principal@example.org"}
MATERIAL = {**PAST, "number": "event_material"}
EVENTS = [
    Row("events:events", ALL),
    Row("events:public_calendar", ALL),
    Row("events:feed", ALL, at={"code": "event_calendar"}),
    Row("events:feed", "rest 404", at={"code": "=nowhere"}),
    Row("events:mine", SIGNED_IN),
    Row("events:renew_calendar", NEVER, ANSWERS, sends={"calendar": ""}),
    Row("events:new", PLANS, PLANNED, sends={key: value for key, value in PLAN.items() if key != "required_roles"}),
    Row("events:reply", ALL, "rest on", {"code": "event_reply"}, YES),
    Row("events:reply", "rest 404", "rest 404", {"code": "=nowhere"}, YES),
    Row("events:event", ALL, at=OPEN),
    Row("events:event", "mde 200, rest 404", at=DRAFT),
    Row("events:event", IN_OFFICE, at=NETWORK),
    Row("events:event_file", ALL, at=OPEN),
    Row("events:event_file", "mde 200, rest 404", at=DRAFT),
    Row("events:event_file", IN_OFFICE, at=NETWORK),
    Row("events:edit", RUNS, RUN, OPEN, {key: value for key, value in PLAN.items() if key != "required_roles"}),
    Row("events:edit", HIDDEN, at=DRAFT, post=HIDDEN),
    Row("events:publish", NEVER, HIDDEN.replace("200", "on"), DRAFT),
    Row("events:cancel", RUNS, RUN, OPEN, {"reason": "Sample."}),
    Row("events:answer", NEVER, ANSWERS, OPEN, YES),
    Row("events:answer", NEVER, "visitor login, newcomer former_member 404, rest on", NETWORK, YES),
    Row("events:take", NEVER, "visitor login, lead on, rest 409", FULL),
    Row("events:team", BRINGS, BROUGHT, TEAM, SEATS),
    Row("events:take_team", NEVER, BROUGHT, TEAM_OFFERED),
    Row("events:give_team_up", NEVER, BROUGHT, TEAM, {"reason": "Sample."}),
    Row("events:people", RUNS, RUN, OPEN, {"from_sheet": ""}),
    Row("events:add_person", NEVER, RUN, OPEN, {"name": "Sample", "email": "walk@example.org", "district": ""}),
    Row("events:meeting_file", RUNS, RUNS, OPEN),
    Row("events:sheet", RUNS, at=OPEN),
    Row("events:roster", RUNS, at=OPEN),
    Row("events:poster", RUNS, at=OPEN),
    Row("events:poster_code", RUNS, at=OPEN),
    Row("events:check_in", SIGNED_IN, "visitor login, lead on, rest 409", NOW),
    Row("events:check_in", SIGNED_IN, ANSWERS, NOW, {"code": "{event_code}"}),
    Row("events:certificate", "visitor login, lead 200, rest 403", at=PAST),
    Row("events:files", RUNS, RUN, PAST, {"title": "Sample", "link": "https://example.org/recording"}),
    Row("events:material", ALL, at=MATERIAL),
    Row("events:remove_material", NEVER, RUN, MATERIAL),
    Row("events:watched", NEVER, "visitor login, member on, rest 403", PAST),
    Row(
        "events:opinion",
        "visitor login, lead 200, rest 403",
        "visitor login, lead on, rest 403",
        PAST,
        {"score": "4", "words": "Sample."},
    ),
]
