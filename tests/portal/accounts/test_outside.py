"""Signing in through an organisation's own service by OpenID Connect, against a provider on this machine."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

import jwt
import pytest
from django.test import Client

from portal.accounts import services
from portal.accounts.models import User
from portal.core.models import OutgoingMail
from tests.browser.server import ROOT

pytestmark = pytest.mark.django_db
READ_SETTINGS = "import json; from portal import settings; print(json.dumps(settings.SOCIALACCOUNT_PROVIDERS))"
SECRET = "sample-secret-of-thirty-two-signs-or-more"


class Provider(HTTPServer):
    """An OpenID Connect provider that vouches for one person."""

    person: dict[str, Any]
    asked: list[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    """Discovery, the token, and who the person is."""

    server: Provider

    def do_GET(self) -> None:
        here = self.server.address
        self.server.asked.append(urlparse(self.path).path)
        if self.path.endswith("/openid-configuration"):
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            self.say(
                {"issuer": here, "jwks_uri": f"{here}/jwks"} | {f"{k}_endpoint": f"{here}/{v}" for k, v in ends.items()}
            )
        else:
            assert self.headers["Authorization"] == "Bearer sample-token"
            self.say(self.server.person)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append(urlparse(self.path).path)
        assert sent["code"] == ["sample-code"]
        claims = {"iss": self.server.address, "aud": "sample-client", "exp": time.time() + 60, "iat": time.time()}
        token = jwt.encode({**claims, **self.server.person}, SECRET, algorithm="HS256")
        self.say({"access_token": "sample-token", "token_type": "Bearer", "id_token": token})

    def say(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider that the portal knows from its environment variables."""
    server = Provider(("127.0.0.1", 0), Answers)
    server.asked = []
    server.person = {"sub": "1", "email": "from.outside@example.org", "email_verified": True, "name": "Sample Person"}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chosen = {"OIDC_NAME": "Sample office", "OIDC_CLIENT_ID": "sample-client", "OIDC_SECRET": "sample"}
    chosen["OIDC_SERVER_URL"] = server.address
    command = [sys.executable, "-c", READ_SETTINGS]
    shown = subprocess.run(command, cwd=ROOT, env={**os.environ, **chosen}, capture_output=True, text=True, check=True)
    settings.SOCIALACCOUNT_PROVIDERS = json.loads(shown.stdout)
    yield server
    server.shutdown()
    server.server_close()


def come_back(client: Client) -> Any:
    """Press the button, be sent to the provider, come back with its code."""
    away = client.post("/accounts/oidc/district/login/")
    assert away.status_code == 302
    asked = parse_qs(urlparse(away.url).query)
    back = {"code": "sample-code", "state": asked["state"][0]}
    return client.get("/accounts/oidc/district/login/callback/", back, follow=True)


def test_sign_in_page_offers_the_service(provider: Provider, client: Client) -> None:
    assert "Sample office" in client.get("/accounts/login/").content.decode()


def test_who_comes_with_a_verified_address_gets_an_account_without_rights(provider: Provider, client: Client) -> None:
    answer = come_back(client)
    person = User.objects.get(email="from.outside@example.org")
    assert answer.wsgi_request.user == person
    assert not person.state_roles
    assert not person.has_usable_password()
    assert "/token" in provider.asked
    assert client.get("/start/").status_code == 200


def test_who_comes_again_finds_the_same_account(provider: Provider) -> None:
    come_back(Client())
    come_back(Client())
    assert User.objects.filter(email="from.outside@example.org").count() == 1


def test_an_account_with_the_same_address_is_not_taken_over(provider: Provider, lead: Any) -> None:
    provider.person["email"] = lead.email
    client = Client()
    answer = come_back(client)
    assert answer.wsgi_request.user != lead
    assert not lead.socialaccount_set.exists()
    assert client.get("/start/").status_code == 302


def test_an_address_that_nobody_verified_must_be_verified_here(provider: Provider) -> None:
    provider.person["email_verified"] = False
    client = Client()
    come_back(client)
    assert client.get("/start/").status_code == 302
    assert OutgoingMail.objects.filter(to="from.outside@example.org").exists()


def test_a_state_role_asks_for_the_second_factor_all_the_same(provider: Provider, administrator: Any) -> None:
    come_back(Client())
    person = User.objects.get(email="from.outside@example.org")
    services.grant_role(person, role="facilitator", actor=administrator)
    client = Client()
    come_back(client)
    assert "/accounts/2fa/" in client.get("/start/").headers.get("Location", "")


def test_an_answer_with_another_state_is_refused(provider: Provider, client: Client) -> None:
    client.post("/accounts/oidc/district/login/")
    answer = client.get("/accounts/oidc/district/login/callback/", {"code": "sample-code", "state": "forged"})
    assert answer.status_code in {401, 403}
    assert not User.objects.filter(email="from.outside@example.org").exists()
