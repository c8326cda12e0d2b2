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
SUPPORT = {"kind": "call", "on": "{today}", "hours": "1", "words": "Sample"}
IMPROVEMENT = [
    Row("improvement:schools", LISTS),
    Row("improvement:schools_file", LISTS),
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
    Row("improvement:excuse", JUDGES, JUDGED, {**GOING, "folder": "folder"}, {"reason": "Sample"}),
    Row("improvement:excuse", CLOSED, CLOSED, {**DONE, "folder": "folder"}, {"reason": "Sample"}),
    Row("improvement:gather", NEVER, JUDGES.replace("200", "409"), GOING),
    Row("improvement:gather", NEVER, CLOSED, DONE),
    Row("improvement:ask_again", JUDGES, JUDGED, DONE, {"words": "Sample"}),
    Row("improvement:ask_again", CLOSED, CLOSED, GOING, {"words": "Sample"}),
    Row("improvement:support", JUDGES, JUDGED, DONE, SUPPORT),
    Row("improvement:support", CLOSED, CLOSED, LEFT, SUPPORT),
    Row("improvement:ask_support", WRITES, WRITES.replace("200", "on"), DONE, {"words": "Sample"}),
    Row("improvement:ask_support", CLOSED, CLOSED, LEFT, {"words": "Sample"}),
    Row("improvement:answer_request", JUDGES, JUDGED, {**DONE, "asked": "support_asked"}, {"answer": "Sample"}),
    Row("improvement:answer_request", UNKNOWN, UNKNOWN, {**GOING, "asked": "support_asked"}),
    Row("improvement:load", "visitor login, facilitator osi_coach administrator 200, rest 403"),
    Row("improvement:exit", JUDGES, JUDGED, GOING, {"on": "{today}", "reason": "Sample"}),
    Row("improvement:exit", CLOSED, CLOSED, LEFT, {"on": "{today}", "reason": "Sample"}),
]
