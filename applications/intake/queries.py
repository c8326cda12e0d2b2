"""Reads across an application: its life as a timeline, and what changed between two versions of its answers."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, Value
from django.utils import timezone

from applications.intake.balance import Kinds, Line, stand
from applications.intake.models import Answer, Application, ApplicationQuerySet, Decision, Round
from applications.intake.stages import Stage, after
from applications.intake.states import ApplicationState, Outcome
from applications.reviews.models import Panel
from applications.reviews.queries import Result, comments_on, results
from applications.reviews.rubric import Criterion
from portal.accountability.models import Rating
from portal.accountability.queries import grade_by_district, latest_grade_year
from portal.conflicts.queries import is_tied, tied_districts
from portal.drafts.queries import answered, pathway_names
from portal.drafts.questions import asked_in, words_of
from portal.network.models import Pathway
from portal.worklist.clock import Clock, Run, clock_of

DECIDED = {
    ApplicationState.ACCEPTED: "Accepted",
    ApplicationState.WAITLISTED: "Put on the waiting list",
    ApplicationState.DECLINED: "Not accepted",
}


@dataclass(frozen=True)
class Step:
    """One step in the life of an application; a step still to come has a date where one is known."""

    words: str
    at: datetime | date | None = None
    done: bool = True
    note: str = ""


def life_of(application: Application) -> list[Step]:
    """From its beginning to the decision, with the next date and who has it."""
    steps = [Step("Begun", application.begun_at, note=f"by {application.begun_by}")]
    if application.submitted_at is None:
        if application.state == ApplicationState.DRAFT:
            steps.append(Step("Submit", application.round.closes_at, done=False, note="The district has it."))
            steps.append(Step("Decision", application.round.decisions_on, done=False))
        return _withdrawn(application, steps)
    steps.append(Step("Submitted", application.submitted_at, note=f"by {application.submitted_by}"))
    for asked in application.information_requests.all():
        note = f"Due {asked.due_on:%B} {asked.due_on.day}. The department's clock stands still until you answer."
        steps.append(Step("More information asked", asked.asked_at, note=note))
        if asked.closed_at:
            steps.append(Step("Questions closed again", asked.closed_at))
    steps += [Step(entry.name, entry.entered_at) for entry in application.stage_entries.all()]
    steps.sort(key=_when)
    return _withdrawn(application, [*steps, *_outcome(application)])


def _when(step: Step) -> datetime:
    """When a step was taken; only steps that were taken are put in order."""
    return step.at if isinstance(step.at, datetime) else timezone.now()


def _outcome(application: Application) -> list[Step]:
    if application.decided_at:
        return [Step(DECIDED.get(ApplicationState(application.state), "Decided"), application.decided_at)]
    if application.state == ApplicationState.WITHDRAWN:
        return []
    waits_for_district = application.state == ApplicationState.MORE_INFORMATION
    note = "The district has it." if waits_for_district else "The department has it."
    to_come = after(application.round.stages, application.stage)
    return [
        *(Step(stage.name, done=False, note=_days(stage)) for stage in to_come),
        Step("Decision", application.round.decisions_on, done=False, note=note),
    ]


def _days(stage: Stage) -> str:
    return f"About {stage.days} day{'' if stage.days == 1 else 's'}." if stage.days else ""


def _withdrawn(application: Application, steps: list[Step]) -> list[Step]:
    return [*steps, Step("Withdrawn")] if application.state == ApplicationState.WITHDRAWN else steps


def compared(application: Application) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Two versions of the answers and words for what they are; both empty where there is nothing to compare with."""
    handed_in = [submission.answers for submission in application.submissions.order_by("-pk")[:2]]
    if len(handed_in) == 2 and not application.is_open_to_writers:
        return handed_in[1], handed_in[0], "since it was handed in before"
    if handed_in and application.is_open_to_writers:
        return handed_in[0], application.values(), "since it was handed in"
    if application.reused_from:
        return application.reused_from.values(), application.values(), f"since {application.reused_from.round}"
    return {}, {}, ""


def changed(application: Application) -> tuple[list[tuple[str, str, str]], str]:
    """Rows of question, words before and words after, for what differs; and words for what is compared."""
    before, after, words = compared(application)
    names = pathway_names()
    rows = [
        (question.label, words_of(question, before.get(question.key), names), words_of(question, value, names))
        for question in asked_in(application.sections)
        if (value := after.get(question.key)) != before.get(question.key)
    ]
    return [row for row in rows if row[1] != row[2]], words


def left_over(application: Application) -> list[tuple[str, str]]:
    """Texts of a draft whose questions the form asks no longer: (short name, words). They are kept, not handed in."""
    asked = {question.key for question in asked_in(application.sections)}
    return [(key, str(value)) for key, value in application.values().items() if key not in asked and value]


def text_of(application: Application) -> list[tuple[str, str, str]]:
    """The application as reviewers read it: rows of section, question and answer."""
    return [
        (part["section"].title, question.label, words)
        for part in answered(application.sections, application.values())
        for question, words in part["rows"]
    ]


def choices_of_list() -> dict[str, list[tuple[str, str]]]:
    """The rounds, the newest name first, and the PLCs by which the list can be filtered; one query for both."""
    rounds = Round.objects.published().order_by().annotate(of=Value("round")).values_list("of", "slug", "title")
    plcs = Pathway.objects.order_by().annotate(of=Value("plc")).values_list("of", "slug", "name")
    found = list(rounds.union(plcs, all=True).order_by("of", "title"))
    choices = {name: sorted((slug, words) for of, slug, words in found if of == name) for name in ("round", "plc")}
    return {**choices, "round": choices["round"][::-1]}


ORDER = {"old": ("submitted_at", "pk"), "district": ("district__name", "pk"), "state": ("state", "-submitted_at")}


def filtered(found: ApplicationQuerySet, chosen: dict[str, Any]) -> ApplicationQuerySet:
    """The applications that fit what was chosen in the list's form, in the chosen order; questions stay few."""
    if chosen.get("q"):
        words = chosen["q"]
        # SQLite keeps JSON with every sign beyond ASCII as a code, and both databases keep quotes with a backslash.
        written = Q(value__icontains=words) | Q(value__icontains=json.dumps(words)[1:-1])
        said = Answer.objects.filter(written).values("application")
        found = found.filter(Q(district__name__icontains=words) | Q(reference__iexact=words) | Q(pk__in=said))
    if chosen.get("plc"):
        named = Answer.objects.filter(question="pathways", value__icontains=f'"{chosen["plc"]}"')
        found = found.filter(pk__in=named.values("application"))
    if chosen.get("grade"):
        rated = Rating.objects.filter(year=latest_grade_year() or 0, school=None, grade=chosen["grade"])
        found = found.filter(district__in=rated.values("district"))
    if chosen.get("rural"):
        is_rural = Q(district__locale__startswith="4")
        found = found.filter(is_rural if chosen["rural"] == "yes" else ~is_rural)
    plain = {"state": "state", "round": "round__slug", "region": "district__county__region"}
    found = found.filter(**{field: chosen[name] for name, field in plain.items() if chosen.get(name)})
    return found.order_by(*ORDER[chosen["sort"]]) if chosen.get("sort") else found


def clock_of_service() -> Clock:
    """How long the department takes, over all applications that were ever handed in; two queries."""
    handed_in = Application.objects.filter(submitted_at__isnull=False).exclude(state=ApplicationState.WITHDRAWN)
    return clock_of(
        (
            Run(
                each.submitted_at,
                each.decided_at,
                [(asked.asked_at, asked.closed_at) for asked in each.information_requests.all()],
            )
            for each in handed_in.prefetch_related("information_requests")
            if each.submitted_at
        ),
        timezone.now(),
    )


def balance_of(call: Round) -> list[Line]:
    """The round's rules of balance, each with how it stands among the districts that have a place, told or not."""
    rules = call.rules
    if not rules:
        return []
    applied = call.applications.exclude(state__in=(ApplicationState.DRAFT, ApplicationState.WITHDRAWN))
    found = list(applied.select_related("district__county", "decision").prefetch_related("answers"))
    names, grades = pathway_names(), grade_by_district(latest_grade_year())
    kinds = [(application, _kinds(application, names, grades)) for application in found]
    accepted = [each for application, each in kinds if _has_place(application)]
    return stand(rules, accepted, [each for _, each in kinds])


def _has_place(application: Application) -> bool:
    decision = getattr(application, "decision", None)
    return decision is not None and decision.outcome == Outcome.ACCEPT


def _kinds(application: Application, names: dict[str, str], grades: dict[str, str]) -> Kinds:
    district = application.district
    chosen = application.values().get("pathways") or []
    grade = grades.get(district.pk)
    return Kinds(
        plc=tuple(names.get(slug, slug) for slug in chosen),
        region=(district.county.get_region_display(),) if district.county else (),
        rurality=("rural" if district.is_rural else "not rural",),
        grade=(grade,) if grade else (),
    )


def districts_not_shown(user: Any, call: Round) -> set[str]:
    """The districts of undecided applications that the reader may not judge: nothing pending of them is shown."""
    return tied_districts(user.pk, set(call.applications.undecided().values_list("district", flat=True)))


def results_for(user: Any, call: Round) -> dict[str, Result]:
    """What the round's panel found, by reference, about the applications that the reader is free to judge."""
    panel = Panel.objects.filter(key=panel_key(call)).first()
    return results(panel, panel.subjects.present().visible_to(user)) if panel else {}


def criteria_for(
    user: Any, application: Application, decision: Decision | None
) -> tuple[tuple[Criterion, ...], dict[str, str]]:
    """What the decision can speak of, by criterion: the words kept before, else what reviewers wrote for the district.

    Nothing of reviews for who is tied to the district.
    """
    panel = Panel.objects.filter(key=panel_key(application.round)).first()
    criteria = panel.criteria if panel else application.round.criteria
    if decision:
        return criteria, {each.key: decision.criteria.get(each.name, "") for each in criteria}
    if panel is None or is_tied(user.pk, application.district_id):
        return criteria, {}
    return criteria, comments_on(panel, application.reference)


def panel_key(call: Round) -> str:
    """The key of the panel that reviews a round's applications."""
    return f"round-{call.slug}"
