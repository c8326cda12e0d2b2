"""What the library writes into the audit log, collections in the editor, and the doors practices do not have."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from best_practices.library import states
from best_practices.library.models import LibraryPage, PracticeCollection, PracticePage
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "begin": "Practice begun",
    "begin_version": "New version of a practice begun",
    "adapt": "Practice adapted",
    "ask_author": "Somebody asked to write a practice too",
    "accept_authorship": "Author of a practice",
    "end_author": "Author left or was ended",
    "remark": "Remark on a practice",
    "note_checks": "Checklist noted",
    "reclassify": "Practice filed anew",
    "approve_step": "Step of moderation done",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens to a version."""
    audit.register(actions, "library", FACTS)
    audit.register_moves(actions, "library", moves_of(states))


class CollectionViewSet(SnippetViewSet):
    """Staff put practices together; who may is said by the permissions of the Wagtail groups."""

    model = PracticeCollection
    menu_label = "Collections of practices"
    add_to_admin_menu = True
    icon = "list-ul"
    list_display = ["title", "is_pick", "standard"]
    list_filter = ["is_pick"]
    search_fields = ["title", "introduction"]
    panels = [
        TitleFieldPanel("title", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        FieldPanel("standard"),
        FieldPanel("is_pick"),
        InlinePanel(
            "collected",
            panels=[PageChooserPanel("page", page_type="library.PracticePage")],
            heading="Practices, in order",
            label="Practice",
            help_text="Readers see those that are published. One that is withdrawn leaves by itself.",
        ),
    ]


register_snippet(CollectionViewSet)


def refuse(request: Any, page: Any, *others: Any) -> None:
    """Practices are written, moderated and withdrawn on the portal's own pages; each version is looked at there."""
    if isinstance(page.specific, PracticePage | LibraryPage):
        raise PermissionDenied("Practices are written and moderated on the portal’s own pages, not in the editor.")


for door in ("edit", "copy", "move", "delete", "unpublish", "convert_alias"):
    hooks.register(f"before_{door}_page", refuse)


@hooks.register("before_bulk_action")
def refuse_many(request: Any, action: str, objects: Any, instance: Any) -> None:
    """The same for several pages at once."""
    for each in objects:
        if hasattr(each, "specific"):
            refuse(request, each)
