"""Who may use the addresses of mentoring; read as table.py says.

Offers are read by people of districts and by MDE, requests and blocks by the own district and MDE; only who leads the
district writes. The rival's offer is paused: then it is the rival's and MDE's alone.
"""

from tests.permissions.rows import ALL, NEVER, Row

OWN, PAUSED, ASKED = {"leaid": "offering"}, {"leaid": "paused_offering"}, {"leaid": "asking"}
BLOCK = {**OWN, "number": "block"}
LEADS = "visitor login, leaders 200, rest 403"
DOES = "visitor login, leaders on, rest 403"
OFFER = {"has_math": "on", "shows_math": "Sample", "bands": "high", "formats": "video", "hours": "2", "capacity": "2"}
OFFER |= {"miles": "60", "limits": "Sample", "version": "1"}
ASK = {"need_1": "math", "bands": "high", "now": "Sample", "tried": "Sample", "hoped": "Sample", "formats": "video"}
ASK |= {"urgency": "year", "takes_any": "on", "version": "1"}
RELEASED, DRAFT = {"number": "released_run"}, {"number": "draft_run"}
MATCH, PROPOSED = {"reference": "mentorship"}, {"reference": "proposed_match"}
ENDED = {"reference": "ended_match"}
MDE = "visitor login, mde 200, rest 404"
WORKS = "visitor login, facilitator 200, administrator 403, rest 404"
WORKED = WORKS.replace("200", "on")
NOT_NOW = "visitor login, mde 403, rest 404"
NOT_NOW_OF_BOTH = "visitor login, district mde 403, rest 404"
BOTH = "visitor login, district mde 200, rest 404"
WEIGHTS = dict.fromkeys(["needs", "grades", "context", "drive", "formats", "wishes", "plc", "new"], "5")
PAIR = {"verb": "free", "mentor": "{offering}", "request": "{asking}", "version": "1"}
CONTACT = {"held_on": "{today}", "format": "phone", "minutes": "20", "words": "Sample", "next_on": ""}
MENTORING = [
    Row("mentoring:mentoring", ALL),
    Row("mentoring:pool", "visitor login, mde 200, rest 403"),
    Row("mentoring:offer", "visitor login, district rivals mde 200, rest 404", at=OWN),
    Row("mentoring:offer", "visitor login, rivals mde 200, rest 404", at=PAUSED),
    Row("mentoring:write_offer", LEADS, DOES, OWN, OFFER),
    Row("mentoring:pause", NEVER, "visitor login, leaders on, member rivals mde 403, rest 404", OWN),
    Row("mentoring:resume", NEVER, "visitor login, leaders 409, member rivals mde 403, rest 404", OWN),
    Row("mentoring:resume", NEVER, "visitor login, rivals on, mde 403, rest 404", PAUSED),
    Row("mentoring:blocks", LEADS, DOES, OWN, {"other": "{paused_offering}", "reason": "Sample"}),
    Row("mentoring:end_block", NEVER, "visitor login, leaders on, member mde 403, rest 404", BLOCK),
    Row("mentoring:request", "visitor login, district mde 200, rest 404", at=ASKED),
    Row("mentoring:write_request", LEADS, DOES, ASKED, ASK),
    Row(
        "mentoring:withdraw",
        "visitor login, leaders 200, member mde 403, rest 404",
        "visitor login, leaders on, member mde 403, rest 404",
        ASKED,
        {"reason": "Sample"},
    ),
    Row("matching:runs", "visitor login, mde 200, rest 403"),
    Row(
        "matching:new",
        "visitor login, facilitator 200, rest 403",
        "visitor login, facilitator on, rest 403",
        sends={**WEIGHTS, "version": "0"},
    ),
    Row("matching:run", MDE, at=RELEASED),
    Row("matching:run", MDE, at=DRAFT),
    Row("matching:pairs_file", MDE, at=RELEASED),
    Row("matching:weigh", WORKS, WORKED, DRAFT, {**WEIGHTS, "version": "1", "keep": "1"}),
    Row("matching:weigh", NOT_NOW, NOT_NOW, RELEASED, {**WEIGHTS, "version": "1", "keep": "1"}),
    Row("matching:set_pair", NEVER, WORKED, DRAFT, PAIR),
    Row("matching:set_pair", NEVER, NOT_NOW, RELEASED, PAIR),
    Row("matching:surveys", "visitor login, mde 200, rest 403"),
    Row("matching:set_weights", WORKS, WORKED, RELEASED, {"reason": "Sample"}),
    Row(
        "matching:survey",
        "visitor login, leaders 200, district mde 403, rest 404",
        "visitor login, leaders on, district mde 403, rest 404",
        ENDED,
        {"helped": "3", "would_again": "yes", "words": "Sample"},
    ),
    Row("matching:survey", NOT_NOW_OF_BOTH, NOT_NOW_OF_BOTH, MATCH),
    Row("matching:refresh", NEVER, WORKED, DRAFT),
    Row("matching:release", WORKS, WORKED, DRAFT),
    Row("matching:release", NOT_NOW, NOT_NOW, RELEASED),
    Row("matching:discard", NEVER, WORKED, DRAFT),
    Row("matching:match", BOTH, at=MATCH),
    Row("matching:match", BOTH, at=PROPOSED),
    Row("matching:match", "visitor login, rest 404", at={"reference": "=NOSUCH"}),
    Row("matching:answer", NEVER, "visitor login, leaders on, member mde 403, rest 404", PROPOSED, {"accepts": "yes"}),
    Row("matching:answer", NEVER, "visitor login, district mde 403, rest 404", MATCH, {"accepts": "yes"}),
    Row(
        "matching:agree",
        "visitor login, leaders 200, member mde 403, rest 404",
        "visitor login, leaders on, member mde 403, rest 404",
        MATCH,
        {"goals": "Sample", "goes_back": "Sample", "first_meeting_by": "2030-01-01"},
    ),
    Row("matching:note", NEVER, "visitor login, district on, mde 403, rest 404", MATCH, CONTACT),
    Row(
        "matching:strike",
        NEVER,
        "visitor login, lead on, district mde 403, rest 404",
        {**MATCH, "number": "contact"},
    ),
    Row(
        "matching:end",
        "visitor login, leaders facilitator 200, member administrator 403, rest 404",
        "visitor login, leaders facilitator on, member administrator 403, rest 404",
        MATCH,
        {"reason": "Sample", "wants_another": "on"},
    ),
]
