"""Forms change what they ask for and no more; nobody is led off the portal."""

from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from wagtail.models import Revision

from best_practices.library.models import Stamp
from portal.core.models import StoredFile
from tests.databases import few
from tests.permissions.asking import Answer, ask
from tests.permissions.rows import Row, answers
from tests.permissions.table import TABLE
from tests.permissions.test_table import address
from tests.permissions.world import World

BY = ["lead", "superintendent", "member", "newcomer", "facilitator", "administrator", "data_steward", "csa_reviewer"]
BY += ["rival_lead"]
OPTIONAL = {
    "intake:save_answer": {"page"},
    "reuse:check_in": {"done", "words"},
    "events:new": {"required_roles"},
    "events:edit": {"required_roles"},
    "library:save_answer": {"page"},
    "waivers:save_answer": {"page"},
    "worklist:save_view": {"query"},
    "reviews:set_phase": {"names_shown"},
    "districts:join": {"note"},
    "library:begin": {"source"},
    "library:keep_search": {"mails"},
    "districts:approve": {"ends_on"},
    "improvement:support": {"hours"},
    "improvement:add_goal": {"practice", "is_federal"},
    "improvement:change_goal": {"practice", "is_federal"},
    "improvement:add_step": {"cost"},
    "improvement:change_step": {"cost"},
    "accountability:new": {"kind", "year", "file"},
    "mentoring:write_offer": {"takes_groups"},
    "mentoring:write_request": {"pathway"},
    "initiatives:add_driver": {"parent"},
    "initiatives:write": {"happened", "learned", "act", "next_step"},
}
MORE_NAMES = ["is_staff", "is_superuser", "groups", "user_permissions", "status", "owner", "score", "deadline", "actor"]
CHANGING = (models.DateTimeField, models.UUIDField, models.FileField)
MADE_BY_CHANCE = {"token_hash", "reference", "code", "sha256", "size", "text"}
EFFECTS = [row for row in TABLE if "on" in answers(row.post, "POST").values() or "writers 200" in row.post]


def our_models() -> list[type[models.Model]]:
    """The models of our apps; the audit chain, the outbox, public pages and the library's stamp, drawn anew, apart."""
    labels = {name.rpartition(".")[2] for name in settings.OURS} - {"core", "ui", "pages"}
    return [model for model in apps.get_models() if model._meta.app_label in labels and model is not Stamp]


def hostile_values(world: World) -> dict[str, Any]:
    """A value for every field name of every model of ours."""
    found: dict[str, Any] = dict.fromkeys(MORE_NAMES, "on")
    for model in our_models():
        for field in model._meta.concrete_fields:
            found[field.name] = found[field.attname] = hostile_value(field, world)
    states = {"state": "active", "role": "exemplar", "office": "superintendent", "leaid": "2899002"}
    return found | states | {"district": "2899002", "district_id": "2899002", "is_demonstration": "on"}


def hostile_value(field: Any, world: World) -> str:
    """What somebody would try for a field of this kind."""
    if field.is_relation:
        return str(world.facts["rival_lead_pk"])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField | models.DateField):
        return date(2099, 1, 1).isoformat()
    return "99" if isinstance(field, models.IntegerField | models.FloatField) else "hostile"


def standing() -> dict[Any, set[Any]]:
    """The keys of all rows there are."""
    every = (*our_models(), StoredFile, Revision)
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in every}


def everything(before: dict[Any, set[Any]]) -> dict[str, list[Any]]:
    """All rows of our tables, without times and what chance makes; a key that was not there before reads "new"."""
    found = {}
    for model in our_models():
        kept = [
            field
            for field in model._meta.concrete_fields
            if not isinstance(field, CHANGING) and field.name not in MADE_BY_CHANCE
        ]
        rows = model._base_manager.values_list(*(field.attname for field in kept))
        found[model._meta.label] = sorted(
            repr([told(*pair, before) for pair in zip(kept, row, strict=True)]) for row in rows
        )
    return found


def told(field: Any, value: Any, before: dict[Any, set[Any]]) -> str:
    """A field and its value; databases do not count back, so keys of new rows are not compared."""
    model = field.related_model if field.is_relation else field.model if field.primary_key else None
    is_new = value is not None and model in before and value not in before[model]
    return f"{field.attname}: {'new' if is_new else repr(value)}"


def effect(world: World, actor: str, path: str, sent: dict[str, Any]) -> tuple[str, Any]:
    """The answer to a form and all rows after it."""
    before = standing()
    with transaction.atomic():
        response = world.browser(actor).post(path, sent)
        rows = everything(before)
        transaction.set_rollback(True)
    return Answer(response.status_code, response.headers.get("Location", ""), (), "").kind, rows


@pytest.mark.parametrize("row", few(EFFECTS, 60), ids=str)
def test_forms_change_nothing_beyond_their_own_fields(world: World, row: Row):
    cells, path = answers(row.post, "POST"), address(world, row)
    actor = next(name for name in BY if cells[name] in {"on", "200"})
    sent = {key: value.format_map(world.facts) for key, value in row.sends.items()}
    own = {*sent, *OPTIONAL.get(row.name, ())}
    more = {name: value for name, value in hostile_values(world).items() if name not in own}
    assert len(more) > 100
    plain, stuffed = effect(world, actor, path, sent), effect(world, actor, path, {**more, **sent})
    assert stuffed[0] == plain[0]
    for label, rows in plain[1].items():
        assert stuffed[1][label] == rows, label


def test_forms_have_an_effect_that_the_comparison_sees(world):
    before = everything(standing())
    row = next(row for row in EFFECTS if row.name == "letters:countersign")
    sent = {key: value.format_map(world.facts) for key, value in row.sends.items()}
    after = effect(world, "facilitator", address(world, row), sent)[1]
    changed = {label for label in before if before[label] != after[label]}
    assert {"letters.Letter", "letters.Signature", "network.NetworkMembership"} <= changed


REDIRECTS = [
    *("https://evil.example/", "http://evil.example", "//evil.example", "///evil.example", "////evil.example"),
    *("/\\evil.example", "\\\\evil.example", "\\/evil.example", "https:evil.example", "https:/evil.example"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "ftp://evil.example"),
    *("http://testserver@evil.example/", "http://testserver.evil.example/", "/%09/evil.example", "\t//evil.example"),
    *("\x01//evil.example", "https://evil.example\\@testserver/", "//evil.example/%2f.."),
]
NEXT = ["/accounts/login/", "/accounts/signup/", "/accounts/logout/", "/accounts/reauthenticate/", "/cms/login/"]
NEXT += ["/accounts/2fa/reauthenticate/", "/cms/logout/", "/accounts/password/reset/", "/start/", "/resume/"]


def leads_away(where: str) -> bool:
    """Whether a browser would leave the portal for it; it reads a backslash as a slash and drops control signs."""
    read = "".join(sign for sign in where if sign > " ").replace("\\", "/")
    parts = urlsplit(read)
    return read.startswith("//") or parts.netloc not in {"", "testserver"} or parts.scheme not in {"", "http"}


@pytest.mark.parametrize("payload", few(REDIRECTS, 4))
def test_nobody_is_led_off_the_portal(world, payload):
    for path in NEXT:
        for name in ("next", "return_url", "redirect_to", "url"):
            for actor in ("visitor", "lead") if name == "next" else ("lead",):
                url = f"{path}?{name}={quote(payload)}"
                for method in ("GET", "POST"):
                    answer = ask(world, actor, method, url, {name: payload} if method == "POST" else None)
                    assert answer.status < 500
                    assert not leads_away(answer.location), f"{method} {url} leads to {answer.location}"
                    assert not [where for where in targets(answer) if leads_away(where)], f"{method} {url}"


def targets(answer: Answer) -> list[str]:
    """Where the links and forms of a page lead."""
    if "evil" not in answer.body:
        return []
    tags = BeautifulSoup(answer.body, "html.parser").find_all(["a", "form"])
    return [str(tag.get("href") or tag.get("action") or "") for tag in tags]


def test_leading_away_is_seen():
    assert all(leads_away(payload) for payload in REDIRECTS if "%" not in payload)
    assert not leads_away("/start/?next=//evil.example")
