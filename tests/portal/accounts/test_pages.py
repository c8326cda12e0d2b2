"""Every page about an account, in each of its states: it answers, in our look and in our words."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.core.cache import cache
from django.test import Client, override_settings

from portal.accounts.models import User
from portal.accounts.services import password_link
from tests.factories.accounts import PASSWORD, UserFactory, add_passkey, add_second_factor, state_officer

pytestmark = pytest.mark.django_db
APP = {"client_id": "sample", "secret": "sample"}
OUTSIDE = {"google": {"APPS": [APP]}, "microsoft": {"APPS": [APP]}}
NOT_OURS = re.compile(
    r"third-party|deactivat|invalidate|are you sure|log ?in\b|sign ?up\b|two-factor|associated", re.IGNORECASE
)
REFUSED_BY_POLICY = re.compile(r"<[^>]* (style|on[a-z]+)=")
UNSPOKEN = re.compile(r"<script\b.*?</script>|<[^>]*>", re.DOTALL)


def with_app(person: User) -> None:
    add_second_factor(person)


def with_codes(person: User) -> None:
    add_second_factor(person)
    RecoveryCodes.activate(person)


def with_passkey(person: User) -> None:
    add_passkey(person, "My blue key")


def with_pending_address(person: User) -> None:
    EmailAddress.objects.create(user=person, email="other.address@example.org", verified=False)


def without_password(person: User) -> None:
    person.set_unusable_password()
    person.save()


def with_outside_account(person: User) -> None:
    SocialAccount.objects.create(user=person, provider="google", uid="1", extra_data={"email": "a@example.org"})


def plain(person: User) -> None:
    """A password and nothing else."""


OWN_PAGES = [
    (plain, "account/", "My account"),
    (plain, "accounts/logout/", "Sign out?"),
    (plain, "accounts/inactive/", "This account is closed"),
    (plain, "accounts/email/", "My address"),
    (with_pending_address, "accounts/email/", "Keep the old address"),
    (plain, "accounts/password/change/", "Change my password"),
    (without_password, "accounts/password/set/", "Set a password"),
    (without_password, "account/", "Set a password"),
    (plain, "accounts/sessions/", "My sessions"),
    (plain, "accounts/reauthenticate/", "Please show again that it is you"),
    (with_app, "accounts/2fa/reauthenticate/", "Type the code of your authenticator app"),
    (with_passkey, "accounts/2fa/webauthn/reauthenticate/", "Use one of your passkeys"),
    (plain, "accounts/2fa/", "A second factor keeps others out"),
    (with_app, "accounts/2fa/", "Make recovery codes"),
    (with_codes, "accounts/2fa/", "You have 10 unused codes"),
    (with_passkey, "accounts/2fa/", "See my keys"),
    (plain, "accounts/2fa/totp/activate/", "Set up an authenticator app"),
    (with_app, "accounts/2fa/totp/deactivate/", "Turn the authenticator app off?"),
    (with_app, "accounts/2fa/recovery-codes/generate/", "Make recovery codes"),
    (with_codes, "accounts/2fa/recovery-codes/generate/", "The new ones replace them"),
    (with_codes, "accounts/2fa/recovery-codes/", "10 of 10 are left"),
    (plain, "accounts/2fa/webauthn/", "No keys yet"),
    (with_passkey, "accounts/2fa/webauthn/", "My blue key"),
    (plain, "accounts/2fa/webauthn/add/", "Add a passkey"),
    (with_passkey, "accounts/2fa/webauthn/add/", "Add a passkey"),
    (with_passkey, "accounts/2fa/webauthn/keys/{key}/edit/", "Rename a key"),
    (with_passkey, "accounts/2fa/webauthn/keys/{key}/remove/", "Remove “My blue key”?"),
    (plain, "accounts/3rdparty/", "None so far"),
    (with_outside_account, "accounts/3rdparty/", "Remove"),
]
VISITORS_PAGES = [
    ("accounts/login/", "Sign in"),
    ("accounts/signup/", "Make an account"),
    ("accounts/password/reset/", "Send me a link"),
    ("accounts/password/reset/done/", "Look at your mail"),
    ("accounts/password/reset/key/done/", "Your password is changed"),
    ("accounts/password/reset/key/x-set-password/", "This link no longer works"),
    ("accounts/3rdparty/login/cancelled/", "You are not signed in"),
    ("accounts/google/login/", "Sign in with Google"),
    ("accounts/google/login/?process=connect", "Add Google"),
]


@pytest.fixture(autouse=True)
def fresh() -> Any:
    """No limits from before, and outside services configured."""
    cache.clear()
    with override_settings(SOCIALACCOUNT_PROVIDERS=OUTSIDE):
        yield


def check_words(answer: Any, words: str, status: int = 200) -> None:
    """The page answers in our frame and words, has one main heading, and nothing that the content policy refuses."""
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<h1") == 1
    assert not REFUSED_BY_POLICY.search(main)
    found = NOT_OURS.search(UNSPOKEN.sub(" ", main))
    assert not found, found


@pytest.mark.parametrize(("state", "path", "words"), OWN_PAGES)
def test_page_of_ones_own_account_answers_in_our_words(
    client_for: Callable[..., Client], state: Callable[[User], None], path: str, words: str
) -> None:
    person = UserFactory(name="Sample Person")
    state(person)
    key = Authenticator.objects.filter(user=person).values_list("pk", flat=True).first()
    check_words(client_for(person).get("/" + path.format(key=key)), words)


@pytest.mark.parametrize(("path", "words"), VISITORS_PAGES)
def test_page_before_the_sign_in_answers_in_our_words(client: Client, path: str, words: str) -> None:
    check_words(client.get("/" + path), words)


def test_failure_at_another_service_is_said_in_our_words(client: Client) -> None:
    check_words(client.get("/accounts/3rdparty/login/error/"), "The other service did not let you in", status=401)


def test_closed_account_is_told_so_at_the_sign_in(client: Client) -> None:
    person = UserFactory(is_active=False)
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    check_words(answer, "This account is closed")


def test_code_page_of_a_new_account_offers_a_new_code_and_a_way_out(client: Client) -> None:
    fields = {"email": "new.person@example.org", "password1": PASSWORD}
    answer = client.post("/accounts/signup/", fields, follow=True)
    check_words(answer, "new.person@example.org")
    assert "Cancel" in answer.content.decode()
    check_words(client.post("/accounts/confirm-email/", {"code": "WRONGS"}), "Type the code from the mail")


def test_changed_address_counts_from_the_code_on(client_for: Callable[..., Client], newcomer: User) -> None:
    client = client_for(newcomer)
    answer = client.post("/accounts/email/", {"email": "changed@example.org", "action_add": ""}, follow=True)
    check_words(answer, "changed@example.org")
    newcomer.refresh_from_db()
    assert newcomer.email == "newcomer@example.org"


def test_second_factor_and_new_password_pages_answer_in_our_words(client: Client) -> None:
    person = UserFactory()
    with_codes(person)
    with_passkey(person)
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    check_words(answer, "Your second factor")
    check_words(Client().get("/" + password_link(person).split("/", 3)[3], follow=True), "Choose a new password")


def test_first_sign_in_from_another_service_asks_for_the_address(client: Client) -> None:
    google = get_adapter().get_provider(None, "google")
    stranger = SocialLogin(
        user=User(), provider=google, account=SocialAccount(provider="google", uid="7", extra_data={})
    )
    session = client.session
    session["socialaccount_sociallogin"] = stranger.serialize()
    session.save()
    check_words(client.get("/accounts/3rdparty/signup/"), "You come from Google")
    client.post("/accounts/3rdparty/signup/", {"email": "from.outside@example.org"})
    person = User.objects.get(email="from.outside@example.org")
    assert not person.has_usable_password()
    assert client.get("/account/").status_code == 302, "not before the address is verified"


def test_only_way_to_sign_in_cannot_be_removed(client_for: Callable[..., Client], newcomer: User) -> None:
    without_password(newcomer)
    with_outside_account(newcomer)
    answer = client_for(newcomer).post("/accounts/3rdparty/", {"account": SocialAccount.objects.get().pk})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert SocialAccount.objects.exists()


def test_picture_of_the_apps_key_is_on_white(client_for: Callable[..., Client], newcomer: User) -> None:
    picture = client_for(newcomer).get("/accounts/2fa/totp/activate/").context["totp_svg"]
    assert re.search(r'<svg[^>]*><rect width="100%" height="100%" fill="#fff"/>', picture)
    ElementTree.fromstring(picture)


def test_key_is_renamed_and_removed(client_for: Callable[..., Client], newcomer: User) -> None:
    client, path = client_for(newcomer), f"/accounts/2fa/webauthn/keys/{add_passkey(newcomer).pk}/"
    assert client.post(path + "edit/", {"name": "My green key"}).status_code == 302
    assert "My green key" in client.get("/accounts/2fa/webauthn/").content.decode()
    assert client.post(path + "remove/").status_code == 302
    assert not Authenticator.objects.filter(user=newcomer).exists()


def test_page_of_a_person_shows_roles_held_before_and_now(
    client_for: Callable[..., Client], administrator: User, lead: User
) -> None:
    client = client_for(administrator)
    for person in (lead, state_officer("editor"), UserFactory(is_active=False), administrator):
        check_words(client.get(f"/people/{person.pk}/"), str(person))


def test_state_officer_is_warned_before_turning_the_app_off(
    client_for: Callable[..., Client], facilitator: User
) -> None:
    page = client_for(facilitator).get("/accounts/2fa/totp/deactivate/")
    check_words(page, "stays closed to you until you set one up again")
