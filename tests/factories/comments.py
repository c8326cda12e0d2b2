"""Comments on proposals, for tests; made by services, as people would."""

from typing import Any

from applications.comments import services
from applications.comments.models import Comment, CommentGroup
from applications.comments.states import Reason, Voice
from applications.waivers.models import Waiver

WORDS = "Sample: please think of the buses."


def written(waiver: Waiver, words: str = WORDS, *, actor: Any = None, **facts: Any) -> Comment:
    """A comment that nobody has read yet."""
    return services.write_comment(waiver, **{"words": words, "voice": Voice.PARENT, **facts}, actor=actor)


def published(waiver: Waiver, words: str = WORDS, *, facilitator: Any, **facts: Any) -> Comment:
    """A comment that everybody reads."""
    return services.publish_comment(written(waiver, words, **facts), actor=facilitator)


def declined(
    waiver: Waiver, words: str = WORDS, *, facilitator: Any, reason: str = Reason.NAMES, **facts: Any
) -> Comment:
    """A comment that is not shown."""
    return services.decline_comment(written(waiver, words, **facts), reason=reason, actor=facilitator)


def grouped(*comments: Comment, title: str = "Buses (sample)", facilitator: Any) -> CommentGroup:
    """Comments in a new group."""
    return services.group_comments(comments[0].waiver, comments, title=title, actor=facilitator)


def answered(*comments: Comment, title: str = "Buses (sample)", facilitator: Any, lead: Any) -> CommentGroup:
    """Comments in a group that the district has answered."""
    made = grouped(*comments, title=title, facilitator=facilitator)
    return services.answer_group(made, answer="Sample: buses run as before.", actor=lead)
