"""Who may use an address: to the sign-in page, not found, not yours, once more the password; nothing typed is lost."""

import re
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from applications.letters.models import Letter, Signature
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
NONCE = re.compile(r'nonce="?[-\w]+|nonce-[-\w=+/]+|csrfToken[^,]+|name="csrfmiddlewaretoken" value="\w+"|[\da-f]{32}')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
NOWHERE = "/letters/ZZZZZZZZZZZZ/"


def shape(answer: Any, path: str) -> tuple[int, dict[str, str], str]:
    """An answer without what is different each time."""
    headers = {name: NONCE.sub("", value) for name, value in answer.headers.items() if name != "X-Request-ID"}
    return answer.status_code, headers, NONCE.sub("", answer.content.decode()).replace(path, "PATH")


def sent(letter: Letter, **changes: str) -> dict[str, str]:
    facts = {"consent": "on", "typed_name": "Sample Superintendent", "shown_hash": letter.text_hash}
    return {**facts, "form_key": "k" * 32, **changes}


@pytest.mark.parametrize("ending", ["", "sign/", "decline/", "letter.pdf"])
def test_visitor_is_sent_to_sign_in_whether_or_not_the_thing_exists(
    client: Client, letter: Letter, ending: str
) -> None:
    there, nowhere = letter.get_absolute_url() + ending, NOWHERE + ending
    answers = [client.get(path) for path in (there, nowhere)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [answer.url for answer in answers] == [f"/accounts/login/?next={path}" for path in (there, nowhere)]


@pytest.mark.parametrize("who", ["rival_superintendent", "rival_lead", "former_member", "newcomer"])
@pytest.mark.parametrize("ending", ["", "sign/", "letter.pdf"])
def test_stranger_gets_the_same_404_as_for_a_random_reference(
    client_for: Any, request: pytest.FixtureRequest, letter: Letter, who: str, ending: str
) -> None:
    client = client_for(request.getfixturevalue(who))
    there, nowhere = letter.get_absolute_url() + ending, NOWHERE + ending
    client.get(nowhere)
    assert shape(client.get(there), there) == shape(client.get(nowhere), nowhere)
    assert client.get(there).status_code == 404


def test_stranger_gets_the_same_404_whatever_the_request_asks_for(
    client_for: Any, rival_lead: Any, letter: Letter
) -> None:
    client = client_for(rival_lead)
    pdf = letter.get_absolute_url() + "letter.pdf"
    hashes = {
        "If-None-Match": f'"{letter.text_hash}"',
        "Range": "bytes=0-9",
        "If-Modified-Since": "Mon, 1 Jan 2018 0:0:0 GMT",
    }
    for headers in ({name: value} for name, value in hashes.items()):
        assert client.get(pdf, headers=headers).status_code == 404
    assert client.head(pdf).status_code == client.head(NOWHERE + "letter.pdf").status_code


def test_reader_who_may_not_act_gets_a_page_that_says_so(client_for: Any, lead: Any, letter: Letter) -> None:
    answer = client_for(lead).post(letter.get_absolute_url() + "sign/", sent(letter))
    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()
    assert not Signature.objects.exists()


def test_access_ends_with_the_next_request(client_for: Any, lead: Any, letter: Letter) -> None:
    client = client_for(lead)
    assert client.get(letter.get_absolute_url()).status_code == 200
    lead.memberships.update(state="ended")
    assert client.get(letter.get_absolute_url()).status_code == 404


def test_old_sign_in_is_asked_again_and_the_form_goes_on(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent, recent=False)
    asked = client.post(letter.get_absolute_url() + "sign/", sent(letter))
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert not Signature.objects.exists()
    wrong = client.post(asked.url, {"password": "not the password at all"})
    assert wrong.status_code == 200
    assert not Signature.objects.exists()
    assert client.post(asked.url, {"password": PASSWORD}).url == letter.get_absolute_url()
    assert Signature.objects.get().typed_name == "Sample Superintendent"


def test_old_sign_in_keeps_a_form_whose_address_has_a_query(
    client_for: Any, superintendent: Any, letter: Letter
) -> None:
    client = client_for(superintendent, recent=False)
    asked = client.post(letter.get_absolute_url() + "sign/?from=mail", sent(letter))
    offered = client.post(asked.url, {"password": PASSWORD})
    assert offered.url == "/resume/"
    page = client.get("/resume/").content.decode()
    assert "Sample Superintendent" in page
    fields = dict(HIDDEN.findall(page))
    assert client.post(letter.get_absolute_url() + "sign/?from=mail", fields).status_code == 302
    assert Signature.objects.get().typed_name == "Sample Superintendent"
    assert client.get("/resume/").url == "/start/"  # it arrived: nothing is offered any longer


def test_sign_in_of_eleven_minutes_ago_is_old(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent)
    session = client.session
    session["account_authentication_methods"][0]["at"] = time.time() - 11 * 60
    session.save()
    assert "reauthenticate" in client.post(letter.get_absolute_url() + "sign/", sent(letter)).url
    assert not Signature.objects.exists()


def test_person_without_password_or_second_factor_is_told_to_set_one_before_signing(
    client_for: Any, superintendent: Any, letter: Letter
) -> None:
    superintendent.set_unusable_password()
    superintendent.save()
    client = client_for(superintendent)
    assert client.get(letter.get_absolute_url() + "sign/").status_code == 200
    answer = client.post(letter.get_absolute_url() + "sign/", sent(letter))
    assert answer.status_code == 409
    for way in ("/accounts/password/set/", "/accounts/2fa/"):
        assert way in answer.content.decode()
        assert client.get(way).status_code == 200
    assert not Signature.objects.exists()
    superintendent.set_password(PASSWORD)
    superintendent.save()
    assert client_for(superintendent).post(letter.get_absolute_url() + "sign/", sent(letter)).status_code == 302
    assert Signature.objects.exists()


def test_reading_a_page_asks_for_no_password(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent, recent=False)
    assert client.get(letter.get_absolute_url() + "sign/").status_code == 200


def test_form_sent_over_a_lost_session_is_kept_through_the_real_sign_in(superintendent: Any, letter: Letter) -> None:
    cache.clear()
    client = Client(enforce_csrf_checks=True)
    reason = "Sample reason: <b>the board</b> has not met.\r\nSecond line, with “quotes” & more."
    token = token_of(client.get("/accounts/login/"))
    path = letter.get_absolute_url() + "decline/"
    kept = client.post(path, {"reason": reason, "csrfmiddlewaretoken": token, "form_key": "k1"})
    assert kept.url == "/accounts/login/?next=/resume/"
    page = client.get(kept.url)
    answers = {
        "login": superintendent.email,
        "password": PASSWORD,
        "csrfmiddlewaretoken": token_of(page),
        "next": "/resume/",
    }
    assert client.post(kept.url, answers).url == "/resume/"
    for _ in range(2):  # a reload does not lose it
        page = client.get("/resume/").content.decode()
        assert "Sample reason: &lt;b&gt;the board&lt;/b&gt; has not met." in page
    fields = {name: unescaped(value) for name, value in HIDDEN.findall(page)}
    assert fields["reason"] == reason
    assert f'action="{path}"' in page
    assert client.post(path, fields).url == letter.get_absolute_url()
    letter.refresh_from_db()
    assert letter.state == "declined"
    assert letter.closed_reason.split() == reason.split()
    assert client.get("/resume/").url == "/start/"


def token_of(answer: Any) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode()).group(1)


def unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def test_form_of_unusual_length_is_not_kept(client: Client, letter: Letter) -> None:
    answer = client.post(letter.get_absolute_url() + "decline/", {"reason": "x" * 300_000})
    assert answer.url == f"/accounts/login/?next={letter.get_absolute_url()}decline/"
    assert "kept_post" not in client.session


@pytest.mark.parametrize(
    "evil", ["//evil.example", "https://evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_site(superintendent: Any, evil: str) -> None:
    cache.clear()
    answer = Client().post("/accounts/login/", {"login": superintendent.email, "password": PASSWORD, "next": evil})
    assert answer.status_code == 302
    assert answer.url == "/start/"
