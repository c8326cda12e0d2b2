"""What applications write into the audit log, and rounds in the editor's snippets."""

from typing import Any

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from applications.intake import states
from applications.intake.blocks import MAIL_FIELDS
from applications.intake.forms import RoundForm
from applications.intake.models import Round
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "copy_round": "Round copied to the next year",
    "begin": "Application begun",
    "reuse": "Answers of an earlier application taken over",
    "invite_co_writer": "Colleague asked to help",
    "end_co_writer": "Co-writer left or was ended",
    "sign_off": "Answers signed off",
    "ask_for_sign_off": "Sign-off asked for",
    "post": "Message written",
    "decide": "Decision set, not told yet",
    "clear_decision": "Pending decision taken back",
    "move_on_list": "Place on the waiting list changed",
    "release": "Decisions released",
    "view": "Opened by the state",
    "export": "Applications exported",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move of an application, and its beginning."""
    audit.register(actions, "intake", FACTS)
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
        FieldPanel("balance"),
        FieldPanel("form"),
        MultiFieldPanel([FieldPanel("sign_off_offices"), FieldPanel("board_signs")], heading="Who agrees, who signs"),
        FieldPanel(
            "workflow",
            heading="Stages",
            help_text="What happens between handing in and decision, in order. Without stages it is only “In review”.",
        ),
        FieldPanel("rubric"),
        FieldPanel("letter_text"),
        MultiFieldPanel(
            [
                FieldPanel("receipt_text"),
                FieldPanel("accept_text"),
                FieldPanel("waitlist_text"),
                FieldPanel("decline_text"),
            ],
            heading="Words of mails",
            help_text=f"Left empty, the standard words are sent. Fields in braces: {', '.join(MAIL_FIELDS)}.",
        ),
        FieldPanel("is_published"),
    ]
    edit_handler = ObjectList(panels, base_form_class=RoundForm)


register_snippet(RoundViewSet)
