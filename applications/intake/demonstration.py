"""An open round with the dates of 2018 moved to the coming year, and two sample rounds that are further on.

In the sample rounds the two districts of the demonstration accounts have applied, by those accounts. The districts are
real and have not: every title, answer, reason and letter says that it is a sample, and no public page names a district
for it. All of it is written through the services on the day it is loaded; nothing is dated back.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application, Round
from applications.intake.states import Outcome
from applications.letters import demonstration as letters
from applications.letters.models import Letter
from applications.reviews import demonstration as reviews
from portal.accounts.demonstration import address, person
from portal.core.dates import last_moment
from portal.districts.demonstration import AMITE, CORINTH
from portal.districts.models import District
from portal.drafts.models import Share

GUIDE = (
    "This round follows the calendar of the network's first year, 2018: applications by the end of February, answers "
    "on March 9, letters of commitment by March 21, the first meeting of the whole network on March 26."
    "\n\nThe texts of this round are samples."
)
SAMPLE_GUIDE = (
    "This round is a sample of the demonstration, so that applications, reviews and letters can be looked at. "
    "No district has applied in it."
)
NAMES = {CORINTH: "corinth", AMITE: "amite"}
ANSWERS: dict[str, dict[str, Any]] = {
    CORINTH: {
        "pathways": ["career-academies"],
        "why": "Sample: students in grades 9 to 12 choose one of four academies and spend two afternoons a week there. "
        "We will know that it works when fewer of them miss school on those days.",
        "barrier": "Sample: the bell schedule leaves no room for two afternoons.",
        "capacity": "Sample: the innovation lead and one principal, four days a month.",
        "team_size": 4,
    },
    AMITE: {
        "pathways": ["dual-credit-and-early-college"],
        "why": "Sample: juniors take two college courses by video, with a teacher of their own school beside them.",
        "barrier": "",
        "capacity": "Sample: the innovation lead and the federal programs director.",
        "team_size": 3,
    },
}
HALF = ("contact_name", "contact_email", "pathways", "why")
HELPERS: dict[str, list[tuple[str, str]]] = {
    CORINTH: [("principal", Share.EDIT), ("teacher", Share.COMMENT), ("counselor", Share.VIEW)],
    AMITE: [("teacher", Share.EDIT), ("federal", Share.COMMENT)],
}


@transaction.atomic
def load() -> None:
    """Make the open round once."""
    year = _year(timezone.localdate())
    Round.objects.get_or_create(
        slug=str(year),
        defaults={
            "title": f"Round of {year}",
            "summary": "Ten to fifteen districts join the network for 18 months and work together in PLCs.",
            "guide": GUIDE,
            "opens_at": timezone.now() - timedelta(days=1),
            "closes_at": _end_of(date(year, 2, 26)),
            "decisions_on": date(year, 3, 9),
            "letters_due_at": _end_of(date(year, 3, 21)),
            "starts_on": date(year, 3, 26),
            "ends_on": date(year + 1, 9, 30),
            "capacity": 15,
            "sign_off_offices": ["superintendent"],
            "is_published": True,
        },
    )


def _year(today: date) -> int:
    return today.year if today < date(today.year, 2, 20) else today.year + 1


def _end_of(day: date) -> datetime:
    """The last moment of a day, US Central."""
    return timezone.make_aware(datetime.combine(day, time.max))


@transaction.atomic
def load_samples() -> None:
    """Sample applications, reviews and letters, into a portal in which nobody has applied yet; otherwise nothing."""
    if Application.objects.exists():
        return
    facilitator = person("facilitator", "")
    _begin_one()
    _bring_to_review(_sample_round("sample-review", "Sample round in review", days_to_decide=60), facilitator)
    _bring_to_letters(_sample_round("sample-letters", "Sample round with letters", days_to_decide=0), facilitator)


def _begin_one() -> None:
    """A half-written draft in the open round, with colleagues who help. The other district is free to begin."""
    call = Round.objects.open_at(timezone.now()).first()
    if call is not None:
        _draft(call, CORINTH, only=HALF)


def _sample_round(slug: str, title: str, *, days_to_decide: int) -> Round:
    now, today = timezone.now(), timezone.localdate()
    return Round.objects.create(
        slug=slug,
        title=title,
        summary="A sample of the demonstration. No district has applied in it.",
        guide=SAMPLE_GUIDE,
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(hours=1),
        decisions_on=today + timedelta(days=days_to_decide),
        letters_due_at=last_moment(today + timedelta(days=90)),
        starts_on=today + timedelta(days=100),
        ends_on=today + timedelta(days=650),
        letter_text=letters.SAMPLE_TEXT,
        sign_off_offices=["superintendent"],
        is_published=True,
    )


def _close(call: Round) -> None:
    """As staff do it in the editor: from this moment nothing more is handed in."""
    call.closes_at = timezone.now()
    call.save(update_fields=["closes_at"])


def _holder(leaid: str, office: str) -> Any:
    return person(f"{NAMES[leaid]}.{office}", "")


def _draft(call: Round, leaid: str, *, only: tuple[str, ...] = ()) -> Application:
    """The answers of the district's innovation lead, all of them or only some, and the colleagues who help."""
    lead = _holder(leaid, "lead")
    application = services.begin_application(call, District.objects.get(pk=leaid), actor=lead)
    contact = {"contact_name": lead.name, "contact_email": address(f"{NAMES[leaid]}.lead")}
    answers = {**contact, **ANSWERS[leaid], "superintendent_agrees": True, "board_agrees": True}
    kept = {key: value for key, value in answers.items() if not only or key in only}
    services.save_answers(application, kept, versions={}, actor=lead)
    for office, share in HELPERS[leaid]:
        services.invite_co_writer(application, person=_holder(leaid, office), share=share, actor=lead)
    return application


def _hand_in(call: Round, leaid: str) -> Application:
    """A whole application: the superintendent agrees to it, the innovation lead submits it."""
    application = _draft(call, leaid)
    shown = application.answers_hash()
    services.sign_off(application, office="superintendent", shown=shown, actor=_holder(leaid, "superintendent"))
    return services.submit_application(application, actor=_holder(leaid, "lead"))


def _bring_to_review(call: Round, facilitator: Any) -> None:
    """Both are with a panel; of one the department would like to know more."""
    corinth, amite = _hand_in(call, CORINTH), _hand_in(call, AMITE)
    _close(call)
    soon = timezone.localdate() + timedelta(days=30)
    for application in (corinth, amite):
        services.review_application(application, actor=facilitator)
    reviews.review(services.open_review(call, due_on=soon, per_subject=3, actor=facilitator), actor=facilitator)
    words = "Sample: how many days a month can the two offices give?"
    services.ask_information(amite, questions=["capacity"], words=words, due_on=soon, actor=facilitator)


def _bring_to_letters(call: Round, facilitator: Any) -> None:
    """Both are accepted: one letter waits for its superintendent, the other for the department."""
    applications = [_hand_in(call, leaid) for leaid in (CORINTH, AMITE)]
    _close(call)
    for application in applications:
        reasons = "Sample: a clear plan, and offices that have the time for it."
        services.decide_application(application, outcome=Outcome.ACCEPT, reasons=reasons, actor=facilitator)
    services.release_decisions(call, shown=services.fingerprint(call), actor=facilitator)
    signed = Letter.objects.get(source=applications[0].reference)
    letters.sign(signed, superintendent=_holder(CORINTH, "superintendent"))
