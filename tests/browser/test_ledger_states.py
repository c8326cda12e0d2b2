"""Pages of the ledger: whole and clean, empty and full, for the district and for MDE."""

from typing import Any

import pytest

from portal.participation import providers, services
from tests.browser.look import Visit, press, see
from tests.factories.ledger import Source, contested, planted
from tests.factories.network import NetworkMembershipFactory

ONE = "/participation/2899001/2018-19/"


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Source:
    """The only source of facts."""
    found = Source()
    monkeypatch.setattr(providers, "_sources", [found])
    return found


def test_ledger_is_clean_in_every_state(
    source: Source, visit: Visit, lead: Any, district: Any, rival_district: Any, facilitator: Any
) -> None:
    visit(facilitator, "/participation/", "ledgers-without-members")
    for each in (district, rival_district):
        NetworkMembershipFactory(district=each)
    visit(lead, ONE, "ledger-empty")
    source.extend(planted(district.pk))
    visit(lead, "/participation/", "ledgers-own")
    visit(lead, f"{ONE}?all=1", "ledger-with-evidence")
    page = visit(lead, f"{ONE}contest/webinars/", "ledger-contest")
    press(page, "Send it to MDE")
    see(page, "ledger-contest-errors")
    contest = contested(district, actor=lead)
    visit(lead, ONE, "ledger-contested")
    page = visit(facilitator, f"/participation/contests/{contest.reference}/answer/", "ledger-answer")
    press(page, "Answer the district")
    see(page, "ledger-answer-errors")
    services.answer_contest(contest, answer="Sample: the list has you now.", actor=facilitator)
    visit(facilitator, ONE, "ledger-answered")
    visit(facilitator, "/participation/?year=2018-19", "ledgers-of-the-network")
    visit(facilitator, "/participation/?year=2018-19&q=nowhere", "ledgers-filtered-to-none")
