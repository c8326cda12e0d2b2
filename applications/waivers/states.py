"""The states of a proposal to vary accreditation standards, and what may become of each provision."""

from django.db import models

from portal.core.states import Move


class WaiverState(models.TextChoices):
    """Where a proposal stands. From “On the docket” on everybody reads it."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Handed in, being checked"
    RETURNED = "returned", "Sent back to be completed"
    COMPLETE = "complete", "On the docket"
    REVISING = "revising", "Being changed by the district"
    ON_AGENDA = "on_agenda", "On an agenda"
    DEFERRED = "deferred", "Deferred"
    RECOMMENDED = "recommended", "Before the State Board"
    GRANTED = "granted", "Granted"
    CONDITIONAL = "conditional", "Granted with conditions"
    DENIED = "denied", "Denied"
    LAPSED = "lapsed", "Lapsed"
    RESCINDED = "rescinded", "Rescinded"
    RENEWED = "renewed", "Renewed"
    AMENDED = "amended", "Replaced by an amendment"
    TAKEN_UP = "taken_up", "Change taken up"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Kind(models.TextChoices):
    """What a proposal is to earlier ones."""

    NEW = "new", "New"
    CHANGE = "change", "Change of a proposal on the docket"
    AMENDMENT = "amendment", "Amendment of a waiver"
    RENEWAL = "renewal", "Renewal of a waiver"


class Disposition(models.TextChoices):
    """What the Commission recommends for one provision."""

    GRANT = "grant", "Grant"
    CONDITIONS = "conditions", "Grant with conditions"
    PILOT = "pilot", "Grant as a pilot"
    DEFER = "defer", "Defer"
    DENY = "deny", "Deny"


class Result(models.TextChoices):
    """What the report of an evaluation says of a provision: whether that moved which should."""

    MET = "met", "Goal met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"
    UNCLEAR = "unclear", "Unclear"


S = WaiverState
OPEN_TO_WRITERS = (S.DRAFT, S.RETURNED)
SUBMIT = Move("submit", OPEN_TO_WRITERS, S.SUBMITTED)
SEND_BACK = Move("send_back", (S.SUBMITTED,), S.RETURNED)
DOCKET = Move("docket", (S.SUBMITTED,), S.COMPLETE)
REVISE = Move("revise", (S.COMPLETE, S.DEFERRED), S.REVISING)
RESUME = Move("resume", (S.REVISING,), S.COMPLETE)
TAKE_UP = Move("take_up", (S.SUBMITTED,), S.TAKEN_UP)
SCHEDULE = Move("schedule", (S.COMPLETE, S.DEFERRED), S.ON_AGENDA)
UNSCHEDULE = Move("unschedule", (S.ON_AGENDA,), S.COMPLETE)
DEFER = Move("defer", (S.ON_AGENDA,), S.DEFERRED)
RECOMMEND = Move("recommend", (S.ON_AGENDA,), S.RECOMMENDED)
GRANT = Move("grant", (S.RECOMMENDED,), S.GRANTED)
GRANT_CONDITIONALLY = Move("grant_conditionally", (S.RECOMMENDED,), S.CONDITIONAL)
DENY = Move("deny", (S.RECOMMENDED,), S.DENIED)
LAPSE = Move("lapse", (S.GRANTED, S.CONDITIONAL), S.LAPSED)
RENEW = Move("renew", (S.GRANTED, S.CONDITIONAL, S.LAPSED), S.RENEWED)
AMEND = Move("amend", (S.GRANTED, S.CONDITIONAL), S.AMENDED)
RESCIND = Move("rescind", (S.GRANTED, S.CONDITIONAL, S.RENEWED), S.RESCINDED)
WITHDRAW = Move(
    "withdraw",
    (S.DRAFT, S.SUBMITTED, S.RETURNED, S.COMPLETE, S.REVISING, S.ON_AGENDA, S.DEFERRED),
    S.WITHDRAWN,
)
# A renewed one goes on to the end of its own term; then the renewal begins.
IN_FORCE = (S.GRANTED, S.CONDITIONAL, S.RENEWED)
PENDING = (S.COMPLETE, S.REVISING, S.ON_AGENDA, S.DEFERRED, S.RECOMMENDED)
GRANTING = (Disposition.GRANT, Disposition.CONDITIONS, Disposition.PILOT)
