"""Signing up and in: password rules, no telling who has an account, limits, second factors, every door."""

import re
import statistics
import time
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from portal.accounts.models import User
from portal.core.models import OutgoingMail
from tests.factories.accounts import PASSWORD, UserFactory, add_second_factor, code_of_app, state_officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_history() -> None:
    """Limits count from zero in each test."""
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **options: Any) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password}, **options)


def shape(answer: Any, *addresses: str) -> tuple[int, str, str]:
    """What a stranger can tell from an answer, without one-time values and the address that was typed."""
    text = re.sub(r'(csrfmiddlewaretoken|form_key)" value="[^"]*"', "", answer.content.decode())
    text = re.sub(r'nonce="[^"]*"', "", text)
    for address in addresses:
        text = text.replace(address, "ADDRESS")
    return answer.status_code, answer.headers.get("Location", ""), text


# Passwords ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    [
        "short horse 123",
        "quiet river under lanterns",
        "élève à l’école près du pont",
        "the long way round by the old mill " * 2,
        "a b c d e f g h ",
    ],
)
def test_password_of_fifteen_signs_is_enough_whatever_it_is_made_of(password):
    validate_password(password, UserFactory())


@pytest.mark.parametrize(
    "password",
    [
        "fourteen signs",
        "Tr0ub4dor&3",
        "1234567890123456",
        "aaaaaaaaaaaaaaaa",
        "x9x9x9x9x9x9x9x9",
        "passwordpassword",
        "mississippi2026",
        "innovationdistrict",
        "sample.person.address@example.org",
    ],
)
def test_password_that_is_short_common_or_rests_on_words_of_the_portal_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, UserFactory(email="sample.person.address@example.org"))


def test_password_never_expires(client):
    person = UserFactory()
    sign_in(client, person.email)
    assert client.get("/account/").status_code == 200


# Signing up ---------------------------------------------------------------------


def test_sign_up_with_the_code_from_the_mail_opens_an_account(client):
    answer = client.post(
        "/accounts/signup/", {"email": "New.Person@example.org", "password1": PASSWORD, "is_superuser": "on"}
    )
    assert answer.url == "/accounts/confirm-email/"
    assert client.get("/account/").status_code == 302, "not before the address is verified"
    text = OutgoingMail.objects.get(to="new.person@example.org").text
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.M)
    assert code
    assert client.post("/accounts/confirm-email/", {"code": "WRONGS"}).status_code == 200
    assert client.post("/accounts/confirm-email/", {"code": code[1]}).status_code == 302
    assert client.get("/account/").status_code == 200
    person = User.objects.get(email="new.person@example.org")
    assert not person.is_superuser
    assert not person.state_roles


def test_sign_up_answers_the_same_for_a_known_address(newcomer):
    answers = []
    for address in (newcomer.email, "nobody.yet@example.org"):
        client = Client()
        first = client.post("/accounts/signup/", {"email": address, "password1": PASSWORD})
        answers.append((shape(first, address), shape(client.get(first.url), address)))
    assert answers[0] == answers[1]
    assert "have" in OutgoingMail.objects.get(to=newcomer.email).text
    assert User.objects.filter(email=newcomer.email).count() == 1


def test_sign_in_and_reset_answer_the_same_for_a_known_address(newcomer):
    for path, fields in (
        ("/accounts/login/", {"login": "ADDRESS", "password": "not the right password"}),
        ("/accounts/password/reset/", {"email": "ADDRESS"}),
    ):
        seen = []
        for address in (newcomer.email, "nobody.yet@example.org"):
            client = Client()
            sent = {name: value.replace("ADDRESS", address) for name, value in fields.items()}
            answer = client.post(path, sent)
            follow = shape(client.get(answer.url), address) if answer.status_code == 302 else None
            seen.append((shape(answer, address), follow))
        assert seen[0] == seen[1]


class CountedHasher(PBKDF2PasswordHasher):
    """As in production by its way, with a small cost; counts how often a password was hashed."""

    algorithm = "counted"
    iterations = 1000
    hashed = 0

    def encode(self, *args: Any, **options: Any) -> str:
        type(self).hashed += 1
        return super().encode(*args, **options)


def medians_in_turns(path: str, addresses: list[str], tries: int) -> list[float]:
    """How long an answer takes for each address, asked in turns so that a busy machine slows all alike."""
    client, took = Client(), {address: [] for address in addresses}
    for _ in range(tries):
        for address, times in took.items():
            start = time.thread_time()
            client.post(path, {"login": address, "email": address, "password": "not the right password"})
            times.append(time.thread_time() - start)
    return [statistics.median(times) for times in took.values()]


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/"])
def test_answers_take_the_same_time_for_a_known_address(newcomer, path, settings):
    """The dear part, the hash, is done equally often; all else together differs by less than 20 ms of work."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    newcomer.set_password(PASSWORD)
    newcomer.save()
    hashed = []
    for address in (newcomer.email, "nobody.yet@example.org"):
        before = CountedHasher.hashed
        Client().post(path, {"login": address, "email": address, "password": "not the right password"})
        hashed.append(CountedHasher.hashed - before)
    assert hashed[0] == hashed[1], f"hashes for a known and an unknown address: {hashed}"
    assert hashed[0] == ("login" in path)
    known, unknown = medians_in_turns(path, [newcomer.email, "nobody.yet@example.org"], tries=11)
    assert abs(known - unknown) < max(0.02, 0.2 * unknown), f"known {known:.4f} s, unknown {unknown:.4f} s"


def test_sign_up_takes_the_same_time_for_a_known_address(newcomer, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    hashed: dict[str, set[int]] = {"known": set(), "unknown": set()}
    for number in range(11):
        for kind, address in (("known", newcomer.email), ("unknown", f"nobody{number}@example.org")):
            before, start = CountedHasher.hashed, time.thread_time()
            Client().post("/accounts/signup/", {"email": address, "password1": "seven herons cross the reservoir"})
            took[kind].append(time.thread_time() - start)
            hashed[kind].add(CountedHasher.hashed - before)
    assert hashed["known"] == hashed["unknown"], hashed
    known, unknown = (statistics.median(took[kind]) for kind in ("known", "unknown"))
    assert abs(known - unknown) < max(0.02, 0.2 * unknown), f"known {known:.4f} s, unknown {unknown:.4f} s"


# Limits ---------------------------------------------------------------------------


def tries_until_blocked(make: Any, most: int = 40) -> int:
    """How many tries go through before the answer is 429 or says too many."""
    for number in range(1, most + 1):
        answer = make(number)
        if answer.status_code == 429 or "Too many failed" in answer.content.decode():
            return number
    return most + 1


def test_sign_in_is_blocked_by_the_eleventh_try_under_rotating_forwarded_addresses():
    def attempt(number: int) -> Any:
        forwarded = {"X-Forwarded-For": f"198.51.100.{number}", "X-Real-IP": f"203.0.113.{number}"}
        return sign_in(Client(headers=forwarded), f"person{number}@example.org", "wrong password here")

    assert tries_until_blocked(attempt) <= 11


def test_sign_in_to_one_account_is_blocked_from_many_addresses_after_five_tries(newcomer):
    def attempt(number: int) -> Any:
        return sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), newcomer.email.title(), "wrong password here")

    assert tries_until_blocked(attempt) == 6
    later = sign_in(Client(REMOTE_ADDR="198.51.100.99"), newcomer.email)
    assert "Too many failed" in later.content.decode(), "the right password does not tell either"


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_sign_in_behind_one_proxy_counts_the_clients_own_address():
    def attempt(forwarded: str) -> Any:
        return lambda number: sign_in(
            Client(headers={"X-Forwarded-For": forwarded.format(number)}), f"p{number}@example.org", "wrong password"
        )

    assert tries_until_blocked(attempt("203.0.113.{0}, 198.51.100.7")) <= 11, "what the client wrote is not believed"
    cache.clear()
    assert tries_until_blocked(attempt("198.51.100.{0}"), 20) == 21, "each client is counted by itself"


# Second factors ----------------------------------------------------------------------


def test_sign_in_with_a_second_factor_asks_for_it_and_takes_a_code_once(client):
    person = add_second_factor(UserFactory())
    assert sign_in(client, person.email).url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/account/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    code = code_of_app()
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/account/").status_code == 200
    again = Client()
    sign_in(again, person.email)
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200, "a code counts once"


def test_recovery_code_counts_once(client):
    person = add_second_factor(UserFactory())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (302, 200):
        each = Client()
        sign_in(each, person.email)
        assert each.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected


def test_password_reset_does_not_pass_the_second_factor(client):
    from portal.accounts.services import password_link

    person = add_second_factor(UserFactory())
    page = client.get("/" + password_link(person).split("/", 3)[3], follow=True)
    new = "seven green herons wading"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert client.get("/account/").status_code == 302
    assert sign_in(client, person.email, new).url.startswith("/accounts/2fa/authenticate/")


@pytest.mark.parametrize(
    "role", ["facilitator", "csa_reviewer", "osi_coach", "data_steward", "editor", "administrator"]
)
def test_state_role_without_second_factor_is_sent_to_set_one_up_before_anything_else(client_for, role):
    client = client_for(state_officer(role, second_factor=False))
    for page in ("/account/", "/people/", "/cms/", "/outbox/", "/districts/", "/cms/account/"):
        assert client.get(page).url == "/accounts/2fa/", page
    assert client.post("/account/", {"name": "x"}).url == "/accounts/2fa/"
    for page in ("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/healthz"):
        assert client.get(page).status_code == 200, page
    assert client.post("/accounts/logout/").status_code == 302


def test_setting_up_an_app_opens_the_portal_to_a_state_role(client_for):
    person = state_officer("csa_reviewer", second_factor=False)
    client = client_for(person)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_demonstration_account_needs_no_second_factor_only_in_the_demonstration(client_for, settings):
    person = state_officer("facilitator", second_factor=False, is_demonstration=True)
    client = client_for(person)
    assert client.get("/account/").status_code == 200
    settings.DEMO = False
    assert client.get("/account/").url.startswith("/accounts/login/"), "it is no account at all then"
    closed = Client()
    assert sign_in(closed, person.email).url == "/accounts/inactive/"
    assert "_auth_user_id" not in closed.session


def test_removing_the_last_factor_closes_the_portal_again(client_for, facilitator):
    client = client_for(facilitator)
    assert client.get("/account/").status_code == 200
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/account/").url == "/accounts/2fa/"


# Doors ---------------------------------------------------------------------------------


def test_editors_own_doors_lead_to_the_one_sign_in(client, client_for, editor):
    assert client.get("/cms/login/").url.startswith("/accounts/login/")
    assert client.post("/cms/login/", {"username": editor.email, "password": PASSWORD}).status_code in (302, 405)
    assert client.get("/cms/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    for door in ("/cms/password_reset/", "/cms/password_reset/confirm/MQ/set-password/"):
        assert client.get(door).url == "/accounts/password/reset/"
    assert client_for(editor).get("/cms/account/").url == "/account/"
    assert client.get("/admin/login/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_sign_in_never_leads_to_another_host(client, newcomer, target):
    answer = client.post("/accounts/login/", {"login": newcomer.email, "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer.url == "/start/"


def test_sign_in_gives_a_new_session_id(client, newcomer):
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, newcomer.email)
    assert client.session.session_key != before


def test_password_change_ends_all_other_sessions_and_tells_the_person(client_for, newcomer):
    here, elsewhere = client_for(newcomer), client_for(newcomer)
    new = "seven green herons wading"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert OutgoingMail.objects.filter(to=newcomer.email, subject__icontains="password").exists()


def test_sessions_page_signs_out_all_others(client_for, newcomer):
    here, elsewhere = client_for(newcomer), client_for(newcomer)
    elsewhere.get("/account/")
    assert "Sign out all others" in here.get("/accounts/sessions/").content.decode()
    here.post("/accounts/sessions/")
    assert elsewhere.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_outside_services_show_only_where_they_are_configured(client):
    assert "Or sign in with" not in client.get("/accounts/login/").content.decode()
    app = {"client_id": "sample", "secret": "sample"}
    oidc = {
        **app,
        "provider_id": "district",
        "name": "Sample sign-in",
        "settings": {"server_url": "https://id.example.org"},
    }
    configured = {"google": {"APPS": [app]}, "microsoft": {"APPS": [app]}, "openid_connect": {"APPS": [oidc]}}
    with override_settings(SOCIALACCOUNT_PROVIDERS=configured):
        page = client.get("/accounts/login/").content.decode()
        for name in ("Google", "Microsoft", "Sample sign-in"):
            assert f">{name}</a>" in page
        assert client.get("/accounts/google/login/").status_code == 200, "asks before it leads away"


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
@pytest.mark.parametrize(
    "value", ["\x00", "x" * 20_000, "a@" + "b" * 300 + ".org", "a@example.org\r\nBcc: b@example.org", "😀@😀"]
)
def test_odd_input_is_refused_with_a_page(client, path, value):
    answer = client.post(path, {"login": value, "email": value, "password": value, "password1": value})
    assert answer.status_code in (200, 302, 400)
    assert not OutgoingMail.objects.filter(subject__contains="\n").exists()
