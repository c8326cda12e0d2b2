"""Who may use the addresses of meetings and minutes; read as table.py says.

In the PLC `plc` the lead leads, and the lead and the teacher (`member`) were at each meeting. MDE may do what a lead
may; only who was present answers minutes. Who has no place finds nothing, also in a district that has a seat.
"""

from tests.permissions.rows import NEVER, Row

PLC = {"slug": "plc"}
COMING, RIPE = {**PLC, "reference": "meeting"}, {**PLC, "reference": "ripe_meeting"}
TOPIC = {**COMING, "number": "topic"}
DRAFT, ASKED = {**PLC, "reference": "draft_meeting"}, {**PLC, "reference": "asked_meeting"}
SEALED = {**PLC, "reference": "sealed_meeting"}
OF_DRAFT, OF_ASKED = {**DRAFT, "number": "draft_section"}, {**ASKED, "number": "asked_section"}
OF_SEALED = {**SEALED, "number": "sealed_section"}
WISH, SERIES, ACTION = {**ASKED, "number": "wish"}, {**PLC, "key": "series"}, {**PLC, "reference": "action"}
INSIDE = "visitor login, lead member mde 200, rest 404"
LEADS = "visitor login, lead mde 200, member 403, rest 404"
PRESENT = "visitor login, lead member 200, mde 403, rest 404"
NOBODY = "visitor login, lead member mde 403, rest 404"
DOES, LEADS_DO, PRESENT_DO = (clauses.replace("200", "on") for clauses in (INSIDE, LEADS, PRESENT))
WHEN = {"starts_at": "2027-03-04T15:30", "ends_at": "2027-03-04T16:10"}
MEETING = {**WHEN, "title": "Sample", "place": "Sample", "video_link": ""}
ASKS, FILE = {**PLC, "reference": "decision"}, {**PLC, "number": "plc_file"}
DECIDED = {**PLC, "reference": "decided"}
QUESTION = {"question": "Sample", "background": "Sample", "closes_at": "{later}", "quorum": "1"}
WORDS = {"text": "Sample.", "version": "1"}
MEETINGS = [
    Row("meetings:meetings", INSIDE, at=PLC),
    Row("meetings:plan", LEADS, LEADS_DO, PLC, {**MEETING, "rhythm": "", "count": "1"}),
    Row("meetings:series", INSIDE, at=SERIES),
    Row("meetings:series", "visitor login, rest 404", at={**PLC, "key": "=NOSERIES"}),
    Row("meetings:series_pdf", INSIDE, at=SERIES),
    Row("meetings:meeting", INSIDE, at=COMING),
    Row("meetings:change", LEADS, LEADS_DO, COMING, MEETING),
    Row("meetings:change", NOBODY, NOBODY, DRAFT, MEETING),
    Row("meetings:cancel", LEADS, LEADS_DO, COMING, {"reason": "Sample"}),
    Row("meetings:rsvp", NEVER, PRESENT_DO, COMING, {"coming": "no", "reason": "Sample"}),
    Row("meetings:rsvp", NEVER, NOBODY, DRAFT, {"coming": "yes"}),
    Row("meetings:hold", NEVER, LEADS_DO, RIPE),
    Row("meetings:hold", NEVER, "visitor login, lead mde 409, member 403, rest 404", COMING),
    Row("meetings:attendance", LEADS, LEADS_DO, DRAFT, {}),
    Row("meetings:attendance", NOBODY, NOBODY, SEALED),
    Row("meetings:propose", NEVER, DOES, COMING, {"title": "Sample", "why": "Sample", "minutes": "5"}),
    Row("meetings:close_agenda", NEVER, LEADS_DO, COMING, {"closed": "1"}),
    Row("meetings:take", NEVER, LEADS_DO, TOPIC),
    Row("meetings:postpone", NEVER, LEADS_DO, TOPIC),
    Row("meetings:decline", LEADS, LEADS_DO, TOPIC, {"reason": "Sample"}),
    Row("meetings:move", NEVER, "visitor login, lead mde 409, member 403, rest 404", TOPIC, {"up": "1"}),
    Row("meetings:minutes", INSIDE, at=DRAFT),
    Row("meetings:minutes", INSIDE, at=ASKED),
    Row("meetings:minutes", INSIDE, at=SEALED),
    Row("meetings:minutes", "visitor login, rest 404", at=COMING),
    Row("meetings:text", INSIDE, at=DRAFT),
    Row("meetings:text", INSIDE, at=SEALED),
    Row("meetings:pdf", INSIDE, at=SEALED),
    Row("meetings:put", LEADS, LEADS_DO, DRAFT),
    Row("meetings:put", NOBODY, NOBODY, SEALED),
    Row("meetings:take_back", NEVER, LEADS_DO, ASKED),
    Row("meetings:take_back", NEVER, NOBODY, SEALED),
    Row("meetings:agree", NEVER, "visitor login, lead on, member 409, mde 403, rest 404", ASKED, {"round": "1"}),
    Row("meetings:agree", NEVER, NOBODY, DRAFT, {"round": "1"}),
    Row("meetings:promote", NEVER, "visitor login, member lead facilitator on, administrator 403, rest 404", SEALED),
    Row("meetings:promote", NEVER, NOBODY, DRAFT),
    Row("meetings:correct", LEADS, LEADS_DO, SEALED, {"words": "Sample"}),
    Row("meetings:correct", NOBODY, NOBODY, DRAFT, {"words": "Sample"}),
    Row("meetings:add_section", INSIDE, DOES, DRAFT, {"title": "Sample"}),
    Row("meetings:add_section", NOBODY, NOBODY, SEALED, {"title": "Sample"}),
    Row("meetings:write", INSIDE, DOES, OF_DRAFT, {**WORDS, "done": "1"}),
    Row("meetings:write", LEADS, LEADS_DO, OF_ASKED, {**WORDS, "done": "1"}),
    Row("meetings:write", NOBODY, NOBODY, OF_SEALED, {**WORDS, "done": "1"}),
    Row("meetings:take_section", NEVER, DOES, OF_DRAFT),
    Row("meetings:take_section", NEVER, NOBODY, OF_SEALED),
    Row("meetings:leave_section", NEVER, DOES, OF_DRAFT),
    Row("meetings:versions", INSIDE, at=OF_DRAFT),
    Row("meetings:versions", INSIDE, at=OF_SEALED),
    Row("meetings:restore", NEVER, DOES, {**OF_DRAFT, "version": "=1"}, {"version": "1"}),
    Row("meetings:restore", NEVER, NOBODY, {**OF_SEALED, "version": "=1"}, {"version": "1"}),
    Row("meetings:amend", PRESENT, PRESENT_DO, OF_ASKED, {"words": "Sample"}),
    Row("meetings:amend", NOBODY, NOBODY, OF_SEALED, {"words": "Sample"}),
    Row("meetings:answer_amendment", LEADS, LEADS_DO, WISH, {"adopted": "0", "answer": "Sample"}),
    Row("meetings:actions", INSIDE, at=PLC),
    Row(
        "meetings:make_action",
        INSIDE,
        DOES,
        PLC,
        {"words": "Sample", "owner": "{lead_pk}", "due_on": "{due}", "meeting": ""},
    ),
    Row("meetings:action", INSIDE, at=ACTION),
    Row("meetings:change_action", INSIDE, DOES, ACTION, {"words": "Sample", "owner": "{lead_pk}", "due_on": "{due}"}),
    Row("meetings:move_action", NEVER, DOES, ACTION, {"verb": "finish", "note": "Sample"}),
    Row("meetings:decisions", INSIDE, at=PLC),
    Row("meetings:ask", LEADS, LEADS_DO, PLC, QUESTION),
    Row("meetings:decision", INSIDE, at=ASKS),
    Row("meetings:decision", INSIDE, at=DECIDED),
    Row("meetings:take_position", NEVER, PRESENT_DO, ASKS, {"stance": "agree", "reason": "Sample"}),
    Row(
        "meetings:take_position",
        NEVER,
        "visitor login, lead member 409, mde 403, rest 404",
        DECIDED,
        {"stance": "agree", "reason": ""},
    ),
    Row("meetings:close", LEADS, LEADS_DO, ASKS, {"outcome": "Sample", "review_on": ""}),
    Row("meetings:withdraw", LEADS, LEADS_DO, ASKS, {"reason": "Sample"}),
    Row("meetings:review", LEADS, LEADS_DO, DECIDED, {"review_on": "{due}"}),
    Row("meetings:files", INSIDE, at=PLC),
    Row("meetings:add_file", INSIDE, INSIDE, PLC, {"title": "Sample", "words": "Sample"}),
    Row("meetings:file", INSIDE, at=FILE),
    Row("meetings:add_version", INSIDE, INSIDE, FILE, {"words": "Sample"}),
    Row("meetings:content", INSIDE, at={**FILE, "version": "=1"}),
    Row("meetings:content", "visitor login, rest 404", at={**FILE, "version": "=9"}),
]
