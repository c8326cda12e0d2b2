"""One-time form keys: the same form twice has one effect and one answer, for one person, on one page."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from applications.intake.models import Application
from applications.letters.models import Letter, Signature
from portal.core import files
from portal.core.models import FormKey, OutgoingMail, StoredFile, private_storage
from portal.districts.models import Office
from tests.cast import office_holder
from tests.factories.intake import RoundFactory, complete_draft
from tests.parallel import same_browser, together

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef0123456789abcdef"


def sent(letter: Letter, **changes: str) -> dict[str, str]:
    facts = {"consent": "on", "typed_name": "Sample Superintendent", "shown_hash": letter.text_hash}
    return {**facts, "form_key": KEY, **changes}


def test_same_form_twice_has_one_effect_and_the_same_answer(
    client_for: Any, superintendent: Any, letter: Letter
) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    answers = [client.post(path, sent(letter)) for _ in range(3)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, letter.get_absolute_url())}
    assert Signature.objects.count() == 1


def test_second_time_is_told_that_it_had_arrived(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    client.post(path, sent(letter))
    client.get(letter.get_absolute_url())
    again = client.post(path, sent(letter), follow=True)
    assert "This had arrived already. It was done once." in again.content.decode()


def test_same_form_twice_has_the_same_answer_though_it_is_not_allowed_any_more(
    client_for: Any, superintendent: Any, district: Any
) -> None:
    application = complete_draft(RoundFactory(), district, actor=superintendent)
    client, path = client_for(superintendent), application.get_absolute_url()
    answers = [client.post(f"{path}withdraw/", {"form_key": KEY}) for _ in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, path)] * 2
    assert client.post(f"{path}withdraw/", {"form_key": "another"}).status_code in {403, 409}


def test_another_form_of_the_same_thing_is_told_why_not(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    client.post(path, sent(letter))
    again = client.post(path, sent(letter, form_key="f" * 32))
    assert again.status_code == 409
    assert "it is already waiting for the department" in again.content.decode()


def test_form_shown_again_with_its_errors_may_be_sent_again(
    client_for: Any, superintendent: Any, letter: Letter
) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    assert client.post(path, sent(letter, typed_name="")).status_code == 200
    assert client.post(path, sent(letter)).status_code == 302
    assert Signature.objects.count() == 1


def test_refused_form_may_be_sent_again_under_its_key(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    assert client.post(path, sent(letter, shown_hash="0" * 64)).status_code == 409
    assert client.post(path, sent(letter)).status_code == 302


def test_key_of_another_person_has_no_answer_and_no_effect(
    client_for: Any, superintendent: Any, rival_superintendent: Any, letter: Letter
) -> None:
    path = letter.get_absolute_url() + "sign/"
    client_for(superintendent).post(path, sent(letter))
    assert client_for(rival_superintendent).post(path, sent(letter)).status_code == 404
    assert Signature.objects.count() == 1


def test_key_counts_for_one_page_only(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent)
    client.post(letter.get_absolute_url() + "sign/", sent(letter))
    answer = client.post(letter.get_absolute_url() + "decline/", {"reason": "Sample reason.", "form_key": KEY})
    assert answer.status_code == 409


@pytest.mark.parametrize("key", ["", "a" * 5_000, "💥", "' OR 1=1 --", "a b"])
def test_key_that_is_none_breaks_nothing(client_for: Any, superintendent: Any, letter: Letter, key: str) -> None:
    answer = client_for(superintendent).post(letter.get_absolute_url() + "sign/", sent(letter, form_key=key))
    assert answer.status_code == 302
    assert not FormKey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_signings_at_once_make_one_signature(
    client_for: Any, superintendent: Any, letter: Letter
) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    answers = together(20, lambda number: same_browser(client).post(path, sent(letter)))
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (302, letter.get_absolute_url())
    }
    assert Signature.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="letters.sign").count() == 1
    assert OutgoingMail.objects.filter(key__startswith="letter-next").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_signings_with_keys_of_their_own_make_one_signature(
    client_for: Any, superintendent: Any, letter: Letter
) -> None:
    client, path = client_for(superintendent), letter.get_absolute_url() + "sign/"
    tabs = [same_browser(client) for _ in range(20)]
    answers = together(20, lambda number: tabs[number].post(path, sent(letter, form_key=f"{number:032}")))
    assert sorted(answer.status_code for answer in answers) == [302] + [409] * 19
    assert Signature.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_applications_at_once_are_one(client_for: Any, district: Any) -> None:
    lead = office_holder(district, Office.INNOVATION_LEAD, "Innovation lead A")
    application = complete_draft(RoundFactory(), district, actor=lead)
    client, path = client_for(lead), application.get_absolute_url()
    answers = together(20, lambda number: same_browser(client).post(f"{path}submit/", {"form_key": KEY}))
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {(302, path)}
    assert ModelLogEntry.objects.filter(action="intake.submit").count() == 1
    assert Application.objects.get().state == "submitted"


@pytest.mark.django_db(transaction=True)
def test_twenty_beginnings_of_an_application_are_one_draft(client_for: Any, district: Any) -> None:
    lead = office_holder(district, Office.INNOVATION_LEAD, "Innovation lead A")
    call = RoundFactory()
    client = client_for(lead)
    tabs = [same_browser(client) for _ in range(20)]
    facts = {"district": district.pk}
    answers = together(
        20, lambda number: tabs[number].post(f"/apply/{call.slug}/begin/", {**facts, "form_key": f"{number:032}"})
    )
    assert {answer.status_code for answer in answers} == {302}
    assert Application.objects.count() == 1


def test_clear_old_removes_what_is_of_no_use_any_more(client_for: Any, member: Any) -> None:
    old = timezone.now() - timedelta(days=3)
    for key, created_at in (("old", old), ("new", timezone.now())):
        FormKey.objects.create(key=key, owner="1", path="/", created_at=created_at)
    client_for(member)
    Session.objects.create(session_key="ended", session_data="", expire_date=old)
    out = StringIO()
    call_command("clear_old", "--json", stdout=out)
    assert list(FormKey.objects.values_list("key", flat=True)) == ["new"]
    assert Session.objects.count() == 1
    assert '"form_keys": 1' in out.getvalue()


def test_clear_old_removes_files_without_a_row(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    monkeypatch.setattr(StoredFile._meta.get_field("content"), "storage", private_storage())
    kept = files.store_bytes(b"kept", name="kept.csv", content_type="text/csv", actor=None)
    lost = files.store_bytes(b"lost", name="lost.csv", content_type="text/csv", actor=None).content.name
    StoredFile.objects.exclude(pk=kept.pk).delete()
    assert files.clear_orphans(timezone.now() - timedelta(days=2)) == 0  # young: its form may still be under way
    assert files.clear_orphans(timezone.now() + timedelta(seconds=5)) == 1
    assert not private_storage().exists(lost)
    assert private_storage().exists(kept.content.name)
