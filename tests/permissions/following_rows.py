"""Who may use the addresses of what builds on a proposal; read as table.py says."""

from tests.permissions.rows import ALL, NEVER, Row
from tests.permissions.waiver_rows import (
    BOARD,
    CLOSED,
    DONE,
    DRAFT,
    GIVEN,
    HIDDEN,
    MDES,
    NOT_NOW,
    PUBLIC,
    TAKES_BACK,
    WRITES,
)

ASKS = "visitor login, facilitator csa_reviewer 200, rest 403"
ASKED, PAUSED, HOLDS = ({"reference": name} for name in ("asked_waiver", "paused_waiver", "holds"))
INQUIRY = {**PUBLIC, "number": "inquiry"}
EXHIBIT = {**DRAFT, "number": "exhibit"}
PARTNER = {**DRAFT, "number": "partner"}
REPORT = {**HOLDS, "number": "report"}
FILED = {"reference": "reported", "number": "filed_report"}
WRITTEN = {"words": "Sample", "advice": "Sample", "version": "{report_version}", "then": "keep"}
WATCH = "mde csa_reviewer 200, rest 404"
TAKEN = WRITES.replace("writers 200", "writers 422")
FOLLOWING = [
    Row("waivers:import_provisions", WRITES, WRITES, DRAFT),
    Row("waivers:import_provisions", NOT_NOW, NOT_NOW, GIVEN),
    Row("waivers:provisions_data", NEVER, TAKEN, DRAFT),
    Row("waivers:provisions_data", NEVER, CLOSED, PUBLIC),
    Row("waivers:add_exhibit", WRITES, WRITES, DRAFT, {"title": "Sample", "supports": "Sample"}),
    Row("waivers:add_exhibit", CLOSED, CLOSED, PUBLIC, {"title": "Sample", "supports": "Sample"}),
    Row("waivers:exhibit_file", HIDDEN, at=EXHIBIT),
    Row("waivers:remove_exhibit", NEVER, DONE, EXHIBIT),
    Row("waivers:partners", WRITES, DONE, DRAFT, {"district": "{partner_leaid}"}),
    Row("waivers:partners", CLOSED, CLOSED, PUBLIC, {"district": "{partner_leaid}"}),
    Row("waivers:remove_partner", NEVER, DONE, PARTNER),
    Row("waivers:notice", ALL, at={**PUBLIC, "number": "=1"}),
    Row("waivers:notice", "rest 404", at={**PUBLIC, "number": "=9"}),
    Row("waivers:notice", "rest 404", at={**DRAFT, "number": "=1"}),
    Row("waivers:ask", ASKS, ASKS.replace("200", "on"), ASKED, {"words": "Sample"}),
    Row("waivers:ask", NOT_NOW, NOT_NOW, GIVEN, {"words": "Sample"}),
    Row("waivers:answer_question", TAKES_BACK, TAKES_BACK.replace("200", "on"), INQUIRY, {"answer": "Sample"}),
    Row("waivers:pause", BOARD, BOARD.replace("200", "on"), ASKED, {"reason": "Sample"}),
    Row("waivers:pause", CLOSED, CLOSED, PAUSED, {"reason": "Sample"}),
    Row("waivers:go_on", NEVER, MDES, PAUSED),
    Row("waivers:go_on", NEVER, CLOSED, ASKED),
    Row("waivers:revise", TAKES_BACK, TAKES_BACK.replace("200", "on"), PUBLIC),
    Row("waivers:revise", CLOSED, CLOSED, HOLDS),
    Row("waivers:amend", TAKES_BACK, TAKES_BACK.replace("200", "on"), HOLDS),
    Row("waivers:amend", CLOSED, CLOSED, PUBLIC),
    Row("waivers:renew", TAKES_BACK, TAKES_BACK.replace("200", "on"), HOLDS),
    Row("waivers:renew", CLOSED, CLOSED, PUBLIC),
    Row("evaluations:report", ALL, at=REPORT),
    Row("evaluations:report", "rest 404", at={**DRAFT, "number": "=1"}),
    Row("evaluations:report_file", HIDDEN, at=REPORT),
    Row("evaluations:report_file", ALL, at=FILED),
    Row("evaluations:write", TAKES_BACK, TAKES_BACK.replace("200", "on"), REPORT, WRITTEN),
    Row("evaluations:write", CLOSED, CLOSED, FILED, WRITTEN),
    Row("evaluations:accept", NEVER, MDES, FILED),
    Row("evaluations:accept", NEVER, CLOSED, REPORT),
    Row("evaluations:send_back", NEVER, MDES, FILED, {"lacking": "Sample"}),
    Row("commission:review", BOARD, MDES, {"number": "sitting"}, {"due_on": "{tomorrow}", "per_subject": "2"}),
    Row("commission:review", CLOSED, CLOSED, {"number": "session"}, {"due_on": "{tomorrow}", "per_subject": "2"}),
    Row("commission:freeze", NEVER, MDES, {"number": "sitting"}),
    Row("commission:freeze", NEVER, CLOSED, {"number": "closed_sitting"}),
    Row("commission:packet", WATCH, at={"number": "sitting"}),
    Row("commission:packet", "rest 404", at={"number": "session"}),
    Row("commission:packet", ALL, at={"number": "closed_sitting"}),
    Row("commission:packet_file", WATCH, at={"number": "sitting"}),
    Row("commission:packet_file", ALL, at={"number": "closed_sitting"}),
]
