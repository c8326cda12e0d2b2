"""Rounds, applications and letters, for tests."""

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application, Round
from applications.letters import services as letters
from applications.letters.models import Letter
from portal.network.models import Pathway, PathwayKind

COMPLETE = {
    "contact_name": "Innovation lead (sample)",
    "contact_email": "lead@example.org",
    "contact_phone": "",
    "pathways": ["career-academies-sample"],
    "why": "Sample: students in grades 9 to 12 choose one of four academies.",
    "barrier": "",
    "capacity": "Sample: two offices, four days a month.",
    "team_size": 4,
    "superintendent_agrees": True,
    "board_agrees": True,
}


class PathwayFactory(factory.django.DjangoModelFactory):
    """A PLC topic."""

    class Meta:
        model = Pathway
        django_get_or_create = ("slug",)

    slug = "career-academies-sample"
    name = "Career academies (sample)"
    kind = PathwayKind.IMPLEMENTATION


class RoundFactory(factory.django.DjangoModelFactory):
    """A round that is open."""

    class Meta:
        model = Round

    slug = factory.Sequence(lambda number: f"sample-{number}")
    title = factory.Sequence(lambda number: f"Sample round {number}")
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    decisions_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=40))
    letters_due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=52))
    starts_on = date(2027, 3, 26)
    ends_on = date(2028, 9, 30)
    is_published = True


def complete_draft(call: Round, district: Any, *, actor: Any, **answers: Any) -> Application:
    """A draft in which every question is answered."""
    PathwayFactory()
    application = services.begin_application(call, district, actor=actor)
    services.save_answers(application, {**COMPLETE, **answers}, versions={}, actor=actor)
    return application


def submitted(call: Round, district: Any, *, actor: Any, **answers: Any) -> Application:
    """An application that was handed in."""
    return services.submit_application(complete_draft(call, district, actor=actor, **answers), actor=actor)


def decided(
    application: Application, outcome: str, *, facilitator: Any, reasons: str = "Sample reasons."
) -> Application:
    """An application with a decision that was released, together with what else was pending in its round."""
    services.decide_application(application, outcome=outcome, reasons=reasons, actor=facilitator)
    services.release_decisions(application.round, shown=services.fingerprint(application.round), actor=facilitator)
    application.refresh_from_db()
    return application


def accepted(application: Application, *, facilitator: Any, reasons: str = "Sample reasons.") -> Application:
    """An application that was accepted; its letter is issued."""
    return decided(application, "accept", facilitator=facilitator, reasons=reasons)


def issued_letter(call: Round, district: Any, *, lead: Any, facilitator: Any) -> Letter:
    """The letter of an accepted application, waiting for its signature."""
    application = accepted(submitted(call, district, actor=lead), facilitator=facilitator)
    return Letter.objects.get(source=application.reference)


HOW: dict[str, Any] = {"typed_name": "Sample name", "address": "192.0.2.7", "method": "password"}


def signed_by(letter: Letter, signer: Any, **changes: Any) -> Letter:
    """The letter with the signature of whose turn it is."""
    return letters.sign_letter(letter, actor=signer, **{**HOW, "shown_hash": letter.text_hash, **changes})


def countersigned(letter: Letter, *, facilitator: Any, **changes: Any) -> Letter:
    """The letter with the department's signature: signed by all."""
    return letters.countersign_letter(letter, actor=facilitator, **{**HOW, "shown_hash": letter.text_hash, **changes})


def completed(letter: Letter, *, superintendent: Any, facilitator: Any, **changes: Any) -> Letter:
    """A letter that the superintendent and the department have signed."""
    return countersigned(signed_by(letter, superintendent, **changes), facilitator=facilitator)


def posted(prefix: str, stream: list[dict[str, Any]]) -> dict[str, str]:
    """A stream of blocks as Wagtail's editor sends it."""
    found = {f"{prefix}-count": str(len(stream))}
    for number, child in enumerate(stream):
        start = f"{prefix}-{number}"
        found |= {f"{start}-type": child["type"], f"{start}-order": str(number), f"{start}-deleted": ""}
        for name, value in child["value"].items():
            if isinstance(value, list):
                found |= posted(f"{start}-value-{name}", value)
            elif value is not None and value is not False:
                found[f"{start}-value-{name}"] = "on" if value is True else str(value)
    return found


def question(kind: str, label: str, **changes: Any) -> dict[str, Any]:
    """A question as the editor keeps it."""
    value = {"label": label, "hint": "", "is_required": True, "key": "", **changes}
    return {"type": kind, "value": value}


def section(title: str, *questions: dict[str, Any], when: str = "", answers: str = "") -> dict[str, Any]:
    """A section as the editor keeps it."""
    return {
        "type": "section",
        "value": {"title": title, "when": when, "answers": answers, "key": "", "questions": list(questions)},
    }
