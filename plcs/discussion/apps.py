"""Discussion in a PLC: threads and posts, live and by mail."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "plcs.discussion"
    label = "discussion"

    def ready(self) -> None:
        """A PLC's page shows its threads; each PLC is a topic of news; what waits for the leads is work."""
        from plcs.discussion.providers import NEW_THREADS, TALK, discussion_work, waiting_posts, waiting_questions
        from plcs.discussion.services import take_reply
        from plcs.discussion.topics import NAMED, PLC, PLC_TOPICS, THREAD
        from plcs.workgroups.providers import add_section, add_tidings
        from portal.notifications.providers import add_mailbox, add_topic, add_topics
        from portal.ui.providers import add_waiting
        from portal.worklist.providers import add_work

        add_section(TALK)
        add_tidings(NEW_THREADS)
        add_topic(NAMED)
        add_topics(PLC_TOPICS)
        add_waiting(waiting_posts)
        add_waiting(waiting_questions)
        add_work(discussion_work)
        for kind in (THREAD, PLC):
            add_mailbox(kind, take_reply)
