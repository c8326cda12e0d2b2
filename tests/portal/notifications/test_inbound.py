"""Mail that answers: ten real shapes and what is new in them; machines' mail; files."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.notifications.inbound import new_part, read_message
from portal.notifications.inbound.html import text_of_html

NEW = "Yes, Tuesday works for us.\n\nWe bring the list."
OLD = "Could the group meet on Tuesday?"


def mail(body: str | bytes = NEW, kind: str = 'text/plain; charset="utf-8"', **headers: str) -> bytes:
    """A message as it comes over the line; headers are named as in Python, `in_reply_to` and the like."""
    told = {
        "from": "Sample Teacher <Teacher@Example.org>",
        "to": "PLC <reply@example.org>",
        "subject": "Re: Sample meeting",
        "message_id": "<sample-2@example.org>",
        "in_reply_to": "<sample-1@example.org>",
        "mime_version": "1.0",
        "content_type": kind,
        **headers,
    }
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in told.items() if value]
    content = body if isinstance(body, bytes) else body.replace("\n", "\r\n").encode()
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + content


def html(body: str, **headers: str) -> bytes:
    return mail(body, 'text/html; charset="utf-8"', **headers)


def parts(kind: str, *bodies: str, **headers: str) -> bytes:
    """A multipart message; each body begins with its own headers."""
    whole = "".join(f"--b\n{body}\n" for body in bodies) + "--b--\n"
    return mail(whole, f'multipart/{kind}; boundary="b"', **headers)


GMAIL_TEXT = f"""{NEW}

On Fri, Nov 27, 2026 at 9:12 AM Innovation Lab Network <
reply+thread.1.2@example.org> wrote:

> {OLD}
>
> Sample Lead
"""
GMAIL_HTML = f"""<div dir="ltr">Yes, Tuesday works for us.<div><br></div><div>We bring the list.</div></div><br>
<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, Nov 27, 2026 at 9:12&#8239;AM
Innovation Lab Network &lt;<a href="mailto:network@example.org">network@example.org</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><p>{OLD}</p></blockquote></div>"""
APPLE_TEXT = f"""{NEW}

Sent from my iPhone

> On Nov 27, 2026, at 9:12 AM, Innovation Lab Network <network@example.org> wrote:
>
> {OLD}
"""
APPLE_HTML = f"""<html><body dir="auto">Yes, Tuesday works for us.<div><br></div><div>We bring the list.<br><br>
<div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On Nov 27, 2026, at 9:12 AM,
Innovation Lab Network wrote:<br><br></blockquote></div><blockquote type="cite"><div>{OLD}</div></blockquote></div>"""
OUTLOOK_TEXT = f"""{NEW}

From: Innovation Lab Network <network@example.org>
Sent: Friday, November 27, 2026 9:12 AM
To: Sample Teacher <teacher@example.org>
Subject: Sample meeting

{OLD}
"""
OUTLOOK_HTML = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {{margin:0in}}</style></head>
<body lang=EN-US><!--[if gte mso 9]><xml></xml><![endif]--><div class=WordSection1>
<p class=MsoNormal>Yes, Tuesday works for us.<o:p></o:p></p><p class=MsoNormal>We bring the list.<o:p></o:p></p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal><b>From:</b>
Innovation Lab Network &lt;network@example.org&gt; <br><b>Sent:</b> Friday, November 27, 2026 9:12 AM<br><b>To:</b>
Sample Teacher<br><b>Subject:</b> Sample meeting<o:p></o:p></p></div></div><p class=MsoNormal>{OLD}</p></div></body>"""
OUTLOOK_WEB = f"""<html><body><div style="font-family: Aptos">Yes, Tuesday works for us.</div>
<div style="font-family: Aptos"><br></div><div>We bring the list.</div><div id="appendonsend"></div>
<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> Network
<br><b>Sent:</b> Friday<br></font></div><div>{OLD}</div></body></html>"""
ORIGINAL = f"{NEW}\n\n-----Original Message-----\nFrom: Network\nSent: Friday\n\n{OLD}\n"
UNDERSCORES = f"{NEW}\n\n{'_' * 32}\n{OUTLOOK_TEXT.partition(NEW)[2].lstrip()}"
YAHOO = (
    f"{NEW}\n\n    On Friday, November 27, 2026 at 09:12:00 AM CST, Network <network@example.org> wrote:  \n \n {OLD}"
)
SIGNED = f"{NEW}\n\n-- \nSample Teacher\nSample District A\n\n> {OLD}\n"
ALTERNATIVE = parts(
    "alternative", f"Content-Type: text/plain\n\n{GMAIL_TEXT}", f"Content-Type: text/html\n\n{GMAIL_HTML}"
)
SHAPES = {
    "gmail": ALTERNATIVE,
    "gmail html": html(GMAIL_HTML),
    "apple mail": mail(APPLE_TEXT),
    "apple mail html": html(APPLE_HTML),
    "outlook for windows": mail(OUTLOOK_TEXT),
    "outlook for windows html": html(OUTLOOK_HTML),
    "outlook on the web": html(OUTLOOK_WEB),
    "original message": mail(ORIGINAL),
    "underscores": mail(UNDERSCORES),
    "yahoo": mail(YAHOO),
    "signature": mail(SIGNED),
}


def squeezed(text: str) -> str:
    """Words without their blank lines: programs differ in those."""
    return "\n".join(line for line in text.split("\n") if line)


@pytest.mark.parametrize("shape", SHAPES)
def test_read_message_gives_the_new_part_of_each_shape(shape: str) -> None:
    reply = read_message(SHAPES[shape])
    assert squeezed(reply.text) == squeezed(NEW)
    assert reply.kind == "reply"


def test_read_message_reads_the_headers() -> None:
    told = read_message(mail(to="PLC <Reply+A@Example.org>, x@example.org", cc="Reply+B@example.org"))
    assert told.from_address == "teacher@example.org"
    assert told.to_addresses == ("reply+a@example.org", "x@example.org", "reply+b@example.org")
    assert (told.message_id, told.in_reply_to) == ("sample-2@example.org", "sample-1@example.org")
    assert told.subject == "Re: Sample meeting"


def test_read_message_takes_the_last_reference_where_nothing_else_is_said() -> None:
    told = read_message(mail(in_reply_to="", references="<first@example.org>\r\n <last@example.org>"))
    assert told.in_reply_to == "last@example.org"


# Text ------------------------------------------------------------------------------


def test_answers_between_the_lines_stay_with_what_they_answer() -> None:
    text = f"""See below.

On Fri, Nov 27, 2026 at 9:12 AM Network <network@example.org> wrote:

> Dear all,
> one
> two
> three
> {OLD}
Yes, it works.
> Who brings the list?
We do.
> Sample Lead
"""
    assert new_part(text) == (f"See below.\n\n> two\n> three\n> {OLD}\nYes, it works.\n> Who brings the list?\nWe do.")


def test_a_forwarded_message_stays() -> None:
    gmail = f"For the group.\n\n---------- Forwarded message ---------\nFrom: A <a@example.org>\nDate: Fri\n\n{OLD}"
    apple = f"For the group.\n\nBegin forwarded message:\n\nFrom: A <a@example.org>\nSubject: Sample\n\n{OLD}"
    for text in (gmail, apple):
        assert new_part(text) == text
    outlook = read_message(mail(OUTLOOK_TEXT, subject="FW: Sample"))
    assert OLD in outlook.text
    assert OLD not in read_message(mail(OUTLOOK_TEXT, subject="RE: FW: Sample")).text


@pytest.mark.parametrize(
    "text",
    [
        "On Monday I wrote:\nnothing.",
        "From: here to there is a long way.",
        "We met on 12/3.\nOn that we agree.",
        "Sent the list today.",
        "A rule\n-----\nfollows.",
    ],
)
def test_words_that_only_look_like_quotes_stay(text: str) -> None:
    assert new_part(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Galaxy",
        "Get Outlook for iOS",
        "Get Outlook for Android<https://example.org/a>",
        "Sent from Mail for Windows",
        "Sent from Yahoo Mail on Android",
        "Sent via the Samsung Galaxy S24, an AT&T 5G smartphone",
    ],
)
def test_advertisements_of_devices_go(line: str) -> None:
    assert new_part(f"{NEW}\n\n{line}\n") == NEW


@given(st.text(max_size=400))
def test_new_part_of_anything_is_found_and_is_the_same_the_second_time_where_nothing_is_quoted(text: str) -> None:
    once = new_part(text)
    assert isinstance(once, str)
    if ">" not in text and "On " not in text:
        assert new_part(once) == once


def test_soft_line_ends_are_joined() -> None:
    flowed = "Yes, Tuesday \nworks for us.\n\nWe bring the list.\n-- \nSample Teacher\n"
    assert read_message(mail(flowed, "text/plain; charset=utf-8; format=flowed")).text == NEW
    cut = "Yes, Tues \nday works for us.\n\nWe bring the list."
    assert read_message(mail(cut, "text/plain; format=flowed; delsp=yes")).text == NEW


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("D’Iberville – “café”".encode("windows-1252"), "windows-1252"),
        ("D’Iberville – “café”".encode("windows-1252"), "iso-8859-1"),
        ("D’Iberville – “café”".encode("windows-1252"), "utf-8"),
        ("D’Iberville – “café”".encode(), "utf-8"),
        ("D’Iberville – “café”".encode(), "us-ascii"),
        ("D’Iberville – “café”".encode(), "x-unknown"),
        ("D’Iberville – “café”".encode("utf-16"), "utf-16"),
    ],
)
def test_character_sets_are_read_also_where_they_are_named_wrongly(content: bytes, charset: str) -> None:
    assert read_message(mail(content, f"text/plain; charset={charset}")).text == "D’Iberville – “café”"


def test_headers_are_read_encoded_plain_and_broken() -> None:
    assert read_message(mail(subject="=?utf-8?q?Re=3A_caf=C3=A9?=")).subject == "Re: café"
    assert read_message(mail(subject="Re: café")).subject == "Re: café"
    assert read_message(mail(subject="=?x-unknown?q?caf=C3=A9?=")).subject == "café"
    assert "broken" in read_message(mail(subject="=?utf-8?b?broken")).subject
    assert "\n" not in read_message(mail(subject="one\r\n two")).subject


def test_html_alone_becomes_text_without_scripts_and_styles() -> None:
    told = text_of_html(
        "<style>p {}</style><script>alert(1)</script><p>One &amp; two</p><ul><li>three</li><li>four</li></ul>"
        "<pre>a\n  b</pre><table><tr><td>x</td><td>y</td></tr></table><blockquote>old</blockquote>"
    )
    assert squeezed(told) == "One & two\n- three\n- four\na\n  b\nx y\n> old"


# Files -----------------------------------------------------------------------------


def with_file(content: bytes, name: str, kind: str = "pdf", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Sample"
    message.set_content(NEW)
    message.add_attachment(content, "application", kind, filename=name)
    for each, value in headers.items():
        message[each] = value
    return message.as_bytes()


def test_files_come_with_name_and_kind() -> None:
    told = read_message(with_file(b"%PDF-1.7 sample", "Plan für café.pdf"))
    assert told.attachments == [("Plan für café.pdf", "application/pdf", b"%PDF-1.7 sample")]
    assert told.text == NEW


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Temp\\passwd", "a/b/passwd"])
def test_files_have_no_folders(name: str) -> None:
    assert read_message(with_file(b"x", name)).attachments[0][0] == "passwd"


def test_winmail_is_left_out_and_named() -> None:
    told = read_message(with_file(b"x\x9f>\x22", "winmail.dat", "ms-tnef"))
    assert (told.attachments, told.left_out, told.text) == ([], ("winmail.dat",), NEW)


def test_logos_of_signatures_are_no_files_but_pictures_are() -> None:
    picture = "Content-Type: image/png; name=a.png\nContent-ID: <a>\nContent-Transfer-Encoding: base64\n"
    picture += "Content-Disposition: inline; filename=a.png\n\n"
    logo, large = f"{picture}aGVsbG8=", f"{picture}{'aGVsbG8h' * 2000}"
    text = f"Content-Type: text/plain\n\n{NEW}"
    assert read_message(parts("related", text, logo)).attachments == []
    assert [name for name, *_ in read_message(parts("related", text, large)).attachments] == ["a.png"]


def test_a_message_attached_stays_whole() -> None:
    inner = "Content-Type: message/rfc822\n\nSubject: Sample old\nFrom: b@example.org\n\nold words"
    told = read_message(parts("mixed", f"Content-Type: text/plain\n\n{NEW}", inner))
    name, kind, content = told.attachments[0]
    assert (name, kind, told.text) == ("forwarded.eml", "message/rfc822", NEW)
    assert b"old words" in content


def test_text_in_several_parts_is_put_together() -> None:
    one, two = NEW.split("\n\n")
    told = read_message(parts("mixed", f"Content-Type: text/plain\n\n{one}\n", f"Content-Type: text/plain\n\n{two}"))
    assert squeezed(told.text) == squeezed(NEW)


# Kinds -----------------------------------------------------------------------------

REPORT = parts(
    "report; report-type=delivery-status",
    "Content-Type: text/plain\n\nYour message could not be delivered.",
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\nAction: failed\nStatus: 5.1.1",
    from_="Mail Delivery System <MAILER-DAEMON@example.org>",
    auto_submitted="auto-replied",
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (REPORT, "bounce"),
        (mail(**{"from": "MAILER-DAEMON@example.org"}), "bounce"),
        (mail(return_path="<>"), "bounce"),
        (mail(x_failed_recipients="x@example.org"), "bounce"),
        (mail(auto_submitted="auto-replied"), "auto"),
        (mail(auto_submitted="auto-replied; owner=x", return_path="<>"), "auto"),
        (mail(auto_submitted="no"), "reply"),
        (mail(precedence="bulk"), "auto"),
        (mail(precedence="first-class"), "reply"),
        (mail(x_auto_response_suppress="All"), "auto"),
        (mail(list_id="<sample.example.org>"), "auto"),
        (mail(subject="Automatic reply: Sample meeting"), "auto"),
        (mail(subject="Out of Office: Sample"), "auto"),
        (mail(kind="multipart/report; report-type=disposition-notification; boundary=b"), "auto"),
        (mail(f"> {OLD}"), "empty"),
        (mail("  \n\n-- \nSample Teacher"), "empty"),
        (mail("", return_path="<teacher@example.org>"), "empty"),
        (with_file(b"x", "a.pdf"), "reply"),
    ],
)
def test_read_message_tells_people_from_machines(content: bytes, kind: str) -> None:
    assert read_message(content).kind == kind
