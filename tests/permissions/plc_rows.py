"""Who may use the addresses of PLCs; read as table.py says.

In the PLC `plc` the district has a seat: the lead leads it, the teacher is in it, and the superintendent asks to be.
"""

from tests.permissions.rows import ALL, NEVER, Row

PLC, SECRET, OTHER = {"slug": "plc"}, {"slug": "secret_plc"}, {"slug": "other_plc"}
ASKED, INSIDE = {**PLC, "number": "place_asked"}, {**PLC, "number": "place_inside"}
AWAITED = {**PLC, "number": "awaited"}
SEAT = {**OTHER, "number": "seat_request"}
INSIDERS = "visitor login, member lead mde 200, rest 404"
LEADING = "visitor login, lead mde 200, member 403, rest 404"
BEGAN = "visitor login, lead facilitator on, member administrator 403, rest 404"
MODERATES_PLC = "visitor login, lead facilitator 200, member administrator 403, rest 404"
THREAD, HELD_THREAD = {**PLC, "number": "plc_thread"}, {**PLC, "number": "held_thread"}
POST, HIDDEN = {**PLC, "post": "plc_post"}, {**PLC, "post": "hidden_post"}
LEADS_PLC = "visitor login, lead mde 200, rest 403"
STAFF_ONLY = "visitor login, mde 200, rest 403"
PLCS = [
    Row("workgroups:workgroups", ALL),
    Row("workgroups:begin", NEVER, "visitor login, mde on, rest 403", sends={"pathway": "{new_pathway}"}),
    Row("workgroups:workgroup", ALL, at=PLC),
    Row("workgroups:workgroup", "writers board_president mde 200, rest 404", at=SECRET),
    Row(
        "workgroups:charter",
        LEADS_PLC,
        LEADS_PLC.replace("200", "on"),
        PLC,
        {"aim": "Sample", "charter": "Sample", "access": "closed"},
    ),
    Row("workgroups:close", STAFF_ONLY, STAFF_ONLY.replace("200", "on"), PLC, {"reason": "Sample"}),
    Row("workgroups:reopen", NEVER, "visitor login, mde 409, rest 403", PLC),
    Row(
        "workgroups:ask_seat",
        "visitor login, leaders rivals 200, rest 403",
        "visitor login, rivals on, leaders 200, rest 403",
        OTHER,
        {"district": "{rival_district}", "why": "Sample"},
    ),
    Row(
        "workgroups:leave_seat",
        "visitor login, leaders 200, rest 403",
        "visitor login, leaders on, rest 403",
        PLC,
        {"district": "{district}", "reason": "Sample"},
    ),
    Row("workgroups:grant_seat", NEVER, "visitor login, mde on, district 403, rest 404", SEAT),
    Row(
        "workgroups:decline_seat",
        "visitor login, mde 200, district 403, rest 404",
        "visitor login, mde on, district 403, rest 404",
        SEAT,
        {"reason": "Sample"},
    ),
    Row("workgroups:withdraw_seat", NEVER, "visitor login, leaders on, member mde 403, rest 404", SEAT),
    Row(
        "workgroups:join",
        "visitor login, district 200, rest 403",
        "visitor login, board_president on, member lead superintendent 200, rest 403",
        PLC,
        {"district": "{district}", "note": "Sample"},
    ),
    Row("workgroups:people", "visitor login, district mde 200, rest 403", at=PLC),
    Row(
        "workgroups:invite",
        NEVER,
        "visitor login, leaders mde on, rest 403",
        PLC,
        {"membership": "{board_membership}"},
    ),
    Row(
        "workgroups:await_person",
        NEVER,
        "visitor login, leaders mde on, rest 403",
        PLC,
        {"invitation": "{plc_invitation}"},
    ),
    Row("workgroups:take_back", NEVER, "visitor login, leaders mde on, rest 404", AWAITED),
    Row("workgroups:stop_mail", ALL, "rest on", {"token": "awaited_stop"}),
    Row("workgroups:stop_mail", "rest 404", "rest 404", {"token": "=nowhere"}),
    Row(
        "workgroups:admit",
        NEVER,
        "visitor login, lead board_president mde on, member superintendent 403, rest 404",
        ASKED,
    ),
    Row(
        "workgroups:decline",
        "visitor login, lead board_president mde 200, member superintendent 403, rest 404",
        "visitor login, lead board_president mde on, member superintendent 403, rest 404",
        ASKED,
        {"reason": "Sample"},
    ),
    Row(
        "workgroups:end",
        "visitor login, member leaders mde 200, rest 404",
        "visitor login, member leaders mde on, rest 404",
        INSIDE,
        {"reason": "Sample"},
    ),
    Row(
        "workgroups:name_lead",
        NEVER,
        "visitor login, lead mde on, member superintendent board_president 403, rest 404",
        INSIDE,
        {"leads": "1"},
    ),
    Row("discussion:threads", INSIDERS, at=PLC),
    Row("discussion:start", INSIDERS, INSIDERS.replace("200", "on"), PLC, {"title": "Sample", "text": "Sample"}),
    Row("discussion:rule", LEADING, LEADING.replace("200", "on"), PLC, {"held_first": "0"}),
    Row("discussion:held", LEADING, at=PLC),
    Row("discussion:monthly", LEADING, LEADING.replace("200", "on"), PLC, {"question": "Sample", "day": "1"}),
    Row("discussion:turn_off", NEVER, LEADING.replace("200", "on"), PLC),
    Row("discussion:thread", INSIDERS, at=THREAD),
    Row("discussion:thread", "visitor login, lead mde 200, rest 404", at=HELD_THREAD),
    Row("discussion:changes", INSIDERS, at=THREAD),
    Row("discussion:reply", NEVER, INSIDERS.replace("200", "on"), THREAD, {"text": "Sample"}),
    Row("discussion:resolve", NEVER, BEGAN, THREAD),
    Row("discussion:lock", NEVER, BEGAN, THREAD),
    Row("discussion:reopen", NEVER, "visitor login, lead facilitator 409, member administrator 403, rest 404", THREAD),
    Row("discussion:promote", NEVER, "visitor login, member lead facilitator on, administrator 403, rest 404", THREAD),
    Row("discussion:pin", NEVER, "visitor login, lead facilitator on, member administrator 403, rest 404", THREAD),
    Row(
        "discussion:rename",
        "visitor login, lead facilitator 200, member administrator 403, rest 404",
        "visitor login, lead facilitator on, member administrator 403, rest 404",
        THREAD,
        {"title": "Sample"},
    ),
    Row("discussion:mark_read", NEVER, INSIDERS.replace("200", "on"), THREAD, {"until": "1"}),
    Row("discussion:mute", NEVER, INSIDERS.replace("200", "on"), THREAD, {"muted": "1"}),
    Row(
        "discussion:edit",
        "visitor login, member 200, lead mde 403, rest 404",
        "visitor login, member on, lead mde 403, rest 404",
        POST,
        {"text": "Sample", "shown": "{post_text}"},
    ),
    Row("discussion:edit", "visitor login, lead mde 403, rest 404", "visitor login, lead mde 403, rest 404", HIDDEN),
    Row("discussion:history", INSIDERS, at=POST),
    Row("discussion:history", "visitor login, lead facilitator 200, administrator 403, rest 404", at=HIDDEN),
    Row(
        "discussion:report",
        "visitor login, member 403, lead mde 200, rest 404",
        "visitor login, member 403, lead 200, mde on, rest 404",
        POST,
        {"reason": "Sample"},
    ),
    Row("discussion:hide", MODERATES_PLC, MODERATES_PLC.replace("200", "on"), POST, {"reason": "Sample"}),
    Row("discussion:show", NEVER, "visitor login, lead facilitator on, administrator 403, rest 404", HIDDEN),
    Row("discussion:dismiss", NEVER, MODERATES_PLC.replace("200", "on"), {**PLC, "report": "post_report"}),
    Row("discussion:attachment", INSIDERS, at={**PLC, "number": "post_file"}),
    Row(
        "discussion:attachment",
        "visitor login, lead facilitator 200, administrator 403, rest 404",
        at={**PLC, "number": "hidden_file"},
    ),
]
