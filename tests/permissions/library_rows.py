"""Who may use the addresses of the practice library; read as table.py says."""

from tests.permissions.rows import ALL, NEVER, SIGNED_IN, Row

P_DRAFT, P_IN = {"reference": "practice_draft"}, {"reference": "practice_in"}
P_PUBLIC, P_DECLINED = {"slug": "practice"}, {"reference": "practice_declined"}
P_ASKED, P_PLAN = {"number": "author_asked"}, {"question": "=file_1"}
BEGINS = "visitor login, district rivals mde 200, rest 403"
BEGUN = "visitor login, district on, rivals mde 200, rest 403"
P_READS = "visitor login, district 200, rest 404"
P_SEES = "visitor login, district mde 200, rest 404"
P_WRITES = "visitor login, member 200, leaders 403, rest 404"
P_FIXED = "visitor login, district mde 403, rest 404"
P_WRITTEN = P_WRITES.replace("200", "on")
MODERATES = "visitor login, facilitator 200, administrator district 403, rest 404"
MODERATED = MODERATES.replace("200", "on")
P_LEADS = "visitor login, leaders mde 200, rest 403"
SHORT = ("title", "summary", "problem", "outcome")
PROBLEM = {"outcome": "worked", **{key: "Sample." for key in SHORT[:3]}, **{f"version-{key}": "1" for key in SHORT}}
FILED = {"components": "math_prof", "grades": "5", "groups": "all", "communities": "rural", "sizes": "small"}
LIBRARY = [
    Row("library:practices", ALL),
    Row("library:checklist", ALL),
    Row("library:collections", ALL),
    Row("library:collection", ALL, at={"slug": "collection"}),
    Row("library:collection", "rest 404", at={"slug": "=nowhere"}),
    Row("library:feed", ALL),
    Row("library:practices_data", ALL),
    Row("library:description", ALL),
    Row("library:practice_data", ALL, at=P_PUBLIC),
    Row("library:keep_search", NEVER, "visitor login, rest on", sends={"query": "grade=5", "name": "Sample"}),
    Row("library:drop_search", NEVER, "visitor login, rest on", at={"number": "=1"}),
    Row("library:practice", ALL, at=P_PUBLIC),
    Row("library:practice", "rest 404", at={"slug": "=nowhere"}),
    Row("library:practice_file", ALL, at=P_PUBLIC),
    Row("library:compare", "rest 404", at=P_PUBLIC),
    Row("library:published_file", ALL, at={**P_PUBLIC, "key": "=file_1"}),
    Row("library:published_file", "rest 404", at={**P_PUBLIC, "key": "=file_2"}),
    Row("library:begin", BEGINS, BEGUN, sends={"district": "{district}"}),
    Row("library:own", SIGNED_IN),
    Row("library:adapt", BEGINS, BEGUN, P_PUBLIC, {"district": "{district}"}),
    Row("library:new_version", NEVER, "visitor login, district on, rest 403", P_PUBLIC),
    Row("library:confirm", NEVER, P_LEADS.replace("200", "on"), P_PUBLIC),
    Row("library:withdraw", P_LEADS, P_LEADS.replace("200", "on"), P_PUBLIC, {"reason": "Sample."}),
    Row("library:version", P_READS, at=P_DRAFT),
    Row("library:version", P_SEES, at=P_IN),
    Row("library:version", P_SEES, at=P_DECLINED),
    Row("library:changes", P_READS, at=P_DRAFT),
    Row("library:version_file", P_READS, at={**P_DRAFT, **P_PLAN}),
    Row("library:version_file", P_SEES, at={**P_IN, **P_PLAN}),
    Row("library:write", P_WRITES, P_WRITTEN, {**P_DRAFT, "section": "=short"}, PROBLEM),
    Row("library:write", P_FIXED, P_FIXED, {**P_IN, "section": "=short"}, PROBLEM),
    Row("library:save_answer", NEVER, P_WRITES, {**P_DRAFT, "question": "=problem"}, PROBLEM),
    Row("library:preview", P_WRITES, at=P_DRAFT),
    Row("library:submit", NEVER, P_WRITTEN, P_DRAFT),
    Row("library:drop", P_READS, P_READS.replace("200", "on"), P_DRAFT),
    Row("library:appeal", "visitor login, district 403, rest 404", "visitor login, district 403, rest 404", P_DRAFT),
    Row(
        "library:appeal",
        "visitor login, member 200, leaders mde 403, rest 404",
        "visitor login, member on, leaders mde 403, rest 404",
        P_DECLINED,
        {"reason": "Sample."},
    ),
    Row("library:authors", P_WRITES, P_WRITTEN, P_DRAFT, {"email": "somebody@example.org"}),
    Row(
        "library:join",
        "visitor login, newcomer 200, district 403, rest 404",
        "visitor login, newcomer 200, district 403, rest 404",
        P_ASKED,
    ),
    Row("library:end_author", NEVER, "visitor login, newcomer district on, rest 404", P_ASKED),
    Row("library:remark", NEVER, P_READS.replace("200", "on"), P_DRAFT, {"text": "Sample."}),
    Row(
        "library:remark",
        NEVER,
        "visitor login, district facilitator on, administrator 403, rest 404",
        P_IN,
        {"text": "Sample.", "audience": "all"},
    ),
    Row("library:checks", MODERATES, MODERATED, P_IN, {"found-context": "yes"}),
    Row("library:ask_changes", MODERATES, MODERATED, P_IN, {"sections": "short", "words": "Sample."}),
    Row("library:classify", MODERATES, MODERATED, P_IN, {**FILED, "reason": "Sample."}),
    Row("library:publish", NEVER, MODERATED.replace("on,", "409,"), P_IN),
    Row("library:decline", MODERATES, MODERATED, P_IN, {"reason": "Sample."}),
    Row("library:merge", MODERATES, MODERATED, P_IN, {"into": "{practice}", "reason": "Sample."}),
]

GOING, TOLD = {"reference": "adoption"}, {"number": "feedback"}
READS_IT = "visitor login, district mde osi_coach 200, rest 404"
LEADS_IT = "visitor login, leaders 200, member mde osi_coach 403, rest 404"
JUDGES = "visitor login, facilitator on, rival_lead 403, rest 404"
OF_A_DISTRICT = "visitor login, district rivals 200, rest 403"
READERS = "visitor login, district rivals mde osi_coach 200, rest 403"
FOR_THE_STATE = "visitor login, mde osi_coach 200, rest 403"
ADOPTED = {"target": "math_growth", "planned_for": "{today}", "dose": "Sample.", "steps": "Sample."}
SPOKEN = {"district": "{rival_district}", "verdict": "worked", "reason": "Sample."}
ENDED = {"on": "{today}", "reason": "Sample."}
WEIGHED = {"aim": "10", "context": "20", "evidence": "30", "results": "20", "contact": "20"}
WEIGHED |= {"need_state": "40", "need_like": "40", "need_trend": "10", "need_grade": "10", "reason": "Sample."}
REUSE = [
    Row("reuse:needs", ALL, at={"pk": "school"}),
    Row(
        "reuse:adopt",
        "visitor login, leaders rivals 200, rest 403",
        "visitor login, leaders on, rivals 200, rest 403",
        P_PUBLIC,
        {**ADOPTED, "target": "math_prof", "school": "{other_school}"},
    ),
    Row("reuse:feedback", OF_A_DISTRICT, "visitor login, rivals on, district 200, rest 403", P_PUBLIC, SPOKEN),
    Row("reuse:adoptions", READERS),
    Row("reuse:adoptions_file", READERS),
    Row("reuse:lists", FOR_THE_STATE),
    Row("reuse:list_file", FOR_THE_STATE, at={"kind": "=gaps"}),
    Row("reuse:list_file", FOR_THE_STATE, at={"kind": "=travel"}),
    Row("reuse:list_file", FOR_THE_STATE, at={"kind": "=unseen"}),
    Row("reuse:list_file", FOR_THE_STATE.replace("200", "404"), at={"kind": "=other"}),
    Row("reuse:weights", "visitor login, mde 200, rest 403", "visitor login, mde on, rest 403", sends=WEIGHED),
    Row("reuse:held", "visitor login, facilitator 200, rest 403"),
    Row("reuse:show", NEVER, JUDGES, TOLD),
    Row("reuse:hide", NEVER, JUDGES, TOLD, {"reason": "Sample."}),
    Row("reuse:take_back", NEVER, "visitor login, rival_lead on, facilitator 403, rest 404", TOLD),
    Row("reuse:adoption", READS_IT, at=GOING),
    Row("reuse:check_in", NEVER, LEADS_IT.replace("200", "on"), GOING, {"on": "{today}", "dose": "less"}),
    Row(
        "reuse:check_in",
        NEVER,
        "visitor login, district mde osi_coach 403, rest 404",
        {"reference": "planned_adoption"},
        {"on": "{today}", "dose": "less"},
    ),
    Row(
        "reuse:move",
        LEADS_IT,
        LEADS_IT.replace("200", "on"),
        {"reference": "planned_adoption", "verb": "=start"},
        {"on": "{today}"},
    ),
    Row("reuse:move", LEADS_IT, LEADS_IT.replace("200", "on"), {**GOING, "verb": "=stop"}, ENDED),
    Row("reuse:move", LEADS_IT, LEADS_IT.replace("200", "on"), {**GOING, "verb": "=finish"}, ENDED),
    Row("reuse:resume", NEVER, LEADS_IT.replace("200", "409"), GOING),
]
