"""Who may use the addresses of proposals to vary standards; read as table.py says.

A draft is read by who leads the district, and by a colleague who was asked to help with it; handed in, by MDE and the
Commission's reviewers too; on the docket, by all.
"""

from tests.permissions.rows import ALL, NEVER, Row

DRAFT, GIVEN, PUBLIC = {"reference": "waiver_draft"}, {"reference": "waiver_given"}, {"reference": "waiver_public"}
SHARED = {"reference": "waiver_shared"}
HELPED = "visitor login, member writers 200, board_president 403, rest 404"
OWN_ONLY = "visitor login, writers 200, district 403, rest 404"
WITHDRAWS = (OWN_ONLY, OWN_ONLY.replace("200", "on"))
AGREES = {"office": "superintendent", "district": "{district}", "shown": "{waiver_hash}"}
NUMBERED = {**DRAFT, "number": "provision"}
HIDDEN = "leaders 200, rest 404"
WRITES = "visitor login, writers 200, board_president 403, rest 404"
DONE = WRITES.replace("200", "on")
NOT_NOW = "visitor login, leaders mde csa_reviewer 403, rest 404"
CLOSED = "visitor login, rest 403"
BOARD = "visitor login, facilitator 200, rest 403"
MDES = "visitor login, facilitator on, rest 403"
MOVES = "visitor login, csa_reviewer 200, rest 403"
MEMBERS = "visitor login, csa_reviewer on, rest 403"
MOTION = {"disposition": "deny", "conditions": "Sample"}
BARE = {"number": "bare_item", "provision": "bare_provision"}
TYPED = {"title": "Sample", "version-title": "1"}
TAKES_BACK = "visitor login, writers 200, rest 403"
CHECKS = "visitor login, facilitator on, leaders administrator csa_reviewer 403, rest 404"
PROVISION = {
    "standard": "2018 {waiver_other}",
    **dict.fromkeys(["goal", "obstacle", "alternative", "safeguards", "affected"], "Sample"),
    **{"begins_on": "2027-08-01", "ends_on": "2028-06-30", "version": "1"},
}
DECIDED = {"approves": "yes", "on": "{today}", "words": "Sample"}
HYPOTHESIS = {
    "words": "Sample",
    "measure": "",
    "component": "",
    "other_measure": "Sample",
    "baseline": "10",
    "target": "20",
}
HYPOTHESIS |= {"n": "40", "by": "2028-06-30"}
SHORT = dict.fromkeys(["title", "summary"], "Sample")
SHORT |= {"students": "120"}
SHORT |= dict.fromkeys(["version-title", "version-summary", "version-students"], "1")
WAIVERS = [
    Row("waivers:docket", ALL),
    Row("waivers:own", "visitor login, district rivals facilitator 200, rest 403"),
    Row(
        "waivers:begin",
        "visitor login, writers rivals 200, rest 403",
        "visitor login, writers on, rivals 200, rest 403",
        sends={"place": "{waiver_place}"},
    ),
    Row("waivers:waiver", HIDDEN, at=DRAFT),
    Row("waivers:waiver", "leaders mde csa_reviewer 200, rest 404", at=GIVEN),
    Row("waivers:waiver", ALL, at=PUBLIC),
    Row("waivers:waiver", "rest 404", at={"reference": "=NOSUCH"}),
    Row("waivers:write", WRITES, DONE, {**DRAFT, "section": "=short"}, SHORT),
    Row("waivers:write", NOT_NOW, NOT_NOW, {**GIVEN, "section": "=short"}, SHORT),
    Row("waivers:write", CLOSED, CLOSED, {**PUBLIC, "section": "=short"}, SHORT),
    Row("waivers:save_answer", NEVER, WRITES, {**DRAFT, "question": "=title"}, TYPED),
    Row("waivers:answer_file", HIDDEN, at={**DRAFT, "question": "=resolution"}),
    Row("waivers:answer_file", "leaders mde csa_reviewer 200, rest 404", at={**GIVEN, "question": "=resolution"}),
    Row("waivers:answer_file", ALL, at={**PUBLIC, "question": "=resolution"}),
    Row("waivers:add_provision", WRITES, DONE, DRAFT, PROVISION),
    Row("waivers:change_provision", WRITES, DONE, NUMBERED, PROVISION),
    Row("waivers:remove_provision", NEVER, DONE, NUMBERED),
    Row("waivers:add_hypothesis", WRITES, DONE, NUMBERED, HYPOTHESIS),
    Row("waivers:remove_hypothesis", NEVER, DONE, {**DRAFT, "number": "hypothesis"}),
    Row("waivers:co_writers", WRITES, DONE, DRAFT, {"person": "{member_pk}", "share": "edit"}),
    Row("waivers:co_writers", NOT_NOW, NOT_NOW, GIVEN, {"person": "{member_pk}", "share": "edit"}),
    Row("waivers:waiver", "district 200, rest 404", at=SHARED),
    Row("waivers:write", HELPED, HELPED.replace("200", "on"), {**SHARED, "section": "=short"}, SHORT),
    Row("waivers:add_provision", HELPED, HELPED.replace("200", "on"), SHARED, PROVISION),
    Row("waivers:submit", NEVER, "visitor login, writers 409, district 403, rest 404", SHARED),
    Row("waivers:withdraw", *WITHDRAWS, SHARED, {"reason": "Sample"}),
    Row(
        "waivers:end_co_writer",
        NEVER,
        "visitor login, member writers on, board_president 403, rest 404",
        {**SHARED, "number": "waiver_share"},
    ),
    Row("waivers:sign_off", NEVER, "visitor login, superintendent on, district 403, rest 404", SHARED, AGREES),
    Row("waivers:sign_off", NEVER, NOT_NOW, GIVEN, AGREES),
    Row("waivers:ask_for_sign_off", NEVER, "visitor login, writers on, district 403, rest 404", SHARED),
    Row("waivers:submit", NEVER, DONE, DRAFT),
    Row("waivers:submit", NEVER, NOT_NOW, GIVEN),
    Row("waivers:withdraw", WRITES, DONE, DRAFT, {"reason": "Sample"}),
    Row("waivers:withdraw", TAKES_BACK, TAKES_BACK.replace("200", "on"), PUBLIC, {"reason": "Sample"}),
    Row("waivers:send_back", NEVER, CHECKS, GIVEN, {"lacking": "Sample"}),
    Row("waivers:to_docket", NEVER, CHECKS, GIVEN, {"is_checked": "on"}),
    Row("waivers:to_docket", NEVER, CLOSED, PUBLIC, {"is_checked": "on"}),
    Row("waivers:register", ALL),
    Row("waivers:register_file", ALL),
    Row("waivers:record_board", BOARD, BOARD.replace("200", "on"), {"reference": "before_board"}, DECIDED),
    Row("waivers:record_board", CLOSED, CLOSED, PUBLIC, DECIDED),
    Row("waivers:rescind", BOARD, BOARD.replace("200", "on"), {"reference": "granted"}, {"reason": "Sample"}),
    Row("waivers:rescind", CLOSED, CLOSED, PUBLIC, {"reason": "Sample"}),
    Row("commission:sittings", ALL),
    Row("commission:sitting", ALL, at={"number": "sitting"}),
    Row("commission:sitting", ALL, at={"number": "session"}),
    Row("commission:sitting", ALL, at={"number": "closed_sitting"}),
    Row(
        "commission:plan", BOARD, BOARD.replace("200", "on"), sends={"starts_at": "2050-01-01T10:00", "place": "Sample"}
    ),
    Row("commission:add_item", NEVER, MDES, {"number": "sitting"}, {"waiver": "{free_waiver}"}),
    Row("commission:add_item", NEVER, CLOSED, {"number": "session"}, {"waiver": "{free_waiver}"}),
    Row("commission:remove_item", NEVER, MDES, {"number": "agenda_item"}),
    Row("commission:open", NEVER, MDES, {"number": "sitting"}),
    Row("commission:cancel", NEVER, MDES, {"number": "sitting"}),
    Row("commission:close", BOARD, MDES, {"number": "session"}, {"minutes": "Sample"}),
    Row("commission:close", CLOSED, CLOSED, {"number": "closed_sitting"}, {"minutes": "Sample"}),
    Row("commission:move", CLOSED, CLOSED, {"number": "agenda_item", "provision": "session_provision"}, MOTION),
    Row("commission:second", NEVER, MEMBERS, {"number": "motion"}),
    Row("commission:second", NEVER, CLOSED, {"number": "own_motion"}),
    Row("commission:take_back", NEVER, MEMBERS, {"number": "own_motion"}),
    Row("commission:take_back", NEVER, CLOSED, {"number": "motion"}),
    Row("commission:vote", NEVER, MEMBERS, {"number": "seconded"}, {"choice": "abstain"}),
    Row("commission:vote", NEVER, CLOSED, {"number": "motion"}, {"choice": "abstain"}),
    Row(
        "commission:move",
        MOVES,
        MOVES.replace("200", "on"),
        {"number": "bare_item", "provision": "bare_provision"},
        MOTION,
    ),
]
