"""Who may use the addresses of measures; read as table.py says.

The lead leads the PLC that keeps the measures; the superintendent and the teacher are in it. The board's president and
the rivals are not.
"""

from django.utils import timezone

from tests.permissions.rows import NEVER, SIGNED_IN, Row

MEASURE, CLOSED = {"reference": "measure"}, {"reference": "closed_measure"}
IN_PLC = "lead superintendent member"
READS = f"visitor login, {IN_PLC} mde 200, rest 404"
KEEPS = "visitor login, lead facilitator 200, superintendent member administrator 403, rest 404"
KEPT = KEEPS.replace("200", "on")
ENTERS = f"visitor login, {IN_PLC} facilitator 200, administrator 403, rest 404"
DEFINITION = {
    "title": "Sample measure",
    "question": "What share of sample students?",
    "kind": "process",
    "unit": "percent",
    "direction": "higher",
    "counted": "Sample list.",
    "numerator": "Sample",
    "denominator": "Sample",
    "is_about_students": "on",
    "goal": "60",
    "goal_by": "2027-06-30",
    "baseline_months": "6",
}
MONTH = f"{timezone.localdate():%Y%m}"
ROWS = "NCES id,School,Month,Value,n\n2899001,,2026-01,41,40"
MEASURES: list[Row] = [
    Row("measures:measures", SIGNED_IN),
    Row(
        "measures:start",
        "visitor login, lead facilitator 200, rest 403",
        "visitor login, lead facilitator on, rest 403",
        sends={"pathway": "{measure_pathway}", **DEFINITION},
    ),
    Row("measures:measure", READS, at=MEASURE),
    Row("measures:measure", READS, at=CLOSED),
    Row("measures:changes", READS, at=MEASURE),
    Row("measures:readings_file", READS, at=MEASURE),
    Row("measures:edit", KEEPS, KEPT, MEASURE, DEFINITION),
    Row("measures:close", KEEPS, KEPT, MEASURE, {"reason": "Sample"}),
    Row("measures:close", KEEPS, KEEPS.replace("200", "409"), CLOSED, {"reason": "Sample"}),
    Row("measures:reopen", NEVER, KEPT, CLOSED),
    Row("measures:reopen", NEVER, KEEPS.replace("200", "409"), MEASURE),
    Row(
        "measures:enter",
        ENTERS,
        ENTERS.replace("200", "on"),
        MEASURE,
        {f"value-d2899001-{MONTH}": "50", f"n-d2899001-{MONTH}": "40", "why": ""},
    ),
    Row(
        "measures:enter",
        f"visitor login, {IN_PLC} mde 403, rest 404",
        f"visitor login, {IN_PLC} mde 403, rest 404",
        CLOSED,
    ),
    Row("measures:import_readings", ENTERS, ENTERS, MEASURE, {"rows": ROWS}),
    Row(
        "measures:import_readings",
        ENTERS,
        ENTERS.replace("200", "on"),
        MEASURE,
        {"rows": ROWS, "shown": "{measure_shown}", "why": ""},
    ),
]
