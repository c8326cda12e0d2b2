"""A raw message (RFC 5322, MIME) as a reply: who, to whom, about what, which words, which files, and of what kind.

People's mail programs break every rule: unknown character sets, headers that cannot be decoded, parts without an end.
What can be read is read; only what is far too large or too deep is refused.
"""

import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from enum import StrEnum
from typing import Any

from portal.notifications.inbound.html import text_of_html
from portal.notifications.inbound.quoting import new_part

MOST_BYTES = 15_000_000
MOST_BOUNDARIES, MOST_PARTS, MOST_FILES = 100, 200, 25
LONGEST_HEADER, LONGEST_TEXT = 20_000, 200_000
SMALL_PICTURE = 10_000  # bytes: the logo of a signature, not a picture that somebody meant to send
DROPPED = {"application/ms-tnef", "application/pkcs7-signature", "application/x-pkcs7-signature"}
DROPPED |= {"application/pgp-signature"}
FORWARDS = re.compile(r"\s*(?:fwd?|wg)\s*:", re.I)
AUTO_SUBJECTS = re.compile(r"\s*(?:automatic reply|auto(?:matic)?[ -]?reply|out of (?:the )?office|autoreply)\b", re.I)
AUTO_HEADERS: tuple[str, ...] = (
    "X-Auto-Response-Suppress",
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponse",
    "X-Vacation",
    "List-Id",
)
AUTO_HEADERS += ("List-Unsubscribe", "Feedback-ID")
PRECEDENCES = {"bulk", "junk", "list", "auto_reply"}
DAEMONS = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon)@", re.I)
# Codecs of Python that no mail is written in, punycode above all, take an hour for what others do in a moment.
CHARSETS = re.compile(
    r"utf-?(?:7|8|16|32)(?:-?[lb]e)?|windows-\d{3,4}|cp\d{3,4}|iso-?8859-\d{1,2}|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|shift_jis|mac-?roman|macintosh|tis-620",
    re.I,
)
SUPERSETS = {"us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "windows-1252", "latin-1": "windows-1252"}


class Outcome(StrEnum):
    """What became of a mail."""

    TAKEN = "taken"
    KNOWN = "known"
    NOT_FOR_US = "not for us"
    NOT_BY_A_PERSON = "not by a person"
    NOT_THEIRS = "not from the address of the person"
    REFUSED = "refused"


class Unreadable(Exception):
    """The message is too large or too deep to be read."""


@dataclass(frozen=True)
class Reply:
    """What a message says. `kind` is reply, auto, bounce or empty; `left_out` names files that nobody could open."""

    message_id: str
    from_address: str
    to_addresses: tuple[str, ...]
    in_reply_to: str
    subject: str
    text: str
    attachments: list[tuple[str, str, bytes]]
    kind: str
    left_out: tuple[str, ...] = ()


@dataclass
class Parts:
    """The parts of a message as they are found."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_message(content: bytes) -> Reply:
    """Read a raw message. Raises Unreadable where it is larger or deeper than any honest mail."""
    if len(content) > MOST_BYTES or content.lower().count(b"boundary=") > MOST_BOUNDARIES:
        raise Unreadable("This mail is too large.")
    try:
        message = BytesParser(policy=email.policy.compat32).parsebytes(content)
        parts = parts_of(message)
    except RecursionError:
        raise Unreadable("This mail is too deep.") from None
    subject, senders = header(message, "Subject"), addresses(message, "From") or addresses(message, "Sender")
    written = "\n".join(parts.plain) if "".join(parts.plain).strip() else "\n".join(map(text_of_html, parts.html))
    text = new_part(written[:LONGEST_TEXT], is_forward=bool(FORWARDS.match(subject)))
    return Reply(
        message_id=identifier(header(message, "Message-ID")),
        from_address=senders[0] if senders else "",
        to_addresses=tuple(dict.fromkeys(addresses(message, "To", "Cc", "Delivered-To", "X-Original-To"))),
        in_reply_to=identifier(header(message, "In-Reply-To")) or identifier(header(message, "References"), last=True),
        subject=subject,
        text=text,
        attachments=parts.files,
        kind=kind_of(message, subject, senders, bool(text or parts.files)),
        left_out=tuple(parts.left_out),
    )


# Headers ---------------------------------------------------------------------------


def header(message: Message, name: str) -> str:
    """A header in readable signs, on one line; what cannot be decoded is shown as it can."""
    raw = next(raw_values(message, name), "")
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        pieces = [(raw, None)]
    words = "".join(piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces)
    return " ".join(_clean(words).split())


def raw_values(message: Message, name: str) -> Iterator[str]:
    """The values of a header as they came; signs beyond ASCII, which some programs write plainly, are read."""
    for each, value in message.raw_items():
        if each.lower() == name.lower():
            yield decoded(str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape"), "utf-8")


def addresses(message: Message, *names: str) -> list[str]:
    """The addresses in these headers, in small letters."""
    raw = [value for name in names for value in raw_values(message, name)]
    return [_clean(address).strip().lower() for _, address in getaddresses(raw) if "@" in address]


def identifier(text: str, *, last: bool = False) -> str:
    """The first message id of a header, or the last, without its angle brackets."""
    found = re.findall(r"<([^<>\s]{1,500})>", text)
    return (found[-1] if last else found[0]) if found else ""


def kind_of(message: Message, subject: str, senders: list[str], says_something: bool) -> str:
    """Whether a person wrote it. Machines' mail is never answered and never shown (RFC 3834, RFC 3464)."""
    report = str(message.get_param("report-type", "") or "").lower()
    if report == "delivery-status" or message["X-Failed-Recipients"] or any(map(DAEMONS.match, senders)):
        return "bounce"
    if report or is_automatic(message, subject):
        return "auto"
    if header(message, "Return-Path") == "<>":
        return "bounce"
    return "reply" if says_something else "empty"


def is_automatic(message: Message, subject: str) -> bool:
    """An answer in somebody's absence, a list's mail, a newsletter."""
    submitted = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if header(message, "Precedence").lower() in PRECEDENCES:
        return True
    return any(message[name] for name in AUTO_HEADERS) or bool(AUTO_SUBJECTS.match(subject))


# Parts -----------------------------------------------------------------------------


def parts_of(message: Message) -> Parts:
    """The texts and files of a message, in their order; forwarded messages within stay whole, as files."""
    found = Parts()
    for number, part in enumerate(leaves(message)):
        if number >= MOST_PARTS:
            raise Unreadable("This mail has too many parts.")
        put(part, found)
    return found


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, without those of a message that is attached."""
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and not part.get_content_type().startswith("message/"):
            waiting.extend(reversed(part.get_payload()))
        else:
            yield part


def put(part: Message, found: Parts) -> None:
    """Sort one part: a text to read, a file to keep, or something nobody can open."""
    kind, disposition, name = part.get_content_type(), part.get_content_disposition(), name_of(part)
    if kind in DROPPED or name.lower() == "winmail.dat":
        if kind not in DROPPED - {"application/ms-tnef"}:
            found.left_out.append(name)
    elif kind.startswith("multipart/"):  # its boundary is nowhere: what is there is all there is
        found.plain.append(text_of(part))
    elif kind in {"text/plain", "text/html"} and disposition != "attachment" and not part.get_filename():
        texts = found.plain if kind == "text/plain" else found.html
        texts.append(text_of(part))
    elif kind.startswith("message/") and part.is_multipart():
        keep(found, name, kind, _bytes_within(part))
    else:
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        is_logo = disposition != "attachment" and part["Content-ID"] and len(content) < SMALL_PICTURE
        if content and not (is_logo and kind.startswith("image/")):
            keep(found, name, kind, content)


def _bytes_within(part: Message) -> bytes:
    within = part.get_payload()
    return b"\n".join(each.as_bytes() for each in within if isinstance(each, Message))  # type: ignore[union-attr]


def keep(found: Parts, name: str, kind: str, content: bytes) -> None:
    """Keep a file, as long as there are not too many."""
    if len(found.files) < MOST_FILES:
        found.files.append((name, kind, content))
    else:
        found.left_out.append(name)


def name_of(part: Message) -> str:
    """The name of a file without its folders; a plain one where it has none."""
    try:
        raw = part.get_filename() or ""
        pieces = decode_header(raw)
        raw = "".join(piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces)
    except (HeaderParseError, ValueError, LookupError):
        raw = ""
    name = re.split(r"[\\/]", " ".join(_clean(raw).split()))[-1].strip(". ")[:150]
    return name or ("forwarded.eml" if part.get_content_type() == "message/rfc822" else "attachment")


def text_of(part: Message) -> str:
    """The words of a text part; soft line ends of format=flowed (RFC 3676) joined."""
    content = part.get_payload(decode=True)
    text = decoded(content if isinstance(content, bytes) else b"", _charset(part))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "") or "").lower() != "flowed":
        return text
    return unfolded(text, str(part.get_param("delsp", "") or "").lower() == "yes")


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def decoded(content: bytes, charset: str | None) -> str:
    """Bytes as text: as they say, else as UTF-8, else as Windows writes."""
    declared, content = (charset or "utf-8").lower(), content[: 4 * LONGEST_TEXT]
    named = SUPERSETS.get(declared, declared)
    for name in dict.fromkeys((named if CHARSETS.fullmatch(named) else "utf-8", "utf-8")):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("windows-1252", errors="replace")


def unfolded(text: str, delete_space: bool) -> str:
    """Lines that end in a space go on in the next, where both are quoted alike; a signature's line does not."""
    lines: list[tuple[str, str]] = []
    is_soft = False
    for line in text.split("\n"):
        quotes = re.match(r">*", line)[0]  # type: ignore[index]
        words = line[len(quotes) :].removeprefix(" ")
        if is_soft and lines[-1][0] == quotes and words != "-- ":
            before = lines[-1][1]
            lines[-1] = (quotes, (before[:-1] if delete_space else before) + words)
        else:
            lines.append((quotes, words))
        is_soft = words.endswith(" ") and words != "-- "
    return "\n".join(f"{quotes} {words}" if quotes else words for quotes, words in lines)


def _clean(text: str) -> str:
    """Without signs that no text field takes, and without halves of signs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
