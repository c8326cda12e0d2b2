"""Following every link and every form of a page, as a person with patience would."""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from tests.permissions.asking import Answer, ask
from tests.permissions.world import World

LINKING = {"href", "action", "src", "hx-get", "hx-post", "formaction"}
ELSEWHERE = re.compile(r"^/(static|media|cms|accounts|documents)/")
STARTS = (
    "/",
    "/start/",
    "/applications/",
    "/districts/mine/",
    "/districts/2899001/",
    "/districts/2899001/people/",
    "/imports/",
    "/people/",
    "/outbox/",
    "/account/",
    "/apply/",
)
MOST_PAGES = 250


def links_of(path: str, answer: Answer) -> set[str]:
    """Where a page leads within the portal, without fragments."""
    if answer.status == 302:
        found = {answer.location}
    elif not answer.is_page:
        found = set()
    else:
        tags = BeautifulSoup(answer.body, "html.parser").find_all(True)
        found = {tag[name] for tag in tags for name in LINKING if tag.get(name)}
    whole = (urlsplit(urljoin(f"http://testserver{path}", link)) for link in found)
    here = {f"{url.path}?{url.query}" if url.query else url.path for url in whole if url.netloc == "testserver"}
    return {link for link in here if not ELSEWHERE.match(link)}


def crawl(world: World, actor: str, starts: tuple[str, ...] = STARTS, most: int = MOST_PAGES) -> dict[str, Answer]:
    """Every address an actor comes by, with the answer to GET."""
    found: dict[str, Answer] = {}
    waiting = list(starts)
    while waiting and len(found) < most:
        path = waiting.pop(0)
        if path in found:
            continue
        found[path] = ask(world, actor, "GET", path)
        if found[path].status in {200, 302, 409}:
            waiting += sorted(links_of(path, found[path]) - set(found))
    return found
