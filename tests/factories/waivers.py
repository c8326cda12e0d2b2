"""Proposals in every state, for tests; made by services, as people would."""

from datetime import date
from typing import Any

from django.utils import timezone

from applications.waivers import services
from applications.waivers.models import Hypothesis, Provision, Waiver
from portal.core.files import store_bytes
from portal.districts.models import District, Membership
from portal.network.models import Pathway
from portal.standards.models import Edition, StandardVersion
from tests.cast import office_holder
from tests.factories.standards import added, kept_edition

ANSWERS: dict[str, Any] = {
    "title": "Longer blocks for career classes (sample)",
    "summary": "Sample: three long days a week in place of five short ones.",
    "students": 120,
    "board_on": "2026-10-05",
    "board_for": 5,
    "board_against": 0,
    "consulted": [["Parents (sample)", "Meeting in September", "40", "3", "Buses must wait."]],
    "comparison": "Sample: the same classes in the three years before.",
    "first_report": "2027-12-15",
    "final_report": "2028-12-15",
}
PROVISION: dict[str, Any] = {
    "goal": "Sample: nine of ten finish their program.",
    "obstacle": "Sample: a lab of two hours does not fit.",
    "alternative": "Sample: the same minutes in a week, in longer blocks.",
    "safeguards": "Sample: absences are looked at each week.",
    "affected": "Sample: grades 11 and 12.",
    "begins_on": date(2027, 8, 1),
    "ends_on": date(2029, 6, 30),
}
HYPOTHESIS: dict[str, Any] = {
    "words": "More students finish (sample)",
    "other_measure": "Programs finished (sample)",
    "baseline": 71,
    "target": 90,
    "n": 120,
    "by": date(2028, 6, 30),
}


def standard_of(number: str = "13", *, actor: Any, **words: Any) -> StandardVersion:
    """A standard of an edition in force today."""
    edition = Edition.objects.filter(code="2018").first() or kept_edition(actor=actor)
    return added(edition, number, actor=actor, **words).versions.get()


def drafted(district: District, pathway: Pathway, *, actor: Any, **answers: Any) -> Waiver:
    """A draft in which every question is answered, without a provision."""
    waiver = services.begin_waiver(district, pathway, actor=actor)
    stored = store_bytes(b"%PDF-1.4 sample", name="resolution.pdf", content_type="application/pdf", actor=actor)
    kept = {"file": stored.pk, "name": stored.name, "size": stored.size}
    services.save_answers(waiver, {**ANSWERS, "resolution": kept, **answers}, versions={}, actor=actor)
    return waiver


def provided(waiver: Waiver, standard: StandardVersion, *, actor: Any, **facts: Any) -> Provision:
    """A provision, with one thing that should move."""
    provision = services.write_provision(waiver, standard=standard, **{**PROVISION, **facts}, actor=actor)
    hypothesised(provision, actor=actor)
    return provision


def hypothesised(provision: Provision, *, measure: Any = None, actor: Any, **facts: Any) -> Hypothesis:
    """What should move."""
    return services.add_hypothesis(provision, measure=measure, **{**HYPOTHESIS, **facts}, actor=actor)


def agreed(waiver: Waiver) -> Waiver:
    """A draft to which every superintendent agreed who has to; where nobody holds the office, somebody new does."""
    for leaid, office in waiver.offices_left():
        held = Membership.objects.in_office(office).filter(district=leaid).select_related("user").first()
        person = held.user if held else office_holder(District.objects.get(pk=leaid), office, f"{office} {leaid}")
        shown = waiver.answers_hash()
        services.sign_off(waiver, office=office, district=leaid, shown=shown, actor=person)
    return waiver


def handed_in(district: District, pathway: Pathway, standard: StandardVersion, *, actor: Any, **answers: Any) -> Waiver:
    """A complete proposal that MDE has."""
    waiver = drafted(district, pathway, actor=actor, **answers)
    provided(waiver, standard, actor=actor)
    return services.submit_waiver(agreed(waiver), actor=actor)


def docketed(
    district: District, pathway: Pathway, standard: StandardVersion, *, actor: Any, facilitator: Any, **answers: Any
) -> Waiver:
    """A proposal that everybody reads."""
    made = handed_in(district, pathway, standard, actor=actor, **answers)
    return services.docket_waiver(made, actor=facilitator)


def granted(waiver: Waiver, *, facilitator: Any, on: date | None = None, **found: Any) -> Waiver:
    """What is on the docket, recommended and approved by the State Board; a disposition for all of its provisions."""
    services.schedule_waiver(waiver, actor=facilitator)
    said = services.Recommended(found.get("disposition", "grant"), found.get("conditions", ""))
    day = on or timezone.localdate()
    services.recommend(waiver, {each.pk: said for each in waiver.provisions.all()}, on=day, actor=facilitator)
    return services.record_board(waiver, approves=True, on=day, actor=facilitator)
