"""Broken and hostile mail: read as far as it goes, in no more time than it may take."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.notifications.inbound import Reply, Unreadable, read_message
from tests.portal.notifications.test_inbound import NEW, html, mail, parts


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"no headers at all",
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        b'Content-Type: text/plain; charset=""\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%',
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: uuencode\r\n\r\nbegin 644 x\r\n!!!!\r\nend",
        b"From: \xff\xfe <x@example.org>\r\nContent-Type: ;;;\r\n\r\nwords",
        b"Content-Type: text/plain; charset=hex\r\n\r\nwords",
        b"Content-Disposition: attachment; filename*=x-unknown''%ff%00\r\nContent-Type: a/b\r\n\r\nx",
    ],
)
def test_broken_mail_is_read_as_far_as_it_goes(content: bytes) -> None:
    told = read_message(content)
    assert isinstance(told, Reply)
    assert "\x00" not in told.text + told.subject + "".join(name for name, *_ in told.attachments)


def test_a_multipart_without_its_boundary_is_read_as_text() -> None:
    assert read_message(mail(NEW, "multipart/alternative; boundary=nowhere")).text == NEW


@given(st.binary(max_size=600))
@settings(max_examples=200)
def test_any_bytes_give_a_reply(content: bytes) -> None:
    told = read_message(b"Content-Type: text/html; charset=utf-8\r\n" + content)
    told.text.encode(), told.subject.encode()
    assert told.kind in {"reply", "auto", "bounce", "empty"}


def test_mail_that_is_too_large_or_too_deep_is_refused() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    for content in (b"x" * 15_000_001, deep):
        with pytest.raises(Unreadable):
            read_message(content)
    rfc822 = b"Content-Type: message/rfc822\r\n\r\n" * 3000
    with pytest.raises(Unreadable):
        read_message(rfc822)
    with pytest.raises(Unreadable):
        read_message(parts("mixed", *["Content-Type: a/b\n\nx"] * 201))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "slow codec": lambda: b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-b" * 1_000_000,
    "odd codec": lambda: b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n" + rb"\ud800" * 1_000,
    "comments": lambda: html("<!--" * 200_000),
    "open tags": lambda: html("<" * 500_000),
    "deep quotes": lambda: html("<blockquote>" * 50_000 + "x"),
    "deep blocks": lambda: html("<div>" * 100_000 + "x"),
    "deep letters": lambda: html("".join(f"<p><b id={number}>" for number in range(40_000))),
    "just below too deep": lambda: html(("<div>" * 299 + "x" + "</div>" * 299) * 150),
    "entities": lambda: html("&#" * 300_000),
    "wrote": lambda: mail("On 1 Jan 2026 x wrote:\n" * 8000 + "> x"),
    "on": lambda: mail(("On " + "1 " * 150 + "\n") * 600),
    "rules": lambda: mail(("_" * 20 + "\n\n") * 9000),
    "from": lambda: mail("From: x\nSent: y\n" * 10_000),
    "spaces": lambda: mail("Sent from " + " " * 199_000),
    "flowed": lambda: mail("x \n" * 60_000, "text/plain; format=flowed"),
    "addresses": lambda: mail(to="<" * 20_000),
    "many addresses": lambda: mail(to="a@example.org," * 5000),
    "comments in addresses": lambda: mail(to="(" * 20_000),
    "words in the subject": lambda: mail(subject="=?utf-8?q?a?= " * 1500),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_mail_takes_no_longer_than_it_may(shape: str) -> None:
    content = HOSTILE[shape]()
    begin = time.process_time()
    read_message(content)
    assert time.process_time() - begin < 5, shape
