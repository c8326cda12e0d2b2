"""The addresses of Wagtail's editor, every one of them filled with something that is there."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from tests import architecture
from tests.permissions.world import World

# What an address of the editor names, by the name of its part.
WORDS = {
    "app_label": "pages",
    "model_name": "standardpage",
    "content_type_app_name": "pages",
    "content_type_model_name": "standardpage",
    "parent_page_id": "home",
    "action_name": "approve",
    "action": "delete",
    "content_type": "1",
    "filter_spec": "width-10",
    "signature": "x",
    "prefix": "x",
    "token": "x",
    "uidb64": "x",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "format": "xlsx",
}
BY_SPACE = {"wagtailusers_users": "administrator_pk", "wagtailusers_groups": "editors", "wagtailsites": "site"}


def parts_of(world: World, name: str, pattern: Any) -> dict[str, Any]:
    """Values for the parts of an address."""
    space = name.partition(":")[0]
    found: dict[str, Any] = {}
    for part in pattern.pattern.regex.groupindex if hasattr(pattern.pattern, "regex") else ():
        word = WORDS.get(part, BY_SPACE.get(space, "home" if "page" in part or "pages" in space else "1"))
        found[part] = world.facts.get(word, word)
    return found


def editors_addresses(world: World) -> dict[str, str]:
    """Every address under /cms/ that is not ours, by its name."""
    found = {}
    for name, pattern in architecture.patterns():
        if architecture.is_ours(pattern.callback) or not pattern.name:
            continue
        for parts in (parts_of(world, name, pattern), {key: "1" for key in parts_of(world, name, pattern)}):
            try:
                path = reverse(name, kwargs=parts)
            except NoReverseMatch:
                continue
            if path.startswith("/cms/"):
                found.setdefault(name, path)
    return found
