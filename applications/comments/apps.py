"""Public comments on proposals to vary standards, with an answer to each group of them."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "applications.comments"
    label = "comments"

    def ready(self) -> None:
        """A section of a proposal's page, a gate before an agenda, and what waits for MDE and the districts."""
        from applications.comments import providers
        from applications.waivers.providers import add_gate, add_record, add_section, hear_published
        from portal.ui.providers import add_waiting
        from portal.worklist.providers import add_work

        add_section(providers.comments_section)
        add_record(providers.comments_record)
        add_gate("schedule", providers.open_comments)
        hear_published(providers.text_published)
        add_waiting(providers.waiting_answers)
        add_work(providers.comment_work)
