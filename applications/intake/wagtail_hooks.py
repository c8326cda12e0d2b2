"""What applications write into the audit log, and rounds in the editor's snippets."""

from typing import Any

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from applications.intake import states
from applications.intake.models import Round
from portal.core import audit
from portal.core.states import moves_of


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move of an application, and its beginning."""
    audit.register(actions, "intake", {"begin": "Application begun"})
    audit.register_moves(actions, "intake", moves_of(states))


class RoundViewSet(SnippetViewSet):
    """Staff announce a round: its dates in US Central, its places, its texts, and the text of its letters."""

    model = Round
    menu_label = "Rounds"
    add_to_admin_menu = True
    icon = "date"
    list_display = ["title", "opens_at", "closes_at", "is_published"]
    panels = [
        TitleFieldPanel("title", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("guide"),
        MultiFieldPanel(
            [
                FieldPanel("opens_at"),
                FieldPanel("closes_at"),
                FieldPanel("decisions_on"),
                FieldPanel("letters_due_at"),
                FieldPanel("starts_on"),
                FieldPanel("ends_on"),
            ],
            heading="Dates, US Central",
        ),
        FieldPanel("capacity"),
        FieldPanel("letter_text"),
        FieldPanel("is_published"),
    ]


register_snippet(RoundViewSet)
