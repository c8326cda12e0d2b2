"""A letter that changes: asked for, amended, given time, taken back, withdrawn; and what becomes of the place."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from applications.intake import services as intake
from applications.intake.models import Application
from applications.letters import services
from applications.letters.models import Letter
from portal.core.errors import NotAllowed
from portal.network.models import NetworkMembership
from tests.factories.conflicts import DeclarationFactory
from tests.factories.intake import (
    PathwayFactory,
    RoundFactory,
    completed,
    countersigned,
    decided,
    issued_letter,
    signed_by,
    submitted,
)

pytestmark = pytest.mark.django_db


def later(days: int = 10) -> Any:
    return timezone.localdate() + timedelta(days=days)


def amended(letter: Letter, facilitator: Any, **changes: Any) -> Letter:
    values = {"text": letter.text, "pathways": list(letter.pathways.all()), "change_note": "Sample note."}
    return services.amend_letter(letter, actor=facilitator, **{**values, "due_on": later(), **changes})


def test_amend_before_signing_replaces_the_letter_and_shows_the_difference(
    waiting: Letter, superintendent: Any, facilitator: Any, client_for: Any
) -> None:
    client = client_for(facilitator)
    page = f"{waiting.get_absolute_url()}amend/"
    form = {
        "text": waiting.text + "\nTwo schools.",
        "pathways": [waiting.pathways.get().pk],
        "change_note": "The board asked.",
        "due_on": later().isoformat(),
    }
    assert "<ins>" in client.post(page, {**form, "then": "show"}).content.decode()
    assert Letter.objects.count() == 1
    newer = client.post(page, {**form, "then": "issue"}).url
    waiting.refresh_from_db()
    assert waiting.state == "replaced"
    shown = client_for(superintendent).get(f"{newer}sign/").content.decode()
    assert "What changed since version 1" in shown
    assert "The board asked." in shown
    with pytest.raises(NotAllowed, match="already replaced"):
        signed_by(waiting, superintendent)


def test_amend_after_signing_keeps_the_letter_in_force_until_the_new_one_is_signed(
    in_force: Letter, superintendent: Any, facilitator: Any
) -> None:
    other = PathwayFactory(slug="dual-credit-sample", name="Dual credit (sample)")
    newer = amended(in_force, facilitator, pathways=[other])
    assert "- Dual credit (sample)" in newer.text
    assert "- Career academies (sample)" not in newer.text
    in_force.refresh_from_db()
    assert in_force.state == "signed"
    completed(newer, superintendent=superintendent, facilitator=facilitator)
    in_force.refresh_from_db()
    assert in_force.state == "replaced"
    membership = NetworkMembership.objects.current().get(district=in_force.district)
    assert [pathway.slug for pathway in membership.pathways.all()] == ["dual-credit-sample"]
    assert in_force.pdf is not None


def test_amendment_that_is_declined_leaves_the_signed_letter_and_the_place(
    in_force: Letter, superintendent: Any, facilitator: Any
) -> None:
    newer = amended(in_force, facilitator, text=in_force.text + "\nMore.")
    services.decline_letter(newer, reason="Sample.", actor=superintendent)
    in_force.refresh_from_db()
    assert in_force.state == "signed"
    assert Application.objects.get(reference=in_force.source).state == "accepted"


def test_amend_nothing_or_twice_or_of_a_closed_letter_is_refused(
    in_force: Letter, superintendent: Any, facilitator: Any, district: Any, lead: Any
) -> None:
    with pytest.raises(NotAllowed, match="Nothing is different"):
        amended(in_force, facilitator)
    amended(in_force, facilitator, text=in_force.text + "\nMore.")
    with pytest.raises(NotAllowed, match="A newer version waits"):
        amended(in_force, facilitator, text=in_force.text + "\nEven more.")
    declined = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    services.decline_letter(declined, reason="Sample.", actor=superintendent)
    with pytest.raises(NotAllowed, match="cannot be amended"):
        amended(declined, facilitator, text="# Other")


@pytest.mark.parametrize("who", ["lead", "superintendent", "administrator"])
def test_manage_is_for_facilitators(who: str, waiting: Letter, request: Any) -> None:
    person = request.getfixturevalue(who)
    for act in (
        lambda: amended(waiting, person, text="# Other"),
        lambda: services.void_letter(waiting, reason="Sample.", actor=person),
        lambda: services.extend_letter(waiting, due_on=later(), actor=person),
        lambda: services.switch_reminders(waiting, on=False, actor=person),
        lambda: services.answer_change(waiting, words="Sample.", actor=person),
        lambda: services.record_paper(waiting, signatures=[], scan=None, actor=person),
    ):
        with pytest.raises(NotAllowed, match="by a facilitator"):
            act()


def test_manage_with_a_conflict_is_refused(waiting: Letter, facilitator: Any) -> None:
    DeclarationFactory(person=facilitator, district=waiting.district)
    with pytest.raises(NotAllowed):
        services.void_letter(waiting, reason="Sample.", actor=facilitator)


def test_ask_change_is_answered_by_a_new_version_or_a_reason(
    in_force: Letter, lead: Any, facilitator: Any, client_for: Any
) -> None:
    other = PathwayFactory(slug="dual-credit-sample", name="Dual credit (sample)")
    client, page = client_for(lead), in_force.get_absolute_url()
    assert "Please say what should change" in client.post(f"{page}ask-change/", {"words": ""}).content.decode()
    client.post(f"{page}ask-change/", {"words": "We want another PLC.", "pathways": [other.pk]})
    staff = client_for(facilitator)
    assert "We want another PLC." in staff.get(page).content.decode()
    form = staff.get(f"{page}amend/").context["form"]
    assert list(form["pathways"].initial) == [other]
    staff.post(f"{page}answer-change/", {"words": "That PLC is full."})
    assert "That PLC is full." in client.get(page).content.decode()
    services.ask_for_change(in_force, words="Again.", pathways=[other], actor=lead)
    with pytest.raises(NotAllowed, match="asked for already"):
        services.ask_for_change(in_force, words="Again.", pathways=[other], actor=lead)
    amended(in_force, facilitator, pathways=[other])
    assert not in_force.change_requests.filter(answered_at=None).exists()


def test_extend_lets_sign_after_the_first_last_day(waiting: Letter, superintendent: Any, facilitator: Any) -> None:
    Letter.objects.filter(pk=waiting.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotAllowed, match="last moment"):
        signed_by(waiting, superintendent)
    with pytest.raises(NotAllowed, match="past"):
        services.extend_letter(waiting, due_on=later(-1), actor=facilitator)
    services.extend_letter(waiting, due_on=later(), actor=facilitator)
    assert signed_by(waiting, superintendent).state == "countersign"


@pytest.mark.parametrize("way", ["declined", "void"])
def test_place_of_a_letter_that_ends_goes_to_the_waiting_list(
    way: str, lead: Any, rival_lead: Any, superintendent: Any, facilitator: Any, district: Any, rival_district: Any
) -> None:
    call = RoundFactory(capacity=1)
    first = submitted(call, district, actor=lead)
    second = submitted(call, rival_district, actor=rival_lead)
    intake.decide_application(first, outcome="accept", reasons="Sample.", actor=facilitator)
    decided(second, "waitlist", facilitator=facilitator)
    letter = Letter.objects.get(source=first.reference)
    if way == "void":
        services.void_letter(letter, reason="Sample.", actor=facilitator)
    else:
        services.decline_letter(letter, reason="Sample.", actor=superintendent)
    second.refresh_from_db()
    assert second.state == "accepted"
    assert Letter.objects.get(source=second.reference).state == "issued"


def test_withdraw_ends_the_membership_and_is_for_the_superintendent(
    in_force: Letter, superintendent: Any, lead: Any, facilitator: Any, client_for: Any
) -> None:
    with pytest.raises(NotAllowed):
        services.withdraw_letter(in_force, reason="Sample.", actor=lead)
    waiting = amended(in_force, facilitator, text=in_force.text + "\nMore.")
    client_for(superintendent).post(f"{in_force.get_absolute_url()}withdraw/", {"reason": "A new board."})
    in_force.refresh_from_db()
    waiting.refresh_from_db()
    assert (in_force.state, waiting.state) == ("withdrawn", "replaced")
    assert not NetworkMembership.objects.current().filter(district=in_force.district).exists()
    assert "A new board." in client_for(lead).get(in_force.get_absolute_url()).content.decode()


def test_countersign_of_two_versions_leaves_one_in_force(
    in_force: Letter, superintendent: Any, facilitator: Any
) -> None:
    newer = signed_by(amended(in_force, facilitator, text=in_force.text + "\nMore."), superintendent)
    countersigned(newer, facilitator=facilitator)
    assert Letter.objects.in_force().count() == 1
