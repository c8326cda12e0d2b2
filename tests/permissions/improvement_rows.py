"""Who may use the addresses of the work with identified schools; read as table.py says.

Its district and the state's readers read of it; its writers give artifacts; coaches and facilitators judge.
"""

from tests.permissions.rows import NEVER, Row

GOING, DONE, LEFT = {"number": "identified"}, {"number": "identified_done"}, {"number": "identified_left"}
LISTS = "visitor login, district rivals facilitator osi_coach administrator 200, rest 403"
READS = "visitor login, district facilitator osi_coach administrator 200, rest 404"
KNOWN = "facilitator osi_coach administrator district"
WRITES = "visitor login, writers 200, facilitator osi_coach administrator district 403, rest 404"
JUDGES = "visitor login, facilitator osi_coach 200, administrator district 403, rest 404"
JUDGED = JUDGES.replace("200", "on")
UNKNOWN = JUDGES.replace("200", "404")
CLOSED = f"visitor login, {KNOWN} 403, rest 404"
BEGINS = "visitor login, facilitator osi_coach 200, rest 403"
PLANNED = {"number": "planned_school"}
GOAL = {"need": "Sample", "priority": "3", "opportunity": "2", "strategy": "Sample", "words": "Sample", "version": "0"}
STEP = {"words": "Sample", "owner": "principal", "due_on": "2027-01-15", "evidence": "Sample", "version": "0"}
AGAIN = {"words": "Sample", "artifacts_due_on": "2099-01-15"}
PROGRESS = {"percent": "50", "version": "1"}
SUPPORT = {"kind": "call", "on": "{today}", "hours": "1", "words": "Sample"}
IMPROVEMENT = [
    Row("improvement:schools", LISTS),
    Row("improvement:schools_file", LISTS),
    Row("improvement:to_begin", BEGINS),
    Row("improvement:take_excuse_back", NEVER, JUDGED, {**GOING, "folder": "excused"}),
    Row("improvement:take_excuse_back", NEVER, CLOSED, {**DONE, "folder": "excused"}),
    Row("improvement:add_goal", CLOSED, CLOSED, LEFT, GOAL),
    Row(
        "improvement:identify",
        BEGINS,
        BEGINS.replace("200", "on"),
        {"pk": "designated"},
        {"artifacts_due_on": "2099-01-15"},
    ),
    Row("improvement:school", READS, at=GOING),
    Row("improvement:school", READS, at=LEFT),
    Row("improvement:school", "visitor login, newcomer 404, rest 404", at={"number": "=999999"}),
    Row("improvement:artifact_file", READS, at={**GOING, "artifact": "artifact"}),
    Row("improvement:artifact_file", READS.replace("200", "404"), at={**DONE, "artifact": "artifact"}),
    Row("improvement:everything", READS, at=LEFT),
    Row("improvement:upload", WRITES, WRITES, GOING),
    Row("improvement:upload", CLOSED, CLOSED, DONE),
    Row("improvement:excuse", JUDGES, JUDGED, {**GOING, "folder": "excused"}, {"reason": "Sample"}),
    Row("improvement:excuse", CLOSED, CLOSED, {**DONE, "folder": "folder"}, {"reason": "Sample"}),
    Row("improvement:gather", NEVER, JUDGES.replace("200", "409"), GOING),
    Row("improvement:gather", NEVER, CLOSED, DONE),
    Row("improvement:ask_again", JUDGES, JUDGED, DONE, AGAIN),
    Row("improvement:ask_again", CLOSED, CLOSED, GOING, AGAIN),
    Row("improvement:support", JUDGES, JUDGED, DONE, SUPPORT),
    Row("improvement:support", CLOSED, CLOSED, LEFT, SUPPORT),
    Row("improvement:ask_support", WRITES, WRITES.replace("200", "on"), DONE, {"words": "Sample"}),
    Row("improvement:ask_support", CLOSED, CLOSED, LEFT, {"words": "Sample"}),
    Row("improvement:answer_request", JUDGES, JUDGED, {**DONE, "asked": "support_asked"}, {"answer": "Sample"}),
    Row("improvement:answer_request", UNKNOWN, UNKNOWN, {**GOING, "asked": "support_asked"}),
    Row("improvement:plan", READS, at=DONE),
    Row("improvement:plan", "visitor login, rest 404", at={"number": "=999999"}),
    Row("improvement:add_goal", WRITES, WRITES.replace("200", "on"), DONE, GOAL),
    Row("improvement:add_goal", CLOSED, CLOSED, PLANNED, GOAL),
    Row(
        "improvement:change_goal",
        WRITES,
        WRITES.replace("200", "on"),
        {**DONE, "goal": "goal"},
        {**GOAL, "version": "1"},
    ),
    Row("improvement:remove_goal", NEVER, WRITES.replace("200", "on"), {**DONE, "goal": "goal"}),
    Row("improvement:add_step", WRITES, WRITES.replace("200", "on"), {**DONE, "goal": "goal"}, STEP),
    Row(
        "improvement:change_step",
        WRITES,
        WRITES.replace("200", "on"),
        {**DONE, "step": "step"},
        {**STEP, "version": "1"},
    ),
    Row("improvement:remove_step", NEVER, WRITES.replace("200", "on"), {**DONE, "step": "step"}),
    Row("improvement:progress", WRITES, WRITES.replace("200", "on"), {**PLANNED, "step": "planned_step"}, PROGRESS),
    Row("improvement:progress", CLOSED, CLOSED, {**DONE, "step": "step"}, PROGRESS),
    Row("improvement:submit_plan", NEVER, WRITES.replace("200", "on"), DONE),
    Row("improvement:submit_plan", NEVER, CLOSED, GOING),
    Row("improvement:return_plan", JUDGES, JUDGED, PLANNED, {"words": "Sample"}),
    Row("improvement:return_plan", CLOSED, CLOSED, DONE, {"words": "Sample"}),
    Row("improvement:load", "visitor login, facilitator osi_coach administrator 200, rest 403"),
    Row("improvement:exit", JUDGES, JUDGED, GOING, {"on": "{today}", "reason": "Sample"}),
    Row("improvement:exit", CLOSED, CLOSED, LEFT, {"on": "{today}", "reason": "Sample"}),
]
