"""Who may use the addresses of initiatives; read as table.py says.

The lead and the teacher (`member`) are in the PLC for the district whose initiative it is; the superintendent and the
president of the board hold offices in that district without a place in the PLC: they read. MDE reads.
"""

from tests.permissions.rows import NEVER, Row

PLC = {"slug": "plc"}
ONE, ENDED = {**PLC, "reference": "initiative"}, {**PLC, "reference": "ended_initiative"}
DRIVER, BARE = {**ONE, "number": "driver"}, {**ONE, "number": "bare_driver"}
IDEA, UNTRIED = {**ONE, "number": "idea"}, {**ONE, "number": "untried_idea"}
TRIED, STUDIED = {**ONE, "cycle": "running_cycle"}, {**ONE, "cycle": "studied_cycle"}
INSIDE = "visitor login, lead member mde 200, rest 404"
READS = "visitor login, district mde 200, rest 404"
WRITES = "visitor login, lead member 200, superintendent board_president mde 403, rest 404"
NOBODY = "visitor login, district mde 403, rest 404"
DOES = WRITES.replace("200", "on")
REFUSED = WRITES.replace("200", "409")
BEGINS = "visitor login, lead member 200, mde 403, rest 404"
AIM = {"title": "Sample", "aim": "Sample", "due_on": "2030-01-01"}
WORDS = {"words": "Sample"}
CYCLE = {"question": "Sample", "prediction": "Sample", "plan": "Sample", "owner": "{lead_pk}"}
CYCLE |= {"begins_on": "2030-01-01", "ends_on": "2030-01-15"}
INITIATIVES = [
    Row("initiatives:initiatives", INSIDE, at=PLC),
    Row("initiatives:begin", BEGINS, BEGINS.replace("200", "on"), PLC, AIM),
    Row("initiatives:initiative", READS, at=ONE),
    Row("initiatives:initiative", "visitor login, rest 404", at={**PLC, "reference": "=NOSUCH"}),
    Row("initiatives:cycles_file", READS, at=ONE),
    Row("initiatives:change", WRITES, DOES, ONE, {**AIM, "version": "1"}),
    Row("initiatives:change", NOBODY, NOBODY, ENDED, {**AIM, "version": "1"}),
    Row(
        "initiatives:end", WRITES, DOES, {**PLC, "reference": "quiet_initiative"}, {"verb": "stop", "outcome": "Sample"}
    ),
    Row("initiatives:go_on", NEVER, DOES, ENDED),
    Row("initiatives:go_on", NEVER, NOBODY, ONE),
    Row("initiatives:add_driver", WRITES, DOES, ONE, WORDS),
    Row("initiatives:change_driver", WRITES, DOES, DRIVER, WORDS),
    Row("initiatives:remove_driver", NEVER, REFUSED, DRIVER),
    Row("initiatives:remove_driver", NEVER, DOES, BARE),
    Row("initiatives:add_idea", WRITES, DOES, DRIVER, WORDS),
    Row("initiatives:change_idea", WRITES, DOES, IDEA, WORDS),
    Row("initiatives:remove_idea", NEVER, REFUSED, IDEA),
    Row("initiatives:remove_idea", NEVER, DOES, UNTRIED),
    Row("initiatives:plan", WRITES, DOES, IDEA, CYCLE),
    Row("initiatives:cycle", READS, at=TRIED),
    Row("initiatives:cycle", READS, at=STUDIED),
    Row("initiatives:write", WRITES, DOES, TRIED, {**CYCLE, "version": "1"}),
    Row("initiatives:write", NOBODY, NOBODY, STUDIED, {**CYCLE, "version": "2"}),
    Row("initiatives:drop", WRITES, DOES, TRIED, {"reason": "Sample"}),
    Row("initiatives:promote", NEVER, "visitor login, district facilitator on, administrator 403, rest 404", STUDIED),
    Row("initiatives:promote", NEVER, NOBODY, TRIED),
]
