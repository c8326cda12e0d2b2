"""Who may use the addresses of the impact matrix and of recommendations; read as table.py says.

A draft is read by facilitators and members of the Commission; what was put forward, by all.
"""

from tests.permissions.rows import ALL, NEVER, Row

DRAFT, MEMBERS = {"reference": "impact_draft"}, {"reference": "impact_of_member"}
PUBLIC, ADOPTED = {"reference": "impact_public"}, {"reference": "impact_adopted"}
STANDARD = {"edition": "=2018", "number": "impact_number"}
HIDDEN = "facilitator csa_reviewer 200, rest 404"
WRITES = "visitor login, facilitator csa_reviewer 200, rest 404"
AUTHOR = "visitor login, facilitator on, csa_reviewer 403, rest 404"
MEMBER = "visitor login, csa_reviewer on, facilitator 403, rest 404"
EITHER = "visitor login, facilitator csa_reviewer on, rest 404"
CLOSED = "visitor login, rest 403"
RECORDS = "visitor login, facilitator 200, rest 403"
SAID = {"proposes": "keep", "reasons": "Sample", "version": "2"}
DECIDED = {"adopts": "yes", "on": "{today}", "words": "Sample"}
IMPACT = [
    Row("impact:matrix", ALL),
    Row("impact:matrix_file", ALL),
    Row("impact:standard", ALL, at=STANDARD),
    Row("impact:standard", "rest 404", at={"edition": "=2018", "number": "=999"}),
    Row("impact:draft", NEVER, "visitor login, facilitator csa_reviewer on, rest 403", STANDARD),
    Row("impact:recommendations", ALL),
    Row("impact:recommendation", HIDDEN, at=DRAFT),
    Row("impact:recommendation", ALL, at=PUBLIC),
    Row("impact:pdf", "rest 404", at=DRAFT),
    Row("impact:pdf", ALL, at=PUBLIC),
    Row("impact:write", WRITES, EITHER, DRAFT, SAID),
    Row("impact:write", CLOSED, CLOSED, PUBLIC, SAID),
    Row("impact:put_forward", NEVER, AUTHOR, DRAFT),
    Row("impact:put_forward", NEVER, MEMBER, MEMBERS),
    Row("impact:put_forward", NEVER, CLOSED, PUBLIC),
    Row("impact:withdraw", NEVER, AUTHOR, DRAFT),
    Row("impact:withdraw", NEVER, EITHER, MEMBERS),
    Row("impact:withdraw", NEVER, CLOSED, PUBLIC),
    Row("impact:decide", RECORDS, RECORDS.replace("200", "on"), PUBLIC, DECIDED),
    Row("impact:decide", CLOSED, CLOSED, ADOPTED, DECIDED),
    Row("impact:send", RECORDS, RECORDS.replace("200", "on"), ADOPTED, {"on": "{today}"}),
    Row("impact:send", CLOSED, CLOSED, PUBLIC, {"on": "{today}"}),
]
