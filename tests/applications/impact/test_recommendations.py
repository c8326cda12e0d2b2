"""Recommendations: drafting, what is frozen, who decides, and who reads what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from applications.impact import services
from applications.impact.models import Recommendation, Wording
from applications.impact.paragraphs import Edit
from applications.impact.states import ADOPT, PUT_FORWARD, SEND, SET_ASIDE, WITHDRAW
from applications.waivers.wording import hash_of
from portal.core.errors import NotAllowed
from portal.standards.models import Standard, StandardVersion
from tests.factories.impact import TODAY, adopted, asking, begun, put_forward, written
from tests.factories.standards import revised

pytestmark = pytest.mark.django_db
WORDS = "Sample: the day could be counted in a week."
AMENDS = {"proposes": "amend", "edits": {1: Edit("change", "Sample: each week has 1,650 minutes.")}}


# Drafting -------------------------------------------------------------------------


def test_draft_begins_with_the_figures_of_the_moment_and_keeps_them(
    standard: Standard, version: StandardVersion, pathway: Any, facilitator: Any, client_for: Any
) -> None:
    one, two = (asking(pathway, facilitator, number) for number in (1, 2))
    one.asks(version, state="granted", disposition="grant")
    two.asks(version)
    browser = client_for(facilitator)
    assert "Draft one" in browser.get("/waivers/impact/").content.decode()
    page = browser.post("/waivers/impact/2018/13/draft/", {"form_key": "a"}, follow=True).content.decode()
    made = Recommendation.objects.get()
    assert made.standard == version
    assert (made.figures["requests"], made.figures["granted"], made.figures["districts"]) == (2, 1, 2)
    assert made.counted_on == TODAY()
    assert "2 districts asked, in 2 requests" in made.reasons
    assert "2 districts asked, in 2 requests" in page
    two.asks(version)
    made.refresh_from_db()
    assert made.figures["requests"] == 2
    assert "Draft one" not in browser.get("/waivers/impact/").content.decode()
    assert "Draft a recommendation" not in browser.get("/waivers/impact/2018/13/").content.decode()


def test_one_draft_or_put_forward_for_a_version(standard: Standard, facilitator: Any, csa_reviewer: Any) -> None:
    made = begun(standard, actor=csa_reviewer)
    with pytest.raises(NotAllowed, match="already"):
        begun(standard, actor=facilitator)
    services.withdraw_recommendation(made, actor=csa_reviewer)
    put_forward(standard, actor=facilitator)
    with pytest.raises(NotAllowed, match="already"):
        begun(standard, actor=csa_reviewer)
    kept = {"figures": {}, "begun_by": facilitator, "saved_by": facilitator}
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.create(standard=made.standard, **kept)


def test_who_may_not_draft_is_refused_by_the_service(
    standard: Standard, facilitator: Any, lead: Any, administrator: Any, osi_coach: Any
) -> None:
    made = begun(standard, actor=facilitator)
    for person in (lead, administrator, osi_coach):
        with pytest.raises(PermissionDenied):
            begun(standard, actor=person)
        with pytest.raises(PermissionDenied):
            written(made, actor=person, reasons="x")
        for step in (services.put_forward_recommendation, services.withdraw_recommendation):
            with pytest.raises(PermissionDenied):
                step(made, actor=person)


def test_paragraphs_are_changed_deleted_and_added(standard: Standard, facilitator: Any, client_for: Any) -> None:
    made, browser = begun(standard, actor=facilitator), client_for(facilitator)
    where = f"{made.get_absolute_url()}write/"
    form = fields_of(browser, where)
    assert form["words-3"] == "(a) teaching"
    sent = {**form, "proposes": "amend", "reasons": WORDS, "words-1": "Sample: 300 minutes."}
    page = browser.post(where, sent).content.decode()
    assert "You wrote other words" in page
    assert "Sample: 300 minutes." in page
    page = browser.post(where, {**sent, "words-1": form["words-1"], "do-1": "change"}).content.decode()
    assert "These are the words that stand" in page
    sent |= {"do-1": "change", "do-4": "delete", "after-5": "Sample: and tells it."}
    page = browser.post(where, sent, follow=True).content.decode()
    assert "Paragraph 1: changed" in page
    assert "<del>(b) recess</del>" in page
    reads = "Sample: 300 minutes.\n\nSample items:\n(a) teaching\n\nSample: the board keeps a record."
    reads += "\n\nSample: and tells it."
    made.refresh_from_db()
    assert services.put_forward_recommendation(made, actor=facilitator).wording.body["after"] == reads


def fields_of(browser: Any, where: str) -> dict[str, str]:
    """The fields of the form as the page shows them."""
    form = browser.get(where).context["form"]
    return {field.html_name: str(field.value() or "") for field in form}


def test_text_that_is_not_entered_is_kept_repealed_or_written_whole(
    version: StandardVersion, facilitator: Any, client_for: Any
) -> None:
    revised(version.standard, actor=facilitator, text="")
    made, browser = begun(version.standard, actor=facilitator), client_for(facilitator)
    where = f"{made.get_absolute_url()}write/"
    assert "do-1" not in fields_of(browser, where)
    assert "write a whole text" in browser.get(where).content.decode()
    form = {**fields_of(browser, where), "proposes": "amend", "reasons": WORDS}
    browser.post(where, form)
    made.refresh_from_db()
    with pytest.raises(NotAllowed, match="no paragraph changes"):
        services.put_forward_recommendation(made, actor=facilitator)
    browser.post(where, {**form, "version": made.version, "words-1": "Sample: a whole text."})
    made.refresh_from_db()
    put = services.put_forward_recommendation(made, actor=facilitator)
    assert put.wording.body["after"] == "Sample: a whole text."
    assert "Sample: a whole text." in browser.get(put.get_absolute_url()).content.decode()


def test_two_who_write_lose_nothing(standard: Standard, facilitator: Any, csa_reviewer: Any, client_for: Any) -> None:
    made = begun(standard, actor=facilitator)
    where = f"{made.get_absolute_url()}write/"
    first, second = client_for(facilitator), client_for(csa_reviewer)
    theirs, mine = fields_of(first, where), fields_of(second, where)
    change = {"proposes": "amend", "do-1": "change", "words-1": "Sample: theirs of one."}
    first.post(where, {**theirs, **change, "reasons": "Sample: their reasons."})
    page = second.post(where, {**mine, "reasons": "Sample: my reasons.", "after-5": "Sample: mine after five."})
    made.refresh_from_db()
    assert made.reasons == "Sample: their reasons."
    told = page.content.decode()
    assert "Facilitator saved this draft meanwhile" in told
    for words in ("their", "my", "theirs of one", "mine after five"):
        assert words in told
    merged = {field.html_name: str(field.value() or "") for field in page.context["form"]}
    assert merged["words-1"] == "Sample: theirs of one."
    assert merged["reasons"] == "Sample: my reasons."
    second.post(where, merged)
    made.refresh_from_db()
    assert (made.reasons, made.version) == ("Sample: my reasons.", 3)
    assert made.edits["1"]["words"] == "Sample: theirs of one."
    assert made.edits["5"]["after"] == "Sample: mine after five."
    assert made.earlier.all()[0].reasons == "Sample: their reasons."
    with pytest.raises(DatabaseError), transaction.atomic():
        made.earlier.update(reasons="x")


def test_what_says_the_same_is_no_change(standard: Standard, facilitator: Any) -> None:
    made = begun(standard, actor=facilitator)
    assert written(made, actor=facilitator, version=7).version == 1
    assert isinstance(
        services.write_recommendation(made, proposes="keep", reasons="x", edits={}, version=7, actor=facilitator),
        services.Clash,
    )


def test_text_stays_within_what_a_standard_can_have(standard: Standard, facilitator: Any) -> None:
    made = begun(standard, actor=facilitator)
    with pytest.raises(NotAllowed, match="shorten"):
        written(made, actor=facilitator, proposes="amend", edits={1: Edit("change", "x" * 20_001)})


# Putting forward ---------------------------------------------------------------------


def test_author_puts_it_forward_with_reasons_and_a_change(
    standard: Standard, facilitator: Any, csa_reviewer: Any, second: Any
) -> None:
    made = begun(standard, actor=csa_reviewer, reasons=" ")
    with pytest.raises(NotAllowed, match="reasons"):
        services.put_forward_recommendation(made, actor=csa_reviewer)
    made = written(made, actor=facilitator, proposes="amend", reasons=WORDS)
    with pytest.raises(NotAllowed, match="no paragraph changes"):
        services.put_forward_recommendation(made, actor=csa_reviewer)
    made = written(made, actor=facilitator, reasons=WORDS, **AMENDS)
    for person in (facilitator, second):
        with pytest.raises(PermissionDenied):
            services.put_forward_recommendation(made, actor=person)
    assert services.put_forward_recommendation(made, actor=csa_reviewer).state == "put_forward"


def test_superuser_is_no_author(standard: Standard, facilitator: Any, second: Any) -> None:
    made = begun(standard, actor=facilitator)
    second.is_superuser = facilitator.is_superuser = True
    with pytest.raises(NotAllowed, match="Only who began"):
        services.put_forward_recommendation(made, actor=second)
    made = services.put_forward_recommendation(made, actor=facilitator)
    with pytest.raises(NotAllowed, match="Another facilitator"):
        services.decide_recommendation(made, adopts=True, on=TODAY(), actor=facilitator)


def test_text_is_frozen_when_the_standard_gets_a_new_version(standard: Standard, facilitator: Any, client: Any) -> None:
    made = put_forward(standard, actor=facilitator, reasons=WORDS, **AMENDS)
    before = client.get(made.get_absolute_url()).content.decode()
    wording = Wording.objects.get()
    assert wording.sha256 == hash_of(wording.body)
    assert wording.sha256 in before
    revised(standard, actor=facilitator, text="Sample: another text.", topic="Another topic (sample)")
    Recommendation.objects.update(reasons="Sample: changed behind it.", edits={}, proposes="repeal")
    after = client.get(made.get_absolute_url()).content.decode()
    again = Wording.objects.get()
    assert (again.sha256, hash_of(again.body)) == (wording.sha256, wording.sha256)
    assert WORDS in after
    assert "School day (sample)" in after
    assert "Another topic" not in after
    for write in (lambda: Wording.objects.update(sha256="x"), lambda: Wording.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_draft_on_an_earlier_version_is_not_put_forward(standard: Standard, facilitator: Any) -> None:
    made = begun(standard, actor=facilitator)
    revised(standard, actor=facilitator, text="Sample: another text.")
    with pytest.raises(NotAllowed, match="new version"):
        services.put_forward_recommendation(made, actor=facilitator)
    assert begun(standard, actor=facilitator).standard.ordinal == 2


def test_what_was_put_forward_is_written_and_withdrawn_no_more(standard: Standard, facilitator: Any) -> None:
    made = put_forward(standard, actor=facilitator)
    for step in (
        lambda: written(made, actor=facilitator, reasons="x"),
        lambda: services.put_forward_recommendation(made, actor=facilitator),
        lambda: services.withdraw_recommendation(made, actor=facilitator),
    ):
        with pytest.raises(PermissionDenied):
            step()


# Deciding ---------------------------------------------------------------------------


def test_another_facilitator_records_the_decision_and_the_sending(
    standard: Standard, facilitator: Any, second: Any, client: Any, client_for: Any
) -> None:
    made = put_forward(standard, actor=facilitator, reasons=WORDS)
    where, browser = made.get_absolute_url(), client_for(second)
    assert client_for(facilitator).get(f"{where}decide/").status_code == 403
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    page = browser.post(f"{where}decide/", {"adopts": "yes", "on": tomorrow}).content.decode()
    assert "That day has not come yet." in page
    browser.post(f"{where}decide/", {"adopts": "yes", "on": TODAY().isoformat(), "words": "Sample words."})
    page = client.get(where).content.decode()
    assert "Adopted by the Commission" in page
    assert "Sample words." in page
    page = browser.post(f"{where}send/", {"on": "2001-01-01"}).content.decode()
    assert "after that day" in page
    browser.post(f"{where}send/", {"on": TODAY().isoformat()})
    made.refresh_from_db()
    assert (made.state, made.sent_on) == ("sent", TODAY())
    assert "Sent to the State Board" in client.get(where).content.decode()


def test_what_is_set_aside_makes_room_for_another(standard: Standard, facilitator: Any, second: Any) -> None:
    made = adopted(standard, actor=facilitator, by=second, adopts=False)
    assert made.state == "set_aside"
    with pytest.raises(PermissionDenied):
        services.send_recommendation(made, on=TODAY(), actor=second)
    assert begun(standard, actor=facilitator).is_draft


def test_days_of_meeting_and_sending_are_in_order(standard: Standard, facilitator: Any, second: Any) -> None:
    made = put_forward(standard, actor=facilitator)
    yesterday, tomorrow = TODAY() - timedelta(days=1), TODAY() + timedelta(days=1)
    for day in (yesterday, tomorrow):
        with pytest.raises(NotAllowed):
            services.decide_recommendation(made, adopts=True, on=day, actor=second)
    made = services.decide_recommendation(made, adopts=True, on=TODAY(), actor=second)
    for day in (yesterday, tomorrow):
        with pytest.raises(NotAllowed):
            services.send_recommendation(made, on=day, actor=second)


def test_who_is_no_facilitator_decides_and_sends_nothing(
    standard: Standard, facilitator: Any, second: Any, csa_reviewer: Any, administrator: Any, lead: Any
) -> None:
    made = put_forward(standard, actor=facilitator)
    for person in (csa_reviewer, administrator, lead, facilitator):
        with pytest.raises((PermissionDenied, NotAllowed)):
            services.decide_recommendation(made, adopts=True, on=TODAY(), actor=person)
    made = services.decide_recommendation(made, adopts=True, on=TODAY(), actor=second)
    for person in (csa_reviewer, administrator, lead):
        person.is_superuser = person != lead
        with pytest.raises(PermissionDenied):
            services.send_recommendation(made, on=TODAY(), actor=person)


def test_withdrawing_is_for_the_author_and_facilitators(
    standard: Standard, facilitator: Any, csa_reviewer: Any, second: Any
) -> None:
    made = begun(standard, actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.withdraw_recommendation(made, actor=csa_reviewer)
    assert services.withdraw_recommendation(made, actor=second).state == "withdrawn"
    made = begun(standard, actor=csa_reviewer)
    assert services.withdraw_recommendation(made, actor=csa_reviewer).state == "withdrawn"


STEPS: dict[str, Callable[..., Any]] = {
    "put_forward": lambda made, author, other: services.put_forward_recommendation(made, actor=author),
    "withdraw": lambda made, author, other: services.withdraw_recommendation(made, actor=author),
    "adopt": lambda made, author, other: services.decide_recommendation(made, adopts=True, on=TODAY(), actor=other),
    "set_aside": lambda made, author, other: services.decide_recommendation(
        made, adopts=False, on=TODAY(), actor=other
    ),
    "send": lambda made, author, other: services.send_recommendation(made, on=TODAY(), actor=other),
}


@pytest.mark.parametrize("move", [PUT_FORWARD, WITHDRAW, ADOPT, SET_ASIDE, SEND], ids=lambda move: move.name)
@pytest.mark.parametrize("state", ["draft", "put_forward", "adopted", "set_aside", "sent", "withdrawn"])
def test_each_move_starts_from_its_states_alone(
    move: Any, state: str, standard: Standard, facilitator: Any, second: Any
) -> None:
    made = begun(standard, actor=facilitator)
    if move.name not in {"put_forward", "withdraw"}:
        made = services.put_forward_recommendation(made, actor=facilitator)
    Recommendation.objects.update(state=state, met_on=TODAY())
    made.refresh_from_db()
    if state in move.sources:
        assert STEPS[move.name](made, facilitator, second).state == move.target
        return
    with pytest.raises(PermissionDenied):
        STEPS[move.name](made, facilitator, second)
    made.refresh_from_db()
    assert made.state == state
