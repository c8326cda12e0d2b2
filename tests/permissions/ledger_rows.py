"""Who may use the addresses of the obligation ledger; read as table.py says."""

from tests.permissions.rows import NEVER, Row

L_YEAR = {"leaid": "district", "school_year": "=2018-19"}
L_BEFORE = {"leaid": "district", "school_year": "=2016-17"}
L_READS = "visitor login, district mde 200, rest 404"
L_CONTESTS = "visitor login, leaders 200, member mde 403, rest 404"
L_ANSWERS = "visitor login, facilitator 200, administrator district 403, rest 404"
L_CONTEST, L_DUTY = {"reference": "contest"}, {**L_YEAR, "duty": "=webinars"}
L_WORDS = {"entry": "something-is-missing", "thing": "Sample webinar", "words": "Sample."}
LEDGER = [
    Row("participation:ledgers", "visitor login, district rivals mde 200, rest 403"),
    Row("participation:network_file", "visitor login, mde 200, rest 403"),
    Row("participation:ledger", L_READS, at=L_YEAR),
    Row("participation:ledger", "visitor login, rest 404", at=L_BEFORE),
    Row("participation:ledger_file", L_READS, at=L_YEAR),
    Row("participation:contest", L_CONTESTS, L_CONTESTS.replace("200", "on"), L_DUTY, L_WORDS),
    Row("participation:answer", L_ANSWERS, L_ANSWERS.replace("200", "on"), L_CONTEST, {"answer": "Sample."}),
    Row(
        "participation:take_back",
        NEVER,
        "visitor login, leaders on, member mde 403, rest 404",
        L_CONTEST,
    ),
]
