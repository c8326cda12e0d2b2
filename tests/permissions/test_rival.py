"""Everything that insiders come by, asked for again by outsiders: nothing is there, and nothing of it is told."""

import re
from collections import Counter
from typing import Any

import pytest
from django.urls import Resolver404, resolve

from tests.databases import few
from tests.permissions.asking import Answer, ask
from tests.permissions.crawling import crawl
from tests.permissions.world import World

INSIDERS = ("lead", "superintendent", "facilitator", "administrator", "data_steward")
OUTSIDERS = few(("rival_lead", "former_member", "newcomer", "rival_superintendent", "visitor"), 2)
METHODS = ("GET", "POST")  # the others are asked of every address in test_table
# Addresses about a thing that everybody with an account may use: asking to join, and an invitation's own page.
FOR_ALL = {"districts:join", "districts:accept_invitation", "intake:begin", "accounts:stop_viewing"}
FOR_ALL |= {"events:answer", "events:take", "events:check_in"}  # of public events
REFERENCE = re.compile(r"[2-9A-HJ-NP-Z]{12}")


@pytest.fixture(scope="package")
def insiders_pages(world: World) -> dict[str, dict[str, Answer]]:
    """What each insider comes by."""
    return {actor: crawl(world, actor) for actor in INSIDERS}


@pytest.fixture(scope="package")
def private(insiders_pages: Any, world: World) -> list[str]:
    """Addresses about one private thing, each once and without its query; of one view on one thing two at most.

    The forty questions of an application have one view and one permission: two of them stand for all.
    """
    found = {path.partition("?")[0] for pages in insiders_pages.values() for path in pages}
    kept, seen = [], Counter[tuple[str, Any]]()
    for path in sorted(found):
        if is_about_something_private(path, world):
            match = resolve(path)
            about = (match.view_name, next(iter(match.kwargs.values())))
            seen[about] += 1
            if seen[about] <= 2:
                kept.append(path)
    return kept


def is_about_something_private(path: str, world: World) -> bool:
    """Whether the view behind an address asks a permission on something the address names, not the rival's own."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    policy = getattr(match.func, "policy", None)
    own = {world.facts[name] for name in ("rival_draft", "rival_submitted", "rival_district")}
    is_private = policy is not None and policy.permission is not None and match.view_name not in FOR_ALL
    return is_private and bool(match.kwargs) and not own.intersection(map(str, match.kwargs.values()))


def own_pages(world: World, actor: str) -> tuple[str, ...]:
    """What an outsider rightly may open: their own request or former office; a rival's ways with a practice; offers."""
    people, facts = "/districts/2899001/people", world.facts
    public = tuple(f"/practices/{facts['practice']}/{verb}/" for verb in ("adapt", "adopt", "feedback"))
    public += ("/mentoring/offers/2899001/",)
    return {
        "rival_lead": public,
        "rival_superintendent": public,
        "newcomer": (f"{people}/{facts['asked']}/", f"{people}/{facts['asked']}/leave/"),
        "former_member": (f"{people}/{facts['left']}/", f"{people}/{facts['left']}/leave/"),
    }.get(actor, ())


def rivals_words(world: World) -> set[str]:
    """The planted words of the rival's own applications."""
    pages = [ask(world, "rival_lead", "GET", f"/applications/{world.facts[name]}/").body for name in RIVALS]
    return {word for word in world.canaries if any(word in page for page in pages)}


RIVALS = ("rival_draft", "rival_submitted")


def test_insiders_come_by_the_private_things(insiders_pages, private, world):
    told = {word for pages in insiders_pages.values() for answer in pages.values() for word in find(world, answer)}
    assert len(private) > 60
    assert len(told) > 50, "the planted words must be seen by insiders, or the tests below prove nothing"


def find(world: World, answer: Answer) -> list[str]:
    """The planted words in an answer."""
    return [word for word in world.canaries if word in answer.body or word in str(answer.headers)]


@pytest.mark.parametrize("actor", OUTSIDERS)
def test_outsiders_get_no_page_and_no_effect(world, private, actor):
    allowed = own_pages(world, actor)
    good = {"405", "login"} if actor == "visitor" else {"403", "404", "405"}
    for path in private:
        for method in METHODS:
            answer = ask(world, actor, method, path, {} if method == "POST" else None)
            if path not in allowed:
                assert answer.kind in good, f"{actor} {method} {path}"
                assert not answer.writes, f"{actor} {method} {path}"
                assert not find(world, answer), f"{actor} {method} {path}"


@pytest.mark.parametrize("actor", OUTSIDERS)
def test_outsiders_find_no_planted_word_anywhere(world, insiders_pages, private, actor):
    mine = rivals_words(world) if actor.startswith("rival") else set()
    own, allowed = own_words(world, actor), own_pages(world, actor)
    came_by = crawl(world, actor)
    found = {path for pages in insiders_pages.values() for path in pages} | set(came_by)
    for path in few_of_each_view(sorted(found - set(allowed))):
        answer = came_by.get(path) or ask(world, actor, "GET", path)
        told = set(find(world, answer)) - mine
        if path.startswith("/verify/"):  # who holds the code may know who signed: that is what a code is for
            told -= set(find(world, ask(world, "visitor", "GET", path)))
            assert all("typedname" in word for word in find(world, answer))
        assert not told - own, f"{actor} {path}: {told}"


def few_of_each_view(paths: list[str]) -> list[str]:
    """Of each view on each thing, such as the directory's many filters, a few; all of the editor's pages."""
    kept, seen = [], Counter[tuple[str, Any]]()
    for path in paths:
        plain = path.partition("?")[0]
        try:
            match = resolve(plain)
        except Resolver404:
            kept.append(path)
            continue
        about = (match.view_name, next(iter(match.kwargs.values()), ""))
        seen[about] += 1
        if seen[about] <= 3 or match.view_name.startswith("wagtail"):
            kept.append(path)
    return kept


def own_words(world: World, actor: str) -> set[str]:
    """What a person wrote or was told personally: the start page and the account may show it to them."""
    pages = [ask(world, actor, "GET", path).body for path in own_pages(world, actor)]
    return {word for word in world.canaries if any(word in page for page in pages)}


@pytest.mark.parametrize("actor", few(["rival_lead", "newcomer"], 1))
def test_foreign_and_unknown_are_answered_alike(world, private, actor):
    allowed = (f"/people/{world.facts[f'{actor}_pk']}/", *own_pages(world, actor), "nowhere")
    compared = 0
    for path in private:
        other = REFERENCE.sub("ZZZZZZ222222", path)
        other = re.sub(r"^/districts/2899001/people/\d+/", "/districts/2899001/people/987654/", other)
        other = re.sub(r"^/(imports|people)/\d+/", r"/\1/987654/", other)
        if other == path or path.startswith(allowed):
            continue
        for method in ("GET", "POST"):
            sent = {} if method == "POST" else None
            here, there = ask(world, actor, method, path, sent), ask(world, actor, method, other, sent)
            assert (here.status, here.headers) == (there.status, there.headers), f"{method} {path}"
            assert here.body.replace(path, "") == there.body.replace(other, ""), f"{method} {path}"
            compared += 1
    assert compared > 80


LATER = {"If-Modified-Since": "Thu, 01 Jan 2037 00:00:00 GMT"}


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-9"}, {"If-None-Match": "*"}, LATER])
def test_letter_pdf_tells_a_rival_nothing_by_conditional_requests(world, headers):
    path = f"/letters/{world.facts['signed_letter']}/letter.pdf"
    assert ask(world, "superintendent", "GET", path).body.startswith("%PDF")
    answer = ask(world, "rival_superintendent", "GET", path, **headers)
    assert answer.status == 404
    assert ask(world, "visitor", "GET", path, **headers).kind == "login"


def unknown_word(word: str) -> str:
    """A word of the same length that stands nowhere."""
    return ("zzz" + word[::-1])[: len(word)]


@pytest.mark.parametrize("actor", few(["rival_lead", "visitor", "member", "editor"], 2))
def test_search_finds_no_planted_word(world, actor):
    for word in world.canaries if actor in {"visitor", "rival_lead"} else world.canaries[::5]:
        found = ask(world, actor, "GET", f"/search/?q={word}")
        nothing = ask(world, actor, "GET", f"/search/?q={unknown_word(word)}")
        assert found.status == nothing.status == 200
        assert found.body.replace(word, "") == nothing.body.replace(unknown_word(word), ""), word


@pytest.mark.parametrize("actor", ["visitor", "rival_lead", "editor"])
def test_downloads_feeds_and_suggestions_tell_nothing_private(world, actor):
    paths = ["/districts/directory.csv", "/news/feed/", "/sitemap.xml", "/robots.txt", "/readyz", "/healthz"]
    paths += ["/sample-privat/", "/sample-draf/", "/below-privat/", "/apply/sample-hidde/", "/applications/canary/"]
    for path in paths:
        answer = ask(world, actor, "GET", path)
        assert not find(world, answer), path
        assert not re.search(r'href="/sample-(private|draft)/', answer.body), path
        assert "sample-private" not in answer.body.replace(path, ""), path


def test_lists_of_an_outsider_count_only_what_is_theirs(world):
    assert "canary" not in ask(world, "newcomer", "GET", "/applications/").body
    page = ask(world, "rival_lead", "GET", "/applications/").body
    assert world.facts["rival_draft"] in page
    assert not [name for name in ("draft", "submitted", "refused") if world.facts[name] in page]


def test_pending_decisions_and_words_inside_a_district_stay_there(world: World) -> None:
    """MDE reads no word that the district writes to itself; the district none of a decision that nobody was told."""
    asked, pending = (f"/applications/{world.facts[name]}/" for name in ("asked_back", "pending"))
    assert "pendingreasons" not in ask(world, "lead", "GET", pending).body
    assert re.search(r"canary\d+inside", ask(world, "lead", "GET", asked).body)
    assert not re.search(r"canary\d+inside", ask(world, "facilitator", "GET", asked).body)
    told = ask(world, "facilitator", "GET", f"/apply/{world.facts['pending_round']}/decisions/").body
    assert "pendingreasons" in told
