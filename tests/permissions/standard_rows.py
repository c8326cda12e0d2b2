"""Who may use the addresses of the process standards; read as table.py says. Everybody reads, the department keeps."""

from tests.permissions.rows import ALL, NEVER, Row

EDITION, ONE = {"edition": "edition"}, {"edition": "edition", "number": "standard"}
KEEPS = "visitor login, mde 200, rest 403"
KEPT = "visitor login, mde on, rest 403"
OF_EDITION = {
    "name": "Sample",
    "effective_from": "2026-07-01",
    "effective_until": "2027-06-30",
    "source": "Sample source",
    "source_url": "https://example.org/",
}
WORDS = {
    "topic": "Sample topic",
    "heading": "operations",
    "text": "Sample text",
    "mandate": "state",
    "mandate_citation": "Sample law",
    "waivable": "no",
    "reason": "Sample reason",
    "seen_in": "Sample source",
}
STANDARDS = [
    Row("standards:catalogue", ALL),
    Row("standards:edition", ALL, at=EDITION),
    Row("standards:edition", "rest 404", at={"edition": "=nowhere"}),
    Row("standards:download", ALL, at=EDITION),
    Row("standards:data", ALL, at=EDITION),
    Row("standards:standard", ALL, at=ONE),
    Row("standards:version", ALL, at={**ONE, "ordinal": "=1"}),
    Row("standards:version", "rest 404", at={**ONE, "ordinal": "=9"}),
    Row("standards:add_edition", KEEPS, KEPT, sends={"code": "2026", **OF_EDITION}),
    Row("standards:change_edition", KEEPS, KEPT, {"edition": "older_edition"}, OF_EDITION),
    Row("standards:add", KEEPS, KEPT, EDITION, {"number": "99.1", **WORDS}),
    Row("standards:add", "visitor login, rest 404", "visitor login, rest 404", {"edition": "=nowhere"}),
    Row("standards:revise", KEEPS, KEPT, ONE, {**WORDS, "note": "Sample", "ordinal": "2"}),
    Row("standards:link", KEEPS, KEPT, ONE, {"other": "{older_standard}", "relation": "renumbered", "note": "Sample"}),
    Row("standards:unlink", NEVER, KEPT, {"pk": "standard_link"}),
]
