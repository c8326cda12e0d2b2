"""A proposal over HTTP as a machine, from its draft to the Board: whoever sends what, fresh or stale, both sides agree.

Each step sends a real form through the whole of the portal. The model beside it knows states, agreements and votes.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import ModelLogEntry

from applications.commission import services
from applications.commission.models import Motion, Vote
from applications.waivers.models import Waiver
from tests.factories.commission import commissioners
from tests.factories.conflicts import DeclarationFactory
from tests.factories.waivers import drafted, provided

pytestmark = pytest.mark.django_db
# Three thousand steps on the embedded database; on the other a thousand, of what its locks may do otherwise.
EXAMPLES, STEPS, AT_LEAST = (20, 90, 1_000) if connection.vendor == "postgresql" else (56, 90, 3_000)
COUNTED = {"steps": 0, "refused": 0, "furthest": 0}
TITLES = st.sampled_from(["", "Sample one", "Sample two"])
WRITERS, MEMBERS = ("lead", "superintendent"), ("m0", "m1", "m2", "m3", "m4")
ANYBODY = st.sampled_from([*WRITERS, "rival", "facilitator", "m0", "m1"])
OPEN, PENDING = {"draft", "returned"}, {"complete", "revising", "on_agenda", "deferred", "recommended"}
WITHDRAWN_FROM = OPEN | {"submitted", "complete", "revising", "on_agenda", "deferred"}
REFUSED = (403, 404, 409)


class WaiverMachine(RuleBasedStateMachine):
    """One proposal, its district, a rival, a facilitator, five members, and the forms that each may have open."""

    people: dict[str, Any]
    clients: dict[str, Client]
    district: Any
    pathway: Any
    standard: Any

    @initialize()
    def begin(self) -> None:
        self.point = transaction.savepoint()
        self.waiver = drafted(self.district, self.pathway, actor=self.people["lead"], title="Sample one")
        self.provision = provided(self.waiver, self.standard, actor=self.people["lead"])
        self.where = self.waiver.get_absolute_url()
        self.state, self.moves, self.is_public = "draft", 0, False
        self.title, self.version, self.stale, self.agreed = "Sample one", 1, 1, set[str]()
        self.inquiries: list[int] = []
        self.paused = False
        self.change: Waiver | None = None
        self.tied: set[str] = set()
        self.plan()

    def plan(self) -> None:
        at = timezone.now() + timedelta(days=40)
        self.sitting = services.plan_sitting(starts_at=at, place="Sample", actor=self.people["facilitator"])
        self.session, self.motion, self.votes = "planned", "", dict[str, str]()
        self.mover = ""

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)

    def send(self, who: str, path: str, **form: Any) -> int:
        COUNTED["steps"] += 1
        status = int(self.clients[who].post(path, form).status_code)
        COUNTED["refused"] += status in REFUSED
        return status

    def moves_to(self, state: str) -> None:
        self.state, self.moves = state, self.moves + 1

    # The district ---------------------------------------------------------------------

    @rule(who=ANYBODY, title=TITLES, fresh=st.booleans())
    def save_title(self, who: str, title: str, fresh: bool) -> None:
        known = self.version if fresh else self.stale
        status = self.send(who, f"{self.where}answers/title/", title=title, **{"version-title": str(known)})
        if who not in WRITERS or self.state not in OPEN:
            assert status in REFUSED
            return
        assert status == 200
        if title != self.title and known == self.version:
            self.title, self.version = title, self.version + 1

    @rule()
    def open_stale_form(self) -> None:
        self.stale = self.version

    @rule(who=ANYBODY, fresh=st.booleans())
    def agree(self, who: str, fresh: bool) -> None:
        shown = Waiver.objects.get(pk=self.waiver.pk).answers_hash() if fresh else "0" * 64
        status = self.send(who, f"{self.where}sign-off/", office="superintendent", shown=shown)
        if who == "superintendent" and self.state in OPEN and self.title and fresh:
            assert status == 302
            self.agreed.add(self.title)
        else:
            assert status in REFUSED

    @rule(who=ANYBODY)
    def submit(self, who: str) -> None:
        status = self.send(who, f"{self.where}submit/")
        if who in WRITERS and self.state in OPEN and self.title in self.agreed:
            assert status == 302
            self.moves_to("submitted")
        else:
            assert status in REFUSED

    @rule(who=ANYBODY)
    def withdraw(self, who: str) -> None:
        if self.state not in ("recommended", "submitted", "deferred"):
            return
        status = self.send(who, f"{self.where}withdraw/", reason="Sample")
        if who in WRITERS and self.state in WITHDRAWN_FROM:
            assert status == 302
            self.moves_to("withdrawn")
        else:
            assert status in REFUSED

    @rule(who=ANYBODY)
    def change_it(self, who: str) -> None:
        status = self.send(who, f"{self.where}change/")
        if who in WRITERS and self.state in ("complete", "deferred"):
            assert status == 302
            self.moves_to("revising")
            self.change = self.waiver.later.get(state="draft")
        else:
            assert status in REFUSED

    @rule(who=ANYBODY)
    def give_the_change_up(self, who: str) -> None:
        if self.change is None:
            return
        status = self.send(who, f"{self.change.get_absolute_url()}withdraw/", reason="Sample")
        if who in WRITERS:
            assert status == 302
            self.change, self.paused = None, False
            self.moves_to("complete")
        else:
            assert status in REFUSED

    # MDE ------------------------------------------------------------------------------

    @rule(who=ANYBODY, path=st.sampled_from(["send-back", "docket"]))
    def check(self, who: str, path: str) -> None:
        status = self.send(who, f"{self.where}{path}/", lacking="Sample", is_checked="on")
        if who == "facilitator" and self.state == "submitted":
            assert status == 302
            self.moves_to("complete" if path == "docket" else "returned")
            self.is_public |= path == "docket"
        else:
            assert status in REFUSED

    @rule(who=ANYBODY)
    def ask(self, who: str) -> None:
        status = self.send(who, f"{self.where}ask/", words="Sample?")
        if who in {"facilitator", "m0", "m1"} - self.tied and self.state in PENDING:
            assert status == 302
            self.inquiries.append(self.waiver.inquiries.latest("pk").pk)
        else:
            assert status in REFUSED

    @rule(who=ANYBODY, twice=st.booleans())
    def answer(self, who: str, twice: bool) -> None:
        if not self.inquiries:
            return
        number = self.inquiries[-1]
        status = self.send(who, f"{self.where}questions/{number}/answer/", answer="Sample.")
        if who not in WRITERS:
            assert status in REFUSED
            return
        assert status == 302
        self.inquiries.pop()
        if twice:
            assert self.send(who, f"{self.where}questions/{number}/answer/", answer="Other.") == 409

    @rule(who=ANYBODY)
    def pause_or_go_on(self, who: str) -> None:
        if self.state == "revising":
            assert self.send(who, f"{self.where}go-on/") in REFUSED
            return
        verb = "go-on" if self.paused else "pause"
        status = self.send(who, f"{self.where}{verb}/", reason="Sample")
        if who == "facilitator" and self.state in PENDING:
            assert status == 302
            self.paused = not self.paused
        else:
            assert status in REFUSED

    # The Commission -------------------------------------------------------------------

    @rule(who=ANYBODY)
    def add_to_agenda(self, who: str) -> None:
        status = self.send(who, f"{self.sitting.get_absolute_url()}items/", waiver=self.waiver.pk)
        if who != "facilitator" or self.session != "planned":
            assert status in REFUSED
        elif self.state in ("complete", "deferred"):
            assert status == 302
            self.moves_to("on_agenda")
        else:
            assert status == 200

    @rule(who=ANYBODY)
    def open_or_close(self, who: str) -> None:
        verb = "close" if self.session == "open" else "open"
        status = self.send(who, f"{self.sitting.get_absolute_url()}{verb}/", minutes="Sample")
        if who != "facilitator" or (verb == "open" and self.state != "on_agenda"):
            assert status in REFUSED
        elif verb == "open":
            assert status == 302
            self.session = "open"
        else:
            assert status == 302
            self.moves_to(self.found())
            self.plan()

    def found(self) -> str:
        """What the close has to come to, by who is free then."""
        eligible = set(MEMBERS) - self.tied
        counted = [choice for who, choice in self.votes.items() if who in eligible]
        carried = len(counted) > len(eligible) // 2 and counted.count("yes") > counted.count("no")
        return "recommended" if self.motion == "seconded" and carried else "deferred"

    @property
    def item(self) -> Any:
        return self.sitting.items.first()

    @rule(who=st.sampled_from([*MEMBERS, "lead", "facilitator"]))
    def move(self, who: str) -> None:
        if self.item is None:
            return
        path = f"/waivers/meetings/items/{self.item.pk}/provisions/{self.provision.pk}/move/"
        status = self.send(who, path, disposition="grant", conditions="")
        if who not in MEMBERS or who in self.tied or self.session != "open":
            assert status in REFUSED
        elif self.motion:
            assert status == 200
        else:
            assert status == 302
            self.motion, self.mover, self.votes = "moved", who, {}

    @rule(who=st.sampled_from([*MEMBERS, "lead"]), verb=st.sampled_from(["second", "second", "take-back"]))
    def second_or_take_back(self, who: str, verb: str) -> None:
        if not self.motion:
            return
        motion = Motion.objects.standing().get(item=self.item)
        status = self.send(who, f"/waivers/meetings/motions/{motion.pk}/{verb}/")
        is_right = (who == self.mover) == (verb == "take-back")
        if who in MEMBERS and who not in self.tied and is_right and self.motion == "moved":
            assert status == 302
            self.motion = "seconded" if verb == "second" else ""
        else:
            assert status in REFUSED

    @rule(who=st.sampled_from([*MEMBERS, "facilitator"]), choice=st.sampled_from(["yes", "yes", "no", "abstain"]))
    def vote(self, who: str, choice: str) -> None:
        motion = Motion.objects.standing().filter(item__waiver=self.waiver).last()
        if motion is None:
            return
        status = self.send(who, f"/waivers/meetings/motions/{motion.pk}/vote/", choice=choice)
        if who in MEMBERS and who not in self.tied and self.motion == "seconded":
            assert status == 302
            self.votes[who] = choice
        else:
            assert status in REFUSED

    @rule(who=st.sampled_from(["m3", "m4"]))
    def become_tied(self, who: str) -> None:
        if who not in self.tied:
            DeclarationFactory(person=self.people[who], district=self.district)
            self.tied.add(who)

    # The State Board ------------------------------------------------------------------

    @rule(who=ANYBODY, approves=st.sampled_from(["yes", "no"]))
    def record_board(self, who: str, approves: str) -> None:
        sent = {"approves": approves, "on": str(timezone.localdate()), "words": "Sample"}
        status = self.send(who, f"{self.where}board/", **sent)
        if who == "facilitator" and self.state == "recommended":
            assert status == 302
            self.moves_to("granted" if approves == "yes" else "denied")
        else:
            assert status in REFUSED

    @rule(who=ANYBODY)
    def rescind(self, who: str) -> None:
        status = self.send(who, f"{self.where}rescind/", reason="Sample")
        if who == "facilitator" and self.state == "granted":
            assert status == 302
            self.moves_to("rescinded")
        else:
            assert status in REFUSED

    # The next right step, so that chance gets beyond the draft -------------------------

    @rule()
    def go_forward(self) -> None:
        self.take_the_next_step()

    @rule()
    def go_on_forward(self) -> None:
        self.take_the_next_step()

    @rule()
    def go_further(self) -> None:
        self.take_the_next_step()
        self.take_the_next_step()

    def take_the_next_step(self) -> None:
        """What the person whose turn it is would do."""
        if self.state in OPEN:
            self.save_title("lead", "Sample one", True)
            self.agree("superintendent", True)
            self.submit("superintendent")
        elif self.state == "submitted":
            self.check("facilitator", "docket")
        elif self.state in ("complete", "deferred"):
            self.add_to_agenda("facilitator")
        elif self.state == "on_agenda":
            self.hold_the_meeting()
        elif self.state == "recommended":
            self.record_board("facilitator", "yes")

    def hold_the_meeting(self) -> None:
        if self.session == "planned":
            self.open_or_close("facilitator")
        elif not self.motion:
            self.move("m0")
        elif self.motion == "moved":
            self.second_or_take_back("m1" if self.mover != "m1" else "m2", "second")
        else:
            for who in ("m0", "m1", "m2"):
                self.vote(who, "yes")
            self.open_or_close("facilitator")

    # What holds always ------------------------------------------------------------------

    @invariant()
    def both_sides_agree(self) -> None:
        if not hasattr(self, "waiver"):
            return
        fresh = Waiver.objects.get(pk=self.waiver.pk)
        assert (fresh.state, fresh.docket is not None) == (self.state, self.is_public)
        assert Vote.objects.filter(motion__item__sitting=self.sitting).count() == len(self.votes)
        COUNTED["furthest"] += self.state in ("granted", "denied", "rescinded")

    @invariant()
    def every_move_has_one_audit_row(self) -> None:
        if hasattr(self, "waiver"):
            kept = ModelLogEntry.objects.filter(object_id=str(self.waiver.pk), content_type__model="waiver")
            assert sum("after" in row.data for row in kept) == self.moves


def test_proposal_over_http_is_the_machine_that_the_model_says(
    district: Any,
    lead: Any,
    superintendent: Any,
    rival_lead: Any,
    facilitator: Any,
    client_for: Any,
    pathway: Any,
    waiver: Waiver,
) -> None:
    people = {"lead": lead, "superintendent": superintendent, "rival": rival_lead, "facilitator": facilitator}
    people |= {f"m{number}": member for number, member in enumerate(commissioners(5))}
    facts = {"people": people, "clients": {name: client_for(person) for name, person in people.items()}}
    facts |= {"district": district, "pathway": pathway, "standard": waiver.provisions.get().standard}
    machine = type("Machine", (WaiverMachine,), facts)
    COUNTED.update(steps=0, refused=0, furthest=0)
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
    assert COUNTED["furthest"] > 0, COUNTED
