"""Runs: made from the pool, tried, fixed, released once and whole; what is kept is what is solved again."""

from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.matching import queries, services
from mentorship.matching.checking import check
from mentorship.matching.fitting import Weights
from mentorship.matching.models import Match, Run
from mentorship.matching.running import Setting, pool_from, run
from mentorship.matching.services.solving_runs import hash_of
from mentorship.profiles import services as profiles
from mentorship.profiles.models import Offer, Request
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.mentoring import asked_for, offered, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(offer: Offer, asked: Request, third: Request, facilitator: Any) -> Run:
    """One mentor with one place, two that ask."""
    return services.make_run(weights=Weights(), actor=facilitator)


def pairs(of: Run) -> list[tuple[str, str]]:
    return [(pair["mentor"], pair["request"]) for pair in of.result["pairs"]]


def test_run_serves_the_rural_remote_district_first_and_says_why_the_other_waits(
    draft: Run, offer: Offer, asked: Request, third: Request, facilitator: Any, client_for: Any
) -> None:
    assert pairs(draft) == [(offer.district_id, asked.district_id)]
    (waits,) = draft.result["unserved"]
    assert (waits["request"], waits["place"]) == (third.district_id, 1)
    assert waits["change"]["mentor"] == offer.district_id
    assert check(draft.result["instance"], draft.result["answer"]) == []
    page = client_for(facilitator).get(draft.get_absolute_url()).content.decode()
    assert "One more place at Sample District B would serve it." in page
    assert "Its wish number 1." in page
    assert "1 of 2 districts served" in page
    assert "<dt>What is needed</dt><dd>counts 30</dd>" in page
    assert not Match.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_one_more_place_serves_who_was_told_so(
    draft: Run, offer: Offer, rival_lead: Any, third: Request, facilitator: Any
) -> None:
    offered(offer.district, actor=rival_lead, capacity=2)
    anew = services.change_run(draft, version=1, with_new_pool=True, actor=facilitator)
    assert (offer.district_id, third.district_id) in pairs(anew)
    assert anew.result["unserved"] == []


def test_kept_run_is_what_solving_it_again_gives(draft: Run, facilitator: Any) -> None:
    setting = Setting(Weights(**draft.weights), seed=draft.seed)
    assert run(pool_from(draft.pool), setting) == draft.result
    facts = {name: getattr(draft, name) for name in ("pool", "result", "weights", "pinned", "forbidden", "seed")}
    assert hash_of(facts) == draft.sha256
    again = services.make_run(weights=Weights(), actor=facilitator)
    assert (again.seed, again.sha256) == (draft.seed, draft.sha256), "nobody tries seeds until one pleases"


def test_pair_is_fixed_set_apart_and_left_to_the_matching_again(
    draft: Run, offer: Offer, asked: Request, third: Request, facilitator: Any, client_for: Any
) -> None:
    browser, where = client_for(facilitator), f"{draft.get_absolute_url()}pair/"

    def send(verb: str, request: Request, version: int) -> Run:
        sent = {"verb": verb, "mentor": offer.district_id, "request": request.district_id, "version": version}
        browser.post(where, sent)
        return Run.objects.get()

    assert pairs(send("pin", third, 1)) == [(offer.district_id, third.district_id)]
    assert b"fixed" in browser.get(draft.get_absolute_url()).content
    assert pairs(send("forbid", third, 2)) == [(offer.district_id, asked.district_id)]
    assert b"Set apart" in browser.get(draft.get_absolute_url()).content
    assert Run.objects.get().forbidden == [[offer.district_id, third.district_id]]
    send("free", third, 3)
    send("pin", third, 3)
    assert (Run.objects.get().forbidden, Run.objects.get().pinned) == ([], []), "an older page changes nothing"


def test_nobody_fixes_a_pair_of_a_district_to_which_they_are_tied(
    draft: Run, offer: Offer, third: Request, facilitator: Any
) -> None:
    pair = (offer.district_id, third.district_id)
    services.change_run(draft, version=1, pinned=[pair], actor=facilitator)
    declare_conflict(person=facilitator, district=third.district, reason="Sample")
    for facts in ({"pinned": []}, {"forbidden": [pair], "pinned": []}):
        with pytest.raises(NotAllowed, match="cannot be done by this person"):
            services.change_run(Run.objects.get(), version=2, **facts, actor=facilitator)
    anew = services.change_run(Run.objects.get(), version=2, weights=Weights(drive=99), actor=facilitator)
    assert anew.version == 3


def test_two_fixed_pairs_beyond_the_room_are_refused_in_a_sentence(
    draft: Run, offer: Offer, asked: Request, third: Request, facilitator: Any
) -> None:
    both = [(offer.district_id, each.district_id) for each in (asked, third)]
    with pytest.raises(NotAllowed, match="1 slots, but 2 pinned"):
        services.change_run(draft, version=1, pinned=both, actor=facilitator)


def test_weights_are_tried_before_they_are_kept(draft: Run, facilitator: Any, client_for: Any) -> None:
    browser, where = client_for(facilitator), f"{draft.get_absolute_url()}weights/"
    sent = {name: "0" for name in draft.weights} | {"drive": "50", "version": "1"}
    page = browser.post(where, sent).content.decode()
    assert "What would change" in page
    assert Run.objects.get().weights == draft.weights
    browser.post(where, sent | {"keep": "1"})
    assert Run.objects.get().weights["drive"] == 50
    page = browser.post(where, sent | {"drive": "0"}).content.decode()
    assert "At least one part must count" in page


def test_release_proposes_to_both_sides_and_is_kept(
    draft: Run, offer: Offer, asked: Request, facilitator: Any, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    browser = client_for(facilitator)
    assert b"cannot be taken back" in browser.get(f"{draft.get_absolute_url()}release/").content
    browser.post(f"{draft.get_absolute_url()}release/")
    match = Match.objects.get()
    assert (match.mentor_id, match.district_id, match.state) == (offer.district_id, asked.district_id, "proposed")
    asked.refresh_from_db()
    assert asked.state == "matched"
    told = {mail.to for mail in OutgoingMail.objects.filter(text__contains=match.get_absolute_url())}
    assert told == {lead.email, rival_lead.email}
    for path in ("weights/", "pair/", "release/", "discard/", "refresh/"):
        assert browser.post(f"{draft.get_absolute_url()}{path}").status_code == 403
    assert browser.get(draft.get_absolute_url()).status_code == 200


def test_run_of_yesterday_is_not_released_where_the_pool_has_changed(
    draft: Run, offer: Offer, asked: Request, lead: Any, rival_lead: Any, facilitator: Any
) -> None:
    profiles.pause_offer(offer, actor=rival_lead)
    with pytest.raises(NotAllowed, match="paused since this run was made"):
        services.release_run(draft, actor=facilitator)
    profiles.resume_offer(offer, actor=rival_lead)
    profiles.withdraw_request(asked, reason="Sample", actor=lead)
    with pytest.raises(NotAllowed, match="no longer waits"):
        services.release_run(draft, actor=facilitator)
    draft.refresh_from_db()
    assert (draft.state, Match.objects.count()) == ("draft", 0)


def test_block_declared_after_the_run_stops_its_release(
    draft: Run, offer: Offer, asked: Request, lead: Any, facilitator: Any
) -> None:
    profiles.declare_block(asked.district, other=offer.district, reason="Sample", actor=lead)
    with pytest.raises(NotAllowed, match="declared not to be"):
        services.release_run(draft, actor=facilitator)
    draft.refresh_from_db()
    anew = services.change_run(draft, version=1, with_new_pool=True, actor=facilitator)
    assert (offer.district_id, asked.district_id) not in pairs(anew)


def test_mentor_never_gets_more_than_it_has_room_for(
    draft: Run, offer: Offer, asked: Request, third: Request, facilitator: Any
) -> None:
    second = services.make_run(weights=Weights(), actor=facilitator)
    second = services.change_run(second, version=1, pinned=[(offer.district_id, third.district_id)], actor=facilitator)
    services.release_run(draft, actor=facilitator)
    with pytest.raises(NotAllowed, match="less room"):
        services.release_run(second, actor=facilitator)
    assert Match.objects.count() == 1
    with pytest.raises(NotAllowed, match="No mentor has room"):
        services.make_run(weights=Weights(), actor=facilitator)


def test_run_that_fails_midway_leaves_nothing(draft: Run, facilitator: Any) -> None:
    with (
        patch("mentorship.matching.services.releasing.notifications.match_proposed", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        services.release_run(draft, actor=facilitator)
    draft.refresh_from_db()
    assert (draft.state, Match.objects.count(), Request.objects.open().count()) == ("draft", 0, 2)


def test_only_a_facilitator_makes_changes_and_releases(draft: Run, lead: Any, administrator: Any) -> None:
    for person in (lead, administrator):
        with pytest.raises(PermissionDenied):
            services.make_run(weights=Weights(), actor=person)
        with pytest.raises(PermissionDenied):
            services.change_run(draft, version=1, actor=person)
        with pytest.raises(PermissionDenied):
            services.release_run(draft, actor=person)
        with pytest.raises(PermissionDenied):
            services.discard_run(draft, actor=person)


def test_run_over_nobody_is_refused(facilitator: Any, client_for: Any) -> None:
    sent = {name: str(weight) for name, weight in vars(Weights()).items()} | {"version": "0"}
    page = client_for(facilitator).post("/mentoring/runs/new/", sent).content.decode()
    assert "Nobody waits for a mentor." in page
    assert not Run.objects.exists()


def test_districts_in_line_read_their_place_and_what_would_change_it(
    draft: Run, facilitator: Any, third_lead: Any, lead: Any, client_for: Any
) -> None:
    assert b"In line for a mentor" not in client_for(third_lead).get("/mentoring/").content
    services.release_run(draft, actor=facilitator)
    page = client_for(third_lead).get("/mentoring/").content.decode()
    assert "place 1 in line" in page
    assert "One more place at Sample District B would serve it." in page
    assert "all of its places went where they serve more districts" in page
    assert b"In line for a mentor" not in client_for(lead).get("/mentoring/").content


def test_pairs_are_a_table_to_keep(draft: Run, facilitator: Any, client_for: Any) -> None:
    text = client_for(facilitator).get(f"{draft.get_absolute_url()}pairs.csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("Sample District B,2899002,Sample District A,2899001,")


def test_pages_ask_the_same_queries_for_1_3_and_50(
    offer: Offer, facilitator: Any, rival_lead: Any, client_for: Any
) -> None:
    browser, asked = client_for(facilitator), []
    for more in (1, 2, 47):
        for _ in range(more):
            mentor, district = DistrictFactory(), DistrictFactory()
            offered(mentor, actor=office_holder(mentor, "superintendent", f"Superintendent {mentor.pk}"))
            asked_for(district, actor=office_holder(district, "superintendent", f"Superintendent {district.pk}"))
        with CaptureQueriesContext(connection) as pooled:
            queries.pool()
        made = services.make_run(weights=Weights(), actor=facilitator)
        pages = ["/mentoring/runs/", made.get_absolute_url(), f"{made.get_absolute_url()}pairs.csv"]
        found = [len(pooled)]
        for path in pages:
            browser.get(path)
            with CaptureQueriesContext(connection) as page:
                browser.get(path)
            found.append(len(page))
        asked.append(found)
    assert asked[0] == asked[1] == asked[2]


def test_demand_of_a_district_that_mentors_by_itself_is_no_pair(
    district: District, lead: Any, facilitator: Any
) -> None:
    offered(district, actor=lead)
    asked_for(district, actor=lead)
    made = services.make_run(weights=Weights(), actor=facilitator)
    assert made.result["pairs"] == []
    assert made.result["unserved"][0]["change"] is None


def test_released_runs_are_the_ones_that_districts_hear_of(draft: Run, facilitator: Any) -> None:
    assert queries.newest_run() is None
    services.discard_run(draft, actor=facilitator)
    assert queries.newest_run() is None
    made = released(actor=facilitator)
    assert queries.newest_run() == made
