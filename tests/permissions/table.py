"""Who may use which address: every address of ours, by GET and by POST, for sixteen kinds of people.

How to read a row: `Row(name, get, post, at, sends)`. `at` names what the address is about and `sends` the form, both in
words of the world in world.py. An answer is a status, `login` (sent to sign in) or `on` (it worked and leads on); the
clauses are read from left to right and `rest` stands for everybody not yet named. Unless a clause names them, who is
`viewing` (an administrator who looks through the lead's eyes) gets the lead's answer to GET and 403 to every POST.
PUT, PATCH and DELETE are answered by 405 everywhere, HEAD as GET without a body; test_table.py asks for them too.
"""

from tests.permissions.comment_rows import COMMENTS
from tests.permissions.event_rows import EVENTS
from tests.permissions.following_rows import FOLLOWING
from tests.permissions.impact_rows import IMPACT
from tests.permissions.improvement_rows import IMPROVEMENT
from tests.permissions.initiative_rows import INITIATIVES
from tests.permissions.ledger_rows import LEDGER
from tests.permissions.library_rows import LIBRARY, REUSE
from tests.permissions.measure_rows import MEASURES
from tests.permissions.meeting_rows import MEETINGS
from tests.permissions.mentoring_rows import MENTORING
from tests.permissions.plc_rows import PLCS
from tests.permissions.rows import ALL, NEVER, SIGNED_IN, Row
from tests.permissions.standard_rows import STANDARDS
from tests.permissions.waiver_rows import WAIVERS

CORE = [
    Row("core:healthz", ALL),
    Row("core:readyz", ALL),
    Row("core:resume", "visitor login, rest on"),
    Row("core:outbox", "visitor login, mde 200, rest 403"),
    Row("ui:styleguide", "visitor login, state 200, rest 403", "visitor login, state 200, rest 403"),
    Row("home:start", SIGNED_IN),
    Row("pages:search", ALL),
    Row("pages:news_feed", ALL),
    Row("pages:robots", ALL),
    Row("pages:document", ALL, at={"document_id": "guide", "document_filename": "guide_name"}),
    Row("pages:document", "visitor login, rest 404", at={"document_id": "locked", "document_filename": "locked_name"}),
    Row("pages:editor_door", "visitor login, mde editor on, rest 403"),
]

ADMINISTRATOR = "visitor login, administrator 200, rest 403"
ON_NEWCOMER = "visitor login, administrator on, newcomer 403, rest 404"
ACCOUNTS = [
    Row("accounts:account", "visitor login, viewing 403, rest 200", "visitor login, rest on", sends={"name": "Sample"}),
    Row("notifications:notices", "visitor login, viewing 403, rest 200", "visitor login, rest on"),
    Row("notifications:news", "visitor login, viewing 403, rest 200"),
    Row("notifications:told", "visitor login, viewing 403, lead 200, rest 404", at={"number": "told"}),
    Row("accounts:people", ADMINISTRATOR),
    Row("accounts:stop_viewing", NEVER, "visitor login, viewing on, rest on"),
    Row(
        "accounts:person",
        "visitor login, administrator 200, newcomer 403, rest 404",
        at={"pk": "newcomer_pk"},
    ),
    Row("accounts:grant_role", NEVER, ON_NEWCOMER, {"pk": "newcomer_pk"}, {"role": "editor"}),
    Row(
        "accounts:grant_role",
        NEVER,
        "visitor login, administrator 403, rest 404",
        {"pk": "administrator_pk"},
        {"role": "editor"},
    ),
    Row(
        "accounts:end_role",
        NEVER,
        "visitor login, administrator on, editor 403, rest 404",
        {"pk": "editor_pk", "role": "=editor"},
    ),
    Row("accounts:end_sessions", NEVER, ON_NEWCOMER, {"pk": "newcomer_pk"}),
    Row("accounts:disable", NEVER, ON_NEWCOMER, {"pk": "newcomer_pk"}),
    Row("accounts:enable", NEVER, "visitor login, administrator on, rest 404", {"pk": "closed"}),
    Row("accounts:view_as", NEVER, ON_NEWCOMER, {"pk": "newcomer_pk"}),
    Row(
        "accounts:view_as",
        NEVER,
        "visitor login, administrator facilitator 403, rest 404",
        {"pk": "facilitator_pk"},
    ),
]

PUBLIC_DISTRICTS = [
    Row("districts:directory", ALL),
    Row("districts:download", ALL),
    Row("districts:district", ALL, at={"leaid": "district"}),
    Row("schools:school", ALL, at={"pk": "school"}),
]
OWN = {"leaid": "district"}
OF_MEMBER = {"leaid": "district", "pk": "member_membership"}
OF_ASKED = {"leaid": "district", "pk": "asked"}
DECIDES = "visitor login, writers mde on, member board_president newcomer 403, rest 404"
ENDS = "visitor login, writers mde on, member board_president 403, rest 404"
DISTRICT_PEOPLE = [
    Row("districts:own_people", "visitor login, district rivals on, rest 403"),
    Row("districts:join", SIGNED_IN, "visitor login, rest on", OWN, {"office": "federal_programs"}),
    Row("districts:people", "visitor login, district mde 200, rest 404", at=OWN),
    Row(
        "districts:invite",
        "visitor login, writers mde 200, member board_president 403, rest 404",
        "visitor login, writers mde on, member board_president 403, rest 404",
        OWN,
        {"email": "invited@example.org", "office": "other"},
    ),
    Row(
        "districts:accept_invitation",
        SIGNED_IN,
        "visitor login, newcomer on, rest 409",
        {"token": "token"},
    ),
    Row(
        "districts:revoke_invitation",
        NEVER,
        "visitor login, writers mde on, member board_president 403, rest 404",
        {"leaid": "district", "pk": "invitation"},
    ),
    Row("districts:membership", "visitor login, district mde 200, rest 404", at=OF_MEMBER),
    Row(
        "districts:membership",
        "visitor login, former_member district mde 200, rest 404",
        at={"leaid": "district", "pk": "left"},
    ),
    Row("districts:membership", "visitor login, newcomer district mde 200, rest 404", at=OF_ASKED),
    Row("districts:approve", NEVER, DECIDES, OF_ASKED),
    Row("districts:decline", NEVER, DECIDES, OF_ASKED, {"reason": "Sample"}),
    Row("districts:end", NEVER, ENDS, OF_MEMBER, {"reason": "Sample"}),
    Row("districts:set_term", NEVER, ENDS, OF_MEMBER, {"ends_on": "{today}"}),
    Row("districts:leave", NEVER, "visitor login, member on, district mde 403, rest 404", OF_MEMBER),
    Row(
        "districts:hand_over",
        "visitor login, lead 200, district mde 403, rest 404",
        "visitor login, lead on, district mde 403, rest 404",
        {"leaid": "district", "pk": "lead_membership"},
        {"successor": "{member_pk}"},
    ),
]

STEWARDS = "visitor login, data_steward administrator 200, rest 403"
OF_RUN = {"pk": "run"}
RUN_READ = "visitor login, data_steward administrator 200, rest 404"
RUN_DONE = "visitor login, data_steward administrator on, rest 404"
IMPORTS = [
    Row("accountability:imports", STEWARDS),
    Row("accountability:new", STEWARDS, STEWARDS),
    Row("accountability:import", RUN_READ, at=OF_RUN),
    Row("accountability:findings", RUN_READ, at=OF_RUN),
    Row("accountability:confirm", NEVER, "visitor login, data_steward administrator 409, rest 404", OF_RUN),
    Row("accountability:discard", NEVER, RUN_DONE, OF_RUN),
]

DRAFT, SUBMITTED = {"reference": "draft"}, {"reference": "submitted"}
WRITES = "visitor login, writers 200, board_president 403, rest 404"
WRITTEN = "visitor login, writers on, board_president 403, rest 404"
TOO_LATE = "visitor login, leaders mde 403, rest 404"
DECIDED = "visitor login, facilitator on, leaders administrator 403, rest 404"
DECIDING = "visitor login, facilitator 200, leaders administrator 403, rest 404"
SHARED, ASKED, PENDING = {"reference": "shared"}, {"reference": "asked_back"}, {"reference": "pending"}
PENDING_ROUND = {"slug": "pending_round"}
HELPED = "visitor login, board_president 403, district 200, rest 404"
CLOSED = "visitor login, writers 404, board_president mde 403, rest 404"
ONLY_WHY = {"why": "Sample.", "version-why": "1"}
WRITES_ASKED = "visitor login, writers 200, board_president mde 403, rest 404"
MESSAGE = {"text": "Sample message.", "audience": "all"}
WHY = {"why": "Sample.", "barrier": "", "version-why": "1", "version-barrier": "1"}
COPY = {"title": "Sample copy", "slug": "sample-copy"}
MDE_ONLY = "visitor login, mde 200, rest 403"
CLAIMS = "visitor login, facilitator on, rest 403"
LEADS = "visitor login, leaders 200, mde 403, rest 404"
ANNOUNCES = "visitor login, mde 200, rest 404"
INTAKE = [
    Row("intake:calls", ALL),
    Row("intake:call", ALL, at={"slug": "open"}),
    Row("intake:call", "rest 404", at={"slug": "hidden"}),
    Row("intake:blank_form", ALL, at={"slug": "open"}),
    Row("intake:blank_form", "rest 404", at={"slug": "hidden"}),
    Row("intake:blank_file", ALL, at={"slug": "open"}),
    Row("intake:blank_file", "rest 404", at={"slug": "hidden"}),
    Row("intake:figures", "visitor login, mde 200, rest 404", at={"slug": "open"}),
    *(Row("intake:export", MDE_ONLY, at={"kind": f"={kind}"}) for kind in ("csv", "xlsx", "zip")),
    Row("intake:application_file", "visitor login, leaders 200, rest 404", at=DRAFT),
    Row("intake:application_file", "visitor login, leaders mde 200, rest 404", at=SUBMITTED),
    Row("intake:dates", ALL, at={"slug": "open"}),
    Row("intake:dates", "rest 404", at={"slug": "hidden"}),
    Row("intake:texts", "visitor login, mde 200, rest 404", at={"slug": "open"}),
    Row("intake:texts", "visitor login, mde 200, rest 404", at={"slug": "hidden"}),
    Row("intake:copy_round", ANNOUNCES, ANNOUNCES.replace("200", "on"), {"slug": "open"}, COPY),
    Row("intake:answer_file", "visitor login, leaders 200, rest 404", at={**DRAFT, "question": "=plan"}),
    Row("intake:begin", NEVER, "visitor login, writers on, rest 404", {"slug": "open"}, {"district": "{district}"}),
    Row("intake:begin", NEVER, "visitor login, rest 404", {"slug": "hidden"}, {"district": "{district}"}),
    Row("intake:applications", SIGNED_IN),
    Row("intake:application", "visitor login, leaders 200, rest 404", at=DRAFT),
    Row("intake:application", "visitor login, leaders mde 200, rest 404", at=SUBMITTED),
    Row("intake:application", "visitor login, rivals 200, rest 404", at={"reference": "rival_draft"}),
    Row("intake:write", WRITES, WRITTEN, {**DRAFT, "section": "=why"}, WHY),
    Row("intake:write", TOO_LATE, TOO_LATE, {**SUBMITTED, "section": "=why"}, WHY),
    Row("intake:save_answer", NEVER, WRITES, {**DRAFT, "question": "=why"}, WHY),
    Row("intake:save_answer", NEVER, TOO_LATE, {**SUBMITTED, "question": "=why"}, WHY),
    Row("intake:preview", WRITES, at=DRAFT),
    Row("intake:preview", TOO_LATE, at=SUBMITTED),
    Row("intake:submit", NEVER, WRITTEN, DRAFT),
    Row("intake:submit", NEVER, "visitor login, writers 409, board_president mde 403, rest 404", SUBMITTED),
    Row("intake:withdraw", WRITES, WRITTEN, DRAFT),
    Row(
        "intake:withdraw",
        "visitor login, writers 200, board_president mde 403, rest 404",
        "visitor login, writers on, board_president mde 403, rest 404",
        SUBMITTED,
    ),
    Row("intake:reuse", NEVER, "visitor login, board_president 403, rest 404", DRAFT, {"earlier": "{rival_submitted}"}),
    Row("intake:reuse", NEVER, WRITTEN, DRAFT, {"earlier": "{submitted}"}),
    Row("intake:changes", "visitor login, leaders 200, rest 404", at=DRAFT),
    Row("intake:changes", "visitor login, leaders mde 200, rest 404", at=SUBMITTED),
    Row("intake:co_writers", WRITES, WRITTEN, DRAFT, {"person": "{member_pk}", "share": "edit"}),
    Row("intake:co_writers", TOO_LATE, TOO_LATE, SUBMITTED),
    Row("intake:application", "visitor login, district 200, rest 404", at=SHARED),
    Row("intake:write", HELPED, HELPED.replace("200", "on"), {**SHARED, "section": "=why"}, WHY),
    Row(
        "intake:end_co_writer",
        NEVER,
        "visitor login, member writers on, board_president 403, rest 404",
        {**SHARED, "number": "share"},
    ),
    Row(
        "intake:sign_off",
        NEVER,
        "visitor login, superintendent on, district 403, rest 404",
        SHARED,
        {"office": "superintendent", "shown": "{shared_hash}"},
    ),
    Row("intake:ask_for_sign_off", NEVER, "visitor login, writers on, district 403, rest 404", SHARED),
    Row("intake:post", NEVER, "visitor login, district on, rest 404", SHARED, {"text": "Sample."}),
    Row("intake:post", NEVER, "visitor login, leaders facilitator on, administrator 403, rest 404", SUBMITTED, MESSAGE),
    Row("intake:review", NEVER, DECIDED, SUBMITTED),
    Row("intake:ask", DECIDING, DECIDED, SUBMITTED, {"questions": "why", "words": "Sample.", "due_on": "{today}"}),
    Row("intake:write", WRITES_ASKED, WRITES_ASKED.replace("200", "on"), {**ASKED, "section": "=why"}, ONLY_WHY),
    Row("intake:write", CLOSED, CLOSED, {**ASKED, "section": "=plcs"}),
    Row("intake:go_on", NEVER, DECIDED, ASKED),
    Row("intake:decide", DECIDING, DECIDED, SUBMITTED, {"outcome": "accept", "reasons": "Sample reasons."}),
    Row("intake:clear_decision", NEVER, DECIDED, PENDING),
    Row("intake:move_on_list", NEVER, DECIDED, PENDING, {"place": "1"}),
    Row("intake:application", "visitor login, leaders mde 200, rest 404", at=PENDING),
    Row(
        "intake:open_review",
        "visitor login, facilitator 200, administrator 403, rest 404",
        "visitor login, facilitator on, administrator 403, rest 404",
        PENDING_ROUND,
        {"per_subject": "3", "due_on": "{today}"},
    ),
    Row("intake:decisions", "visitor login, mde 200, rest 404", at=PENDING_ROUND),
    Row(
        "intake:release",
        "visitor login, facilitator 200, administrator 403, rest 404",
        "visitor login, facilitator on, administrator 403, rest 404",
        PENDING_ROUND,
        {"shown": "{pending_shown}"},
    ),
    Row(
        "intake:stages",
        "visitor login, facilitator 200, administrator 403, rest 404",
        "visitor login, facilitator 200, administrator 403, rest 404",
        PENDING_ROUND,
    ),
    Row("intake:enter_stage", NEVER, DECIDED.replace("on", "409"), PENDING, {"stage": "nowhere"}),
    Row("intake:close_list", NEVER, "visitor login, facilitator on, administrator 403, rest 404", PENDING_ROUND),
]

ISSUED, SIGNED = {"reference": "issued_letter"}, {"reference": "signed_letter"}
READS_LETTER = "visitor login, leaders mde 200, rest 404"
SIGNS = "visitor login, superintendent 200, leaders mde 403, rest 404"
HAS_SIGNED = "visitor login, superintendent on, leaders mde 403, rest 404"
MANAGES = "visitor login, facilitator 200, leaders mde 403, rest 404"
MANAGED = "visitor login, facilitator on, leaders mde 403, rest 404"
CONSENT = {"consent": "on", "typed_name": "Sample Superintendent", "shown_hash": "{issued_hash}"}
COUNTER = {"consent": "on", "typed_name": "Sample facilitator", "shown_hash": "{on_paper_hash}"}
ON_PAPER = {"reference": "on_paper_letter"}
REASON = {"reason": "Sample."}
AMENDED = {"pathways": "{pathway}", "text": "# Sample", "change_note": "Sample.", "due_on": "{today}", "then": "issue"}
LETTERS = [
    Row("letters:letters", SIGNED_IN),
    Row("letters:remind", NEVER, CLAIMS, sends={"letters": "{issued_pk}", "confirmed": "on"}),
    Row("letters:letter", READS_LETTER, at=ISSUED),
    Row("letters:letter", READS_LETTER, at=SIGNED),
    Row("letters:letter_pdf", "visitor login, rest 404", at=ISSUED),
    Row("letters:letter_pdf", READS_LETTER, at=SIGNED),
    Row("letters:paper_copy", READS_LETTER, at=ISSUED),
    Row("letters:paper_copy", "visitor login, rest 404", at=SIGNED),
    Row("letters:scan", READS_LETTER, at=ON_PAPER),
    Row("letters:scan", "visitor login, rest 404", at=SIGNED),
    Row("letters:sign", SIGNS, HAS_SIGNED, ISSUED, CONSENT),
    Row("letters:decline", SIGNS, HAS_SIGNED, ISSUED, REASON),
    Row("letters:countersign", MANAGES, MANAGED, ON_PAPER, COUNTER),
    Row("letters:withdraw", SIGNS, HAS_SIGNED, SIGNED, REASON),
    Row("letters:amend", MANAGES, MANAGED, ISSUED, AMENDED),
    Row("letters:extend", MANAGES, MANAGED, ISSUED, {"due_on": "{today}"}),
    Row("letters:void", MANAGES, MANAGED, ISSUED, REASON),
    Row("letters:paper", MANAGES, MANAGES, ISSUED, {"name_superintendent": "Sample"}),
    Row("letters:reminders", NEVER, MANAGED, ISSUED, {"on": "no"}),
    Row("letters:ask_change", LEADS, LEADS.replace("200", "on"), ISSUED, {"pathways": "{pathway}", "words": "Sample."}),
    Row("letters:answer_change", MANAGES, MANAGED, SIGNED, {"words": "Sample."}),
    Row("letters:verify", ALL, ALL),
    Row("letters:verified", ALL, at={"code": "signed_code"}),
    Row("letters:verified", "rest 404", at={"code": "issued_code"}),
]

WORK = {"key": "application-{submitted}"}
WORKLIST = [
    Row("worklist:worklist", "visitor login, mde 200, rest 403"),
    Row("worklist:claim", NEVER, CLAIMS, sends=WORK),
    Row("worklist:take_over", NEVER, CLAIMS, sends=WORK),
    Row("worklist:release", NEVER, CLAIMS, sends={"key": "claimed"}),
    Row("worklist:save_view", NEVER, "visitor login, rest on", sends={"place": "letters", "name": "Sample"}),
    Row("worklist:drop_view", NEVER, "visitor login, facilitator on, rest 404", {"number": "saved_view"}),
]

CONFLICTS = [
    Row("conflicts:mine", SIGNED_IN, "visitor login, rest on", sends={"district": "2899002", "reason": "Sample."}),
    Row("conflicts:everybody", "visitor login, mde 200, rest 403"),
    Row("conflicts:end", NEVER, "visitor login, csa_reviewer on, mde 403, rest 404", {"number": "declaration"}),
]
PANEL, REVIEW = {"key": "panel"}, {"number": "assignment"}
RUNS = "visitor login, facilitator on, administrator 403, rest 404"
REVIEWS_ONE = "visitor login, csa_reviewer on, rest 404"
DISCUSSES = "visitor login, mde 200, csa_reviewer 403, rest 404"
AGREES = "visitor login, facilitator on, administrator csa_reviewer 403, rest 404"
REVIEWS = [
    Row(
        "reviews:discuss", DISCUSSES, DISCUSSES.replace("200", "on"), {"number": "review_subject"}, {"text": "Sample."}
    ),
    Row(
        "reviews:agree",
        NEVER,
        "visitor login, facilitator on, administrator csa_reviewer 403, rest 404",
        {"number": "review_subject"},
        {"score": "50"},
    ),
    Row("reviews:assign_sheet", NEVER, RUNS, PANEL, {"text": "X,nobody@example.org", "confirmed": "on"}),
    Row("reviews:assignments", "visitor login, facilitator 200, administrator 403, rest 404", at=PANEL),
    Row("reviews:release", NEVER, RUNS, {**PANEL, "number": "assignment"}),
    Row("reviews:set_phase", NEVER, RUNS, PANEL, {"others_shown": "always"}),
    Row("reviews:close", NEVER, RUNS, PANEL),
    Row("reviews:mine", SIGNED_IN),
    Row("reviews:review", "visitor login, csa_reviewer 200, rest 404", REVIEWS_ONE, REVIEW, {"note": "Sample."}),
    Row(
        "reviews:save_score",
        NEVER,
        "visitor login, csa_reviewer 200, rest 404",
        {**REVIEW, "criterion": "=aim"},
        {"level-aim": "1", "comment-aim": "Sample."},
    ),
    Row("reviews:abstain", NEVER, REVIEWS_ONE, REVIEW),
    Row("reviews:decline_field", NEVER, REVIEWS_ONE, REVIEW),
    Row("reviews:panel", "visitor login, mde 200, rest 404", at=PANEL),
    Row("reviews:add_member", NEVER, RUNS, PANEL, {"person": "newcomer@example.org"}),
    Row("reviews:assign", NEVER, RUNS, PANEL, {"subject": "{review_subject}", "person": "{csa_reviewer_pk}"}),
    Row("reviews:preview", "visitor login, facilitator 200, administrator 403, rest 404", at=PANEL),
    Row("reviews:assign_automatically", NEVER, RUNS, PANEL),
    Row("reviews:release_conflicted", NEVER, RUNS, PANEL),
]

TABLE = [
    *CORE,
    *ACCOUNTS,
    *PUBLIC_DISTRICTS,
    *DISTRICT_PEOPLE,
    *IMPORTS,
    *INTAKE,
    *LETTERS,
    *WORKLIST,
    *CONFLICTS,
    *REVIEWS,
    *LIBRARY,
    *REUSE,
    *PLCS,
    *INITIATIVES,
    *MEETINGS,
    *MENTORING,
    *EVENTS,
    *MEASURES,
    *STANDARDS,
    *WAIVERS,
    *FOLLOWING,
    *COMMENTS,
    *IMPACT,
    *IMPROVEMENT,
    *LEDGER,
]
