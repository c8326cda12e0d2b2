"""An application over HTTP as a machine: whatever people send, fresh or stale, server and model agree.

Each step sends a real form through the whole of the portal. The model beside it knows only states and answers.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import ModelLogEntry

from applications.intake import services
from applications.intake.models import Application
from applications.letters.models import Letter
from tests.factories.intake import COMPLETE, PathwayFactory, RoundFactory

pytestmark = pytest.mark.django_db
# Three thousand steps on the embedded database; on the other a thousand, of what its locks may do otherwise.
EXAMPLES, STEPS, AT_LEAST = (18, 90, 1_000) if connection.vendor == "postgresql" else (44, 90, 3_000)
TEXTS = st.sampled_from(["", "Sample one.", "Sample two.", "Sample three."])
COUNTED = {"steps": 0, "refused": 0}
MOVES = ("submit", "review", "ask", "answer", "go_on", "accept", "waitlist", "decline", "withdraw", "give_up")
FROM = {
    "submit": {"draft": "submitted"},
    "answer": {"more_information": "in_review"},
    "review": {"submitted": "in_review"},
    "go_on": {"more_information": "in_review"},
    "withdraw": dict.fromkeys(("draft", "submitted", "in_review", "more_information", "waitlisted"), "withdrawn"),
}
OUTCOMES = {"accept": "accepted", "waitlist": "waitlisted", "decline": "declined"}
WITH_MDE = {"submitted", "in_review"}


class ApplicationMachine(RuleBasedStateMachine):
    """One application, four people and a rival, and the forms that each of them may have open."""

    people: dict[str, Any]
    district: Any
    clients: dict[str, Client]

    @initialize()
    def begin(self) -> None:
        self.point = transaction.savepoint()
        PathwayFactory()
        self.call = RoundFactory(capacity=1)
        self.application = services.begin_application(self.call, self.district, actor=self.people["lead"])
        services.save_answers(self.application, COMPLETE, versions={}, actor=self.people["lead"])
        self.state, self.asked, self.pending = "draft", False, ""
        self.answers = dict(self.application.values())
        self.versions = dict.fromkeys(self.answers, 1)
        self.stale: dict[str, int] = dict(self.versions)
        self.moves, self.is_known = 0, False

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)

    def send(self, who: str, path: str, **form: str) -> int:
        COUNTED["steps"] += 1
        status = self.clients[who].post(f"/applications/{self.application.reference}/{path}/", form).status_code
        COUNTED["refused"] += status >= 400
        return int(status)

    def moves_to(self, state: str) -> None:
        self.state, self.moves = state, self.moves + 1
        self.is_known |= state == "submitted"

    @property
    def is_open(self) -> bool:
        return self.state in ("draft", "more_information")

    # Writing: fresh and stale forms, two editors and an autosave --------------------

    @rule(who=st.sampled_from(["lead", "superintendent"]), text=TEXTS, fresh=st.booleans())
    def save_why(self, who: str, text: str, fresh: bool) -> None:
        known = (self.versions if fresh else self.stale).get("why", 0)
        status = self.send(who, "answers/why", why=text, **{"version-why": str(known)})
        if not self.is_open:
            assert status in (403, 404, 409)
            return
        assert status == 200
        if text != self.answers["why"] and known == self.versions["why"]:
            self.answers["why"] = text
            self.versions["why"] += 1

    @rule()
    def open_stale_form(self) -> None:
        self.stale = dict(self.versions)

    @rule(text=TEXTS)
    def save_another_question(self, text: str) -> None:
        status = self.send(
            "lead", "answers/barrier", barrier=text, **{"version-barrier": str(self.versions.get("barrier", 0))}
        )
        if self.state != "draft":
            assert status in (403, 404, 409)
        elif text != self.answers.get("barrier", ""):
            self.answers["barrier"] = text
            self.versions["barrier"] = self.versions.get("barrier", 0) + 1

    @rule(who=st.sampled_from(["rival", "facilitator"]))
    def save_as_a_stranger(self, who: str) -> None:
        assert self.send(who, "answers/why", why="Stolen.", **{"version-why": str(self.versions["why"])}) in (403, 404)

    # Moves --------------------------------------------------------------------------

    @rule(who=st.sampled_from(["lead", "superintendent", "rival", "facilitator"]), again=st.booleans())
    def submit(self, who: str, again: bool) -> None:
        keys = ["one" * 8, "one" * 8 if again else "two" * 8]
        for key in keys:
            status = self.send(who, "submit", form_key=f"{self.moves:04}{key}")
            if who in ("rival", "facilitator"):
                assert status in (403, 404)
            elif self.is_open and self.answers["why"]:
                assert status == 302
                self.moves_to("submitted" if self.state == "draft" else "in_review")
                break
            else:
                assert status in (302, 409)

    @rule(who=st.sampled_from(["facilitator", "lead"]), path=st.sampled_from(["review", "go-on"]))
    def take_or_go_on(self, who: str, path: str) -> None:
        move = path.replace("-", "_")
        status = self.send(who, path)
        if who == "lead" or not self.is_known:
            assert status in (403, 404)
        elif self.state in FROM[move]:
            assert status == 302
            self.moves_to(FROM[move][self.state])
        else:
            assert status == 409

    @rule(past=st.booleans())
    def ask(self, past: bool) -> None:
        day = timezone.localdate() + timedelta(days=-1 if past else 5)
        status = self.send("facilitator", "ask", questions="why", words="Sample.", due_on=day.isoformat())
        if self.state in WITH_MDE and not past:
            assert status == 302
            self.moves_to("more_information")
            self.pending = ""
        else:
            assert status in (404, 409)

    @rule(outcome=st.sampled_from(sorted(OUTCOMES)), who=st.sampled_from(["facilitator", "lead"]))
    def decide(self, outcome: str, who: str) -> None:
        status = self.send(who, "decide", outcome=outcome, reasons="Sample.")
        if who == "lead" or not self.is_known:
            assert status in (403, 404)
        elif self.state in WITH_MDE:
            assert status == 302
            self.pending = outcome
        else:
            assert status in (404, 409)

    @rule(fresh=st.booleans())
    def release(self, fresh: bool) -> None:
        COUNTED["steps"] += 1
        shown = services.fingerprint(self.call) if fresh else "0" * 64
        sent = {"shown": shown, "without_open": "on"}
        status = self.clients["facilitator"].post(f"/apply/{self.call.slug}/release/", sent).status_code
        if self.pending and fresh and self.state in WITH_MDE:
            assert status == 302
            self.moves_to(OUTCOMES[self.pending])
            self.pending = ""
        else:
            assert status == 409

    @rule(who=st.sampled_from(["lead", "facilitator", "rival"]))
    def withdraw(self, who: str) -> None:
        status = self.send(who, "withdraw")
        if who != "lead":
            assert status in (403, 404)
        elif self.state in FROM["withdraw"]:
            assert status == 302
            self.moves_to("withdrawn")
            self.pending = ""
        else:
            assert status == 409

    @precondition(lambda self: self.state == "accepted")
    @rule()
    def decline_the_letter(self) -> None:
        COUNTED["steps"] += 1
        letter = Letter.objects.get(source=self.application.reference)
        answer = self.clients["superintendent"].post(f"{letter.get_absolute_url()}decline/", {"reason": "Sample."})
        assert answer.status_code == 302
        self.moves_to("withdrawn")

    # What must always hold ----------------------------------------------------------

    @invariant()
    def server_and_model_agree(self) -> None:
        if not hasattr(self, "application"):
            return
        kept = Application.objects.get(pk=self.application.pk)
        assert kept.state == self.state
        assert kept.values() == self.answers
        written = ModelLogEntry.objects.filter(
            object_id=str(kept.pk), action__in=[f"intake.{move}" for move in MOVES], content_type__model="application"
        )
        assert written.count() == self.moves


@pytest.fixture
def machine(
    lead: Any, superintendent: Any, facilitator: Any, rival_lead: Any, district: Any, client_for: Any
) -> type[ApplicationMachine]:
    """The machine with its people signed in."""
    people = {"lead": lead, "superintendent": superintendent, "facilitator": facilitator, "rival": rival_lead}
    ApplicationMachine.people, ApplicationMachine.district = people, district
    ApplicationMachine.clients = {name: client_for(person) for name, person in people.items()}
    COUNTED.update(steps=0, refused=0)
    return ApplicationMachine


def test_server_and_model_agree(machine: type[ApplicationMachine]) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    chosen = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=checks,
    )
    run_state_machine_as_test(machine, settings=chosen)
    assert COUNTED["steps"] >= AT_LEAST, COUNTED
    assert COUNTED["refused"] > AT_LEAST / 5, COUNTED
