"""The network's log actions, and its topics in the editor's snippets."""

from typing import Any

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.core import audit
from portal.core.states import moves_of
from portal.network import states
from portal.network.models import Pathway

VERBS = {"admit": "Admitted to the network", "choose_pathways": "Pathways chosen"}


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Admission, pathways, and every move of a membership."""
    audit.register_moves(actions, "network", moves_of(states))
    audit.register(actions, "network", VERBS)


class PathwayViewSet(SnippetViewSet):
    """Staff write and order the topics; who may is said by the permissions of the Wagtail groups."""

    model = Pathway
    menu_label = "Pathways"
    add_to_admin_menu = True
    icon = "group"
    list_display = ["name", "kind", "is_open", "position"]
    list_filter = ["kind", "is_open"]
    search_fields = ["name", "summary"]
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("source"),
        FieldPanel("position"),
        FieldPanel("is_open"),
    ]


register_snippet(PathwayViewSet)
