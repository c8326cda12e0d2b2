"""HTML of mail programs as plain text: quotes begin their lines with “>”, and what Outlook puts before the older
message becomes the line that `quoting` knows.

The cleaner (nh3) parses what no program wrote by the rules first, so what is walked here is short and well-formed.
"""

import re
from html import unescape
from html.parser import HTMLParser

import nh3

from portal.notifications.inbound.quoting import ORIGINAL

MOST_HTML, MOST_DEPTH, DEEPEST = 300_000, 300, 10
BLOCKS = {"p", "div", "tr", "table", "ul", "ol", "li", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6"}
TAGS = BLOCKS | {"br", "a", "td"}
PARAGRAPHS = {"p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}
# Outlook on the web and its apps mark the older message by an id, Outlook for Windows by a line above its headers.
OLDER_IDS = {"divrplyfwdmsg", "mail-editor-reference-message-container", "ms-outlook-mobile-reference-message"}
OPENING, TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})"), re.compile(r"<[^<>]{0,2000}>")
NEVER_DEEP = {"p", "li", "td", "tr", "th", "dd", "dt", "br", "hr", "img", "meta", "link", "input", "base", "col", "wbr"}
OUTLOOK_RULE = re.compile(r"border-top:\s*solid\s+#[0-9a-f]{6}\s+1\.0pt", re.I)


def text_of_html(html: str) -> str:
    """The text of an HTML part."""
    html = html[:MOST_HTML]
    if is_too_deep(html):
        return unescape(TAG.sub("\n", html))
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"div": {"id", "style"}},
        clean_content_tags={"script", "style", "title"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return "\n".join(reader.lines())


def is_too_deep(html: str) -> bool:
    """Whether elements lie in each other as no program writes them: the cleaner's time grows with their square."""
    depth = 0
    for close, name in OPENING.findall(html):
        if name.lower() not in NEVER_DEEP:
            depth += -1 if close else 1
            if depth > MOST_DEPTH:
                return True
    return False


class _Reader(HTMLParser):
    """Walks clean HTML and keeps its lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._words: list[str] = []
        self._depth = self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line, a quote goes one deeper."""
        if tag in BLOCKS or tag == "br":
            self._end_line(blank=tag in PARAGRAPHS)
        told = dict(attrs)
        if (told.get("id") or "").lower() in OLDER_IDS or OUTLOOK_RULE.search(told.get("style") or ""):
            self._lines.append((self._depth, ORIGINAL))
        if tag == "blockquote":
            self._depth += 1
        self._pre += tag == "pre"
        if tag == "li":
            self._words.append("- ")
        elif tag == "td" and "".join(self._words).strip():
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        if tag == "blockquote":
            self._end_line()
            self._depth = max(self._depth - 1, 0)
        if tag in BLOCKS:
            self._end_line(blank=tag in PARAGRAPHS)
        self._pre -= tag == "pre"

    def handle_data(self, data: str) -> None:
        """Words; line ends within them mean nothing but in preformatted text."""
        if not self._pre:
            self._words.append(re.sub(r"\s+", " ", data))
            return
        first, *more = data.split("\n")
        self._words.append(first)
        for words in more:
            self._end_line()
            self._words.append(words)

    def _end_line(self, *, blank: bool = False) -> None:
        words = "".join(self._words)
        self._words = []
        if words.strip():
            self._lines.append((self._depth, words.rstrip() if self._pre else words.strip()))
        elif not blank:
            return
        if blank:
            self._lines.append((self._depth, ""))

    def lines(self) -> list[str]:
        """The lines, those of quotes with a “>” for each depth."""
        self._end_line()
        return [f"{'>' * min(depth, DEEPEST)} {words}".rstrip() if depth else words for depth, words in self._lines]
