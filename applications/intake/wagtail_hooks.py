"""What applications write into the audit log, and rounds in the editor's snippets."""

from typing import Any

from django import forms
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from applications.intake import states
from applications.intake.models import Round
from portal.core import audit
from portal.core.states import moves_of
from portal.districts.models import LEADING_OFFICES

FACTS = {
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
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move of an application, and its beginning."""
    audit.register(actions, "intake", FACTS)
    audit.register_moves(actions, "intake", moves_of(states))


class RoundForm(WagtailAdminModelForm):
    """A round in the editor: the offices that agree beforehand are ticked, not typed."""

    sign_off_offices = forms.MultipleChoiceField(
        label="Who agrees before the application is submitted?",
        help_text="They agree to the answers exactly as they stand. A change of any answer makes that void.",
        choices=[(office.value, office.label) for office in LEADING_OFFICES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


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
        FieldPanel("sign_off_offices"),
        FieldPanel("letter_text"),
        FieldPanel("is_published"),
    ]
    edit_handler = ObjectList(panels, base_form_class=RoundForm)


register_snippet(RoundViewSet)
