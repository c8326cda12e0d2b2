"""Requests no browser would send: an answer below 500 to each, in the portal's look, and nothing is changed."""

import re
from typing import Any

import pytest
from django.test import Client

from applications.letters.models import Letter

pytestmark = pytest.mark.django_db
LISTS = [
    "/",
    "/districts/",
    "/districts/directory.csv",
    "/search/",
    "/start/",
    "/applications/",
    "/apply/",
    "/outbox/",
    "/people/",
]
FORMS = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/people/", "/districts/", "/outbox/"]
FILE_IN_A_TEXT_FIELD = '--x\r\nContent-Disposition: form-data; name="login"; filename="a"\r\n\r\nb\r\n--x--'
NUMBERS = ["-1", "0", "99999999999999999999", "1.5", "%00", "%D9%A3", "1e9", "abc", "%20", "9" * 5000]


@pytest.fixture
def asking(client_for: Any, administrator: Any) -> Client:
    """A browser of somebody who may see most pages."""
    return client_for(administrator)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=abc", "page=1000000000000", "page=%00", "page=" + "9" * 5000, "page=1&page=2",
        "page=last", "q=%00", "q=" + "x" * 5000, "q=%ED%A0%80", "q=%27%3B+DROP+TABLE", "q=%25s+%25n", "q[]=1",
        "sort=nowhere", "county=-1", "kind=nowhere", "round=99999999999999999999", "state=nowhere", "year=abc",
        "&&&===", "%", "%zz", "next=//evil.example",
    ],
)  # fmt: skip
def test_query_that_makes_no_sense_is_never_an_error(asking: Client, address: str, query: str) -> None:
    assert asking.get(f"{address}?{query}", follow=True).status_code < 500


@pytest.mark.parametrize("number", NUMBERS)
def test_number_in_an_address_that_is_none_is_not_found(asking: Client, number: str) -> None:
    for address in (f"/people/{number}/", f"/schools/{number}/", f"/districts/{number}/", f"/letters/{number}/",
                    f"/applications/{number}/", f"/verify/{number}/", f"/apply/{number}/"):  # fmt: skip
        assert asking.get(address, follow=True).status_code in {400, 404}, address


def test_post_without_its_token_is_explained(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent, enforce_csrf_checks=True)
    answer = client.post(letter.get_absolute_url() + "decline/", {"reason": "Sample"})
    assert answer.status_code == 403
    assert "Please send the form again" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state == "issued"


def test_cross_site_form_is_refused_even_with_a_token(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent, enforce_csrf_checks=True)
    page = client.get(letter.get_absolute_url() + "decline/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
        answer = client.post(
            letter.get_absolute_url() + "decline/",
            {"reason": "Sample", "csrfmiddlewaretoken": token},
            headers={"Origin": origin},
        )
        assert answer.status_code == 403
    letter.refresh_from_db()
    assert letter.state == "issued"


def test_method_override_is_ignored(client_for: Any, superintendent: Any, letter: Letter) -> None:
    client = client_for(superintendent)
    path = letter.get_absolute_url() + "decline/"
    client.get(path, {"_method": "POST", "reason": "Sample"}, headers={"X-HTTP-Method-Override": "POST"})
    letter.refresh_from_db()
    assert letter.state == "issued"


def test_get_of_what_only_takes_forms_is_405(client_for: Any, superintendent: Any) -> None:
    client = client_for(superintendent)
    for address in ("/apply/sample/begin/", "/applications/ABC/submit/", "/applications/ABC/review/"):
        answer = client.get(address)
        assert answer.status_code == 405
        assert answer["Allow"] == "POST"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_other_methods_change_nothing(client_for: Any, superintendent: Any, letter: Letter, method: str) -> None:
    client = client_for(superintendent)
    for ending in ("", "sign/", "decline/"):
        assert getattr(client, method)(letter.get_absolute_url() + ending).status_code == 405
    letter.refresh_from_db()
    assert letter.state == "issued"


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", "&".join(f"f{number}=1" for number in range(1_001))),
        ("application/x-www-form-urlencoded", "a=%00&login=%00&password=%00&form_key=%00&email=%00"),
        ("application/x-www-form-urlencoded", "login=" + "x" * 200_000),
        ("application/x-www-form-urlencoded", "a=" + "x" * (5 * 1024 * 1024 + 1)),
        ("application/x-www-form-urlencoded; charset=nowhere", "a=1"),
        ("application/x-www-form-urlencoded", b"\xff\xfe\x00"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\ncut off"),
        ("multipart/form-data", "no boundary"),
        ("multipart/form-data; boundary=" + "x" * 300, "--x--"),
        ("multipart/form-data; boundary=x", FILE_IN_A_TEXT_FIELD),
        ("application/json", '{"a": '),
        ("application/json", "[" * 10_000),
        ("application/json", '{"a": 1, "a": "\\ud800"}'),
        ("text/plain", "login=a"),
        ("", ""),
    ],
)  # fmt: skip
def test_body_that_makes_no_sense_is_never_an_error(asking: Client, address: str, content_type: str, body: Any) -> None:
    assert asking.generic("POST", address, body, content_type).status_code < 500
    assert Client().generic("POST", address, body, content_type).status_code < 500


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "en" + "-x" * 2_500},
        {"Accept-Language": ",".join(["en;q=0.1"] * 700)},
        {"Accept": "," * 60_000},
        {"Cookie": "sessionid=; csrftoken="},
        {"Cookie": 'sessionid="aaaaaaaaaaaaaaaa\\000aaaaaaaaaaaaa"; csrftoken="\\000"'},
        {"Cookie": "sessionid=" + "x" * 5_000},
        {"Cookie": "django_language=../../x; messages=garbage"},
        {"Range": "bytes=0-0,0-0,0-0"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Thu, 99 Nov 9999 99:99:99 GMT"},
        {"Content-Length": "abc"},
        {"X-Forwarded-For": "'; DROP TABLE --, ::ffff:1.2.3.4"},
        {"X-Forwarded-Host": "evil.example"},
        {"HX-Request": "true", "HX-Current-URL": "\\evil"},
        {"Referer": "javascript:alert(1)"},
        {"User-Agent": "x" * 5_000},
    ],
)
def test_header_that_makes_no_sense_is_never_an_error(client_for: Any, lead: Any, headers: dict[str, str]) -> None:
    for client in (Client(), client_for(lead)):
        for address in ("/", "/districts/", "/accounts/login/", "/start/", "/nowhere/"):
            answer = client.get(address, headers=headers)
            assert answer.status_code < 500
            assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "a b", "", "[::1"]
)
def test_odd_host_is_refused(client: Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/%00", "/a%00b/", "/letters/%00/", "/districts/?q=a%00b", "/verify/?code=%00", "/..%2f..%2fetc/"]
)
def test_nul_byte_is_refused_with_a_page(client: Client, address: str) -> None:
    answer = client.get(address, follow=True)
    assert answer.status_code in {400, 404}
    assert "<h1>" in answer.content.decode()
