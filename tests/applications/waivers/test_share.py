"""Colleagues who help with a proposal, and superintendents who agree to it before it is handed in."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.waivers import services
from applications.waivers.models import Partner, SignOff, Waiver
from applications.waivers.providers import waiting_waivers
from applications.waivers.queries import lacking, provisions_of
from portal.accountability.models import Component
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District, Membership
from portal.drafts.queries import agreement_of
from portal.standards.models import StandardVersion, Waivable
from tests.factories.people import MembershipFactory
from tests.factories.standards import revised
from tests.factories.waivers import PROVISION, agreed, hypothesised

pytestmark = pytest.mark.django_db

OWN = {"office": "superintendent"}
STUDY = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def shared(waiver: Waiver, person: Any, share: str, *, actor: Any) -> Any:
    return services.invite_co_writer(waiver, person=person, share=share, actor=actor)


def agree(waiver: Waiver, person: Any, **sent: str) -> SignOff:
    return services.sign_off(waiver, **{**OWN, "shown": waiver.answers_hash(), **sent}, actor=person)


def posted(client: Any, waiver: Waiver, verb: str, **sent: Any) -> int:
    return client.post(f"{waiver.get_absolute_url()}{verb}/", sent).status_code


# Co-writers ----------------------------------------------------------------------


@pytest.mark.parametrize(("share", "writes"), [("view", 403), ("edit", 200)])
def test_co_writer_may_do_what_was_given_and_no_more(
    share: str, writes: int, draft: Waiver, lead: Any, member: Any, client_for: Any
) -> None:
    client, where = client_for(member), draft.get_absolute_url()
    assert client.get(where).status_code == 404
    assert posted(client_for(lead), draft, "people", person=member.pk, share=share) == 302
    page = client.get(where).content.decode()
    assert "You help with this draft." in page
    assert "Hand it in" not in page
    assert "Withdraw it" not in page
    assert draft.title in client.get("/waivers/own/").content.decode()
    assert client.get(f"{where}write/short/").status_code == writes
    assert client.get(f"{where}provisions/add/").status_code == writes
    for verb in ("submit", "withdraw", "ask-for-sign-off", "people"):
        assert posted(client, draft, verb, reason="x") == 403, verb
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_co_writer_writes_answers_standards_and_what_should_move(draft: Waiver, lead: Any, member: Any) -> None:
    shared(draft, member, "edit", actor=lead)
    services.save_answers(draft, {"summary": "Sample: other words."}, versions={"summary": 1}, actor=member)
    provision = draft.provisions.get()
    facts = {**PROVISION, "standard": provision.standard, "goal": "Sample: another goal"}
    services.write_provision(draft, provision, version=1, actor=member, **facts)
    hypothesised(provision, actor=member)
    assert draft.provisions.get().hypotheses.count() == 2
    for refused in (
        lambda: services.submit_waiver(agreed(draft), actor=member),
        lambda: services.withdraw_waiver(draft, reason="x", actor=member),
        lambda: shared(draft, member, "edit", actor=member),
        lambda: services.ask_for_sign_off(draft, actor=member),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_co_writer_who_only_reads_writes_nothing(draft: Waiver, lead: Any, member: Any) -> None:
    shared(draft, member, "view", actor=lead)
    with pytest.raises(PermissionDenied):
        services.save_answers(draft, {"summary": "x"}, versions={"summary": 1}, actor=member)


def test_co_writer_is_offered_no_comments(draft: Waiver, lead: Any, member: Any, client_for: Any) -> None:
    page = client_for(lead).get(f"{draft.get_absolute_url()}people/").content.decode()
    assert "Read and write" in page
    assert "comment" not in page
    posted(client_for(lead), draft, "people", person=member.pk, share="comment")
    assert not draft.co_writers.exists()


def test_co_writer_who_leaves_the_district_reads_nothing_any_more(
    draft: Waiver, lead: Any, member: Any, client_for: Any
) -> None:
    shared(draft, member, "edit", actor=lead)
    Membership.objects.filter(user=member).update(state="ended", ended_at=timezone.now())
    assert client_for(member).get(draft.get_absolute_url()).status_code == 404
    assert not Waiver.objects.visible_to(member).exists()
    with pytest.raises(PermissionDenied):
        services.save_answers(draft, {"summary": "x"}, versions={"summary": 1}, actor=member)


def test_co_writer_from_another_district_cannot_be_asked(draft: Waiver, lead: Any, rival_lead: Any) -> None:
    with pytest.raises(NotAllowed, match="holds no office in the district"):
        shared(draft, rival_lead, "view", actor=lead)
    assert not draft.co_writers.exists()


def test_co_writer_asked_again_has_another_share_and_one_mail(draft: Waiver, lead: Any, member: Any) -> None:
    for share in ("edit", "view"):
        shared(draft, member, share, actor=lead)
    assert draft.co_writers.get().share == "view"
    mail = OutgoingMail.objects.get(to=member.email)
    assert "Please help with a proposal" in mail.subject
    assert draft.get_absolute_url() in mail.text


def test_co_writer_can_leave_and_can_be_ended(draft: Waiver, lead: Any, member: Any, client_for: Any) -> None:
    for who in (member, lead):
        help_of = shared(draft, member, "edit", actor=lead)
        client_for(who).post(help_of.end_url)
        assert client_for(member).get(draft.get_absolute_url()).status_code == 404


def test_end_co_writer_is_for_who_helps_and_who_asked(
    draft: Waiver, lead: Any, member: Any, board_president: Any, rival_lead: Any
) -> None:
    help_of = shared(draft, member, "edit", actor=lead)
    for person in (board_president, rival_lead):
        with pytest.raises(PermissionDenied):
            services.end_co_writer(help_of, actor=person)
    assert draft.co_writers.current().exists()


def test_draft_waits_for_who_helps_to_write_it_not_for_who_reads_it(draft: Waiver, lead: Any, member: Any) -> None:
    shared(draft, member, "view", actor=lead)
    assert list(waiting_waivers(member)) == []
    shared(draft, member, "edit", actor=lead)
    (wait,) = waiting_waivers(member)
    assert wait.url == draft.get_absolute_url()


# Agreement -----------------------------------------------------------------------


def test_submit_waits_for_the_superintendent_to_agree(
    written: Waiver, lead: Any, superintendent: Any, client_for: Any
) -> None:
    client, where = client_for(lead), written.get_absolute_url()
    assert lacking(written)[-1].words == "the agreement of the superintendent"
    assert posted(client, written, "submit") == 409
    with pytest.raises(NotAllowed, match="the agreement of the superintendent"):
        services.submit_waiver(written, actor=superintendent)
    page = client.get(where).content.decode()
    assert "I agree to it as it stands" not in page
    assert "Hand it in" not in page
    for _ in range(2):
        posted(client, written, "ask-for-sign-off")
    assert OutgoingMail.objects.filter(subject__startswith="Please read and agree").get().to == superintendent.email
    page = client_for(superintendent).get(where).content.decode()
    assert "I agree to it as it stands" in page
    assert "A later change of anything in it makes your agreement void." in page
    assert posted(client_for(superintendent), written, "sign-off", **OWN, shown=written.answers_hash()) == 302
    assert OutgoingMail.objects.filter(subject__startswith="Superintendent agreed").get().to == lead.email
    page = client.get(where).content.decode()
    assert f"Superintendent {superintendent} agreed to it as it stands on" in page
    assert posted(client, written, "submit") == 302
    written.refresh_from_db()
    assert written.state == "submitted"
    assert "agreed to it as it stands" in client.get(where).content.decode(), "it goes on to hold once it is handed in"


CHANGES: dict[str, Any] = {
    "an answer": lambda waiver, lead: services.save_answers(
        waiver, {"summary": "Sample: other words."}, versions={"summary": 1}, actor=lead
    ),
    "its name": lambda waiver, lead: services.save_answers(
        waiver, {"title": "Another name (sample)"}, versions={"title": 1}, actor=lead
    ),
    "a provision": lambda waiver, lead: services.write_provision(
        waiver,
        waiver.provisions.get(),
        **{**PROVISION, "goal": "Sample: another goal", "standard": waiver.provisions.get().standard},
        version=1,
        actor=lead,
    ),
    "what should move": lambda waiver, lead: hypothesised(waiver.provisions.get(), actor=lead, words="Other (sample)"),
    "a document": lambda waiver, lead: services.add_exhibit(
        waiver, file=SimpleUploadedFile("study.pdf", STUDY), title="A study (sample)", supports="Sample", actor=lead
    ),
}


def test_agreement_is_void_once_another_component_is_to_move(written: Waiver, lead: Any, superintendent: Any) -> None:
    one, two = (Component.objects.create(code=code, name=f"Sample {code}") for code in ("one", "two"))
    hypothesis = hypothesised(written.provisions.get(), actor=lead, component=one, other_measure="")
    agree(written, superintendent)
    assert written.offices_left() == []
    hypothesis.component = two
    hypothesis.save()
    assert written.offices_left() == [(written.district_id, "superintendent")]


@pytest.mark.parametrize("what", CHANGES)
def test_agreement_is_void_once_anything_changes(what: str, draft: Waiver, lead: Any) -> None:
    assert draft.offices_left() == []
    CHANGES[what](draft, lead)
    assert draft.offices_left() == [(draft.district_id, "superintendent")]
    with pytest.raises(NotAllowed, match="the agreement of the superintendent"):
        services.submit_waiver(draft, actor=lead)


def test_agreement_outlives_a_new_version_of_the_standard(
    draft: Waiver, minutes: StandardVersion, lead: Any, facilitator: Any
) -> None:
    newest = revised(minutes.standard, actor=facilitator, text="Sample: other words.", waivable=Waivable.YES)
    services.submit_waiver(draft, actor=lead)
    assert draft.provisions.get().standard == newest
    assert draft.offices_left() == []


def test_agreement_is_to_what_was_shown(written: Waiver, lead: Any, superintendent: Any, client_for: Any) -> None:
    shown = written.answers_hash()
    CHANGES["an answer"](written, lead)
    assert posted(client_for(superintendent), written, "sign-off", **OWN, shown=shown) == 409
    assert not SignOff.objects.exists()


def test_agreement_waits_until_all_is_written(written: Waiver, superintendent: Any, client_for: Any) -> None:
    provisions_of(written)[0].hypotheses.all().delete()
    assert "I agree to it" not in client_for(superintendent).get(written.get_absolute_url()).content.decode()
    with pytest.raises(NotAllowed, match="not complete yet"):
        agree(written, superintendent)


def test_agreement_of_somebody_else_is_refused(
    written: Waiver, lead: Any, rival_superintendent: Any, administrator: Any, client_for: Any
) -> None:
    sent = {**OWN, "shown": written.answers_hash()}
    assert posted(client_for(lead), written, "sign-off", **sent) == 403
    assert posted(client_for(rival_superintendent), written, "sign-off", **sent) == 404
    with pytest.raises(PermissionDenied):
        agree(written, lead)
    administrator.is_superuser = True
    with pytest.raises(NotAllowed, match="do not hold an office"):
        agree(written, administrator)
    MembershipFactory(user=administrator, district=written.district, office="innovation_lead")
    with pytest.raises(NotAllowed, match="do not hold an office"):
        agree(written, administrator, office="innovation_lead")
    assert not SignOff.objects.exists()


def test_agreement_is_asked_of_each_proposing_district(
    written: Waiver,
    rival_district: District,
    lead: Any,
    superintendent: Any,
    rival_superintendent: Any,
    client_for: Any,
) -> None:
    Partner.objects.create(waiver=written, district=rival_district, asked_by=lead)
    ours, theirs = (written.district_id, "superintendent"), (rival_district.pk, "superintendent")
    assert written.offices_left() == [ours, theirs]
    with pytest.raises(NotAllowed, match="do not hold an office"):
        agree(written, rival_superintendent)
    agree(written, superintendent)
    assert [each.words for each in lacking(written)] == [f"the agreement of the superintendent of {rival_district}"]
    services.ask_for_sign_off(written, actor=lead)
    asked = OutgoingMail.objects.filter(subject__startswith="Please read and agree")
    assert [mail.to for mail in asked] == [rival_superintendent.email]
    browser = client_for(rival_superintendent)
    assert f'name="district" value="{rival_district.pk}"' in browser.get(written.get_absolute_url()).content.decode()
    sent = {**OWN, "shown": written.answers_hash(), "district": rival_district.pk}
    assert posted(browser, written, "sign-off", **sent) == 302
    assert lacking(written) == []
    assert [signer.of for _, signer in agreement_of(written).given] == ["", str(rival_district)]


def test_draft_waits_for_the_superintendents_of_all_who_propose_it(
    written: Waiver, rival_district: District, lead: Any, rival_superintendent: Any, rival_lead: Any
) -> None:
    assert list(waiting_waivers(rival_superintendent)) == []
    Partner.objects.create(waiver=written, district=rival_district, asked_by=lead)
    for person in (rival_superintendent, rival_lead):
        (wait,) = waiting_waivers(person)
        assert (wait.url, wait.note) == (
            written.get_absolute_url(),
            f"Your district proposes it together with {written.district}.",
        )
    (own,) = waiting_waivers(lead)
    assert own.note == "A draft; it is not handed in yet."


def test_agreement_goes_with_the_text_when_a_change_is_taken_up(given: Waiver, lead: Any, facilitator: Any) -> None:
    public = services.docket_waiver(given, actor=facilitator)
    change = services.begin_change(public, actor=lead)
    assert change.offices_left() != [], "what is agreed to in one proposal is not agreed to in another"
    services.save_answers(change, {"summary": "Sample: other words."}, versions={"summary": 1}, actor=lead)
    services.submit_waiver(agreed(change), actor=lead)
    services.docket_waiver(change, actor=facilitator)
    for each in (public, change):
        assert Waiver.objects.get(pk=each.pk).offices_left() == []
