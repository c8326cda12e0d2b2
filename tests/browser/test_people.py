"""The pages about people in a real browser: clean at all widths, light and dark; passkeys from end to end."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlparse

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from playwright.sync_api import Page

from portal.core.models import OutgoingMail
from portal.districts import services
from portal.districts.models import Membership
from portal.notifications.queries import HOW, pace_of
from tests.browser.look import look, press, see, tab_to
from tests.browser.watch import no_sideways_scroll
from tests.factories.accounts import PASSWORD, state_officer
from tests.factories.people import MembershipFactory

ENTRANCE = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/"]
ENTRANCE += ["/accounts/inactive/", "/accounts/password/reset/key/1-wrong/"]
OWN = ["/account/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/", "/accounts/2fa/"]
OWN += ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/sessions/"]
OWN += ["/accounts/reauthenticate/", "/accounts/3rdparty/"]
WITH_FACTOR = ["/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/"]
WITH_FACTOR += ["/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/reauthenticate/", "/people/"]


def look_at_all(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        look(page, address.strip("/").replace("/", "-"))


def test_entrance_pages_are_clean(page):
    look_at_all(page, ENTRANCE)


def test_entrance_pages_with_errors_are_clean(page):
    for address in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        page.goto(address)
        page.locator("main form button.button").first.click()
        page.wait_for_selector(".errors")
        assert page.title().strip().startswith("Error:")
        look(page, address.strip("/").replace("/", "-") + "-errors")


def test_sign_up_asks_for_the_code_from_the_mail_on_a_clean_page(page):
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("somebody.new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    arrive(page, "/accounts/confirm-email/")
    look(page, "confirm-email")


def test_own_pages_are_clean(new_page, newcomer, district):
    services.request_membership(district, office="principal", actor=newcomer)
    look_at_all(new_page(newcomer), OWN)


def test_notices_are_clean(visit, lead, newcomer, district):
    visit(newcomer, "/account/notices/", "notices-nothing-to-choose")
    page = visit(lead, "/account/notices/", "notices")
    press(page, "Save")
    see(page, "notices-saved")
    visit(lead, "/account/notices/news/", "news-empty")
    address = "https://example.org/a-very-long-address-without-any-break-that-a-phone-could-use/" * 2
    for number, state in enumerate(HOW):
        told = {"subject": f"New message on the application of {district}, number {number}", "text": f"See {address}\n"}
        OutgoingMail.objects.create(key=f"sample-{number}", to=lead.email, reader=lead, state=state, **told)
    visit(lead, "/account/notices/news/", "news-filled")
    visit(lead, f"/account/notices/news/{OutgoingMail.objects.latest('pk').pk}/", "news-told")


def test_notices_are_chosen_by_keyboard_on_a_phone_without_scripts(new_page, lead):
    page = new_page(lead, width=320, scripts=False)
    page.goto("/account/notices/")
    messages = page.get_by_role("group", name="Messages")
    tab_to(page, messages.get_by_label("At once, by mail"))
    page.keyboard.press("ArrowDown")
    assert messages.get_by_label("In a daily summary").is_checked()
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Save"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Saved. Messages: in a daily summary." in page.content()
    assert pace_of(lead, "messages") == "daily"
    assert messages.get_by_label("In a daily summary").is_checked()
    no_sideways_scroll(page)


def test_pages_of_a_second_factor_are_clean(new_page, administrator, member):
    RecoveryCodes.activate(administrator)
    look_at_all(new_page(administrator), [*WITH_FACTOR, f"/people/{member.pk}/", f"/people/{administrator.pk}/"])


def test_state_role_without_second_factor_sees_a_clean_page_that_says_what_to_do(new_page, transactional_db):
    page = new_page(state_officer("facilitator", second_factor=False))
    page.goto("/account/")
    assert page.url.endswith("/accounts/2fa/")
    look(page, "second-factor-first")


def test_pages_of_a_districts_people_are_clean(new_page, lead, superintendent, newcomer, member, district):
    base = f"/districts/{district.pk}"
    asked = services.request_membership(district, office="principal", note="Sample line", actor=newcomer)
    services.invite(district, email="guest@example.org", office="other", actor=lead)
    MembershipFactory.create_batch(3, district=district)
    held = Membership.objects.get(user=member)
    people = [f"{base}/people/", f"{base}/people/invite/", f"{base}/join/"]
    look_at_all(new_page(lead), [*people, asked.get_absolute_url(), held.get_absolute_url()])
    own = Membership.objects.get(user=superintendent).get_absolute_url()
    look_at_all(new_page(superintendent), [own, own + "hand-over/"])


def test_view_as_shows_a_banner_on_every_page_and_stops(new_page, administrator, member, district):
    page = new_page(administrator)
    page.goto(f"/people/{member.pk}/")
    page.get_by_role("button", name="View as this person").click()
    page.goto(f"/districts/{district.pk}/people/")
    assert "You are looking at the portal as" in page.locator(".strip").first.inner_text()
    look(page, "viewing-as")
    page.get_by_role("button", name="Stop").click()
    arrive(page, f"/people/{member.pk}/")
    assert "You are looking" not in page.content()


# Passkeys ---------------------------------------------------------------------


def arrive(page: Page, path: str) -> None:
    """Wait until the page's path, without its query, is this."""
    page.wait_for_url(lambda url: urlparse(url).path == path)


def add_authenticator(page: Page) -> None:
    """A virtual authenticator in Chromium, as a phone or a laptop has one built in."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def passkey_page(new_page: Callable[..., Page], newcomer: Any) -> Page:
    """A page of a person who just added a passkey, and is signed out."""
    page = new_page(newcomer)
    add_authenticator(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("A name for it").fill("Sample phone")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    assert "Sample phone" in page.content()
    look(page, "webauthn-list")
    page.goto("/accounts/logout/")
    page.locator("main form button.button").click()
    page.wait_for_url(lambda url: "logout" not in url)
    return page


def test_passkey_is_added_and_signs_in_without_password(passkey_page):
    page = passkey_page
    page.goto("/accounts/login/?next=/account/")
    page.locator("#passkey_login").click()
    arrive(page, "/account/")
    assert "newcomer@example.org" in page.content()


def test_passkey_is_asked_after_the_password(passkey_page):
    page = passkey_page
    page.goto("/accounts/login/?next=/account/")
    page.get_by_label("Email").fill("newcomer@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    arrive(page, "/accounts/2fa/authenticate/")
    look(page, "2fa-authenticate")
    page.locator("#mfa_webauthn_authenticate").click()
    arrive(page, "/account/")


def test_passkey_proves_again_who_one_is_and_the_form_goes_on(passkey_page, district, newcomer, member):
    MembershipFactory(district=district, office="superintendent", user=newcomer)
    page = passkey_page
    page.goto("/accounts/login/?next=/account/")
    page.locator("#passkey_login").click()
    arrive(page, "/account/")
    page.goto(Membership.objects.get(user=newcomer).get_absolute_url() + "hand-over/")
    page.get_by_label("Who takes over?").select_option(str(member))
    page.get_by_role("button", name="Hand over").click()
    page.wait_for_url("**/accounts/reauthenticate/**")
    look(page, "reauthenticate-choice")
    page.get_by_role("link", name="security key").click()
    page.wait_for_url("**/webauthn/reauthenticate/**")
    look(page, "reauthenticate-webauthn")
    page.locator("#mfa_webauthn_reauthenticate").click()
    arrive(page, "/account/")
    assert Membership.objects.filter(user=member, office="superintendent", state="active").exists()
