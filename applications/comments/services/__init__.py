"""Every write to comments and their groups."""

from applications.comments.services.grouping import answer_group, group_comments, rename_group
from applications.comments.services.moderating import (
    decline_comment,
    publish_comment,
    put_back_comment,
    take_down_comment,
)
from applications.comments.services.writing import write_comment

__all__ = [
    "answer_group",
    "decline_comment",
    "group_comments",
    "publish_comment",
    "put_back_comment",
    "rename_group",
    "take_down_comment",
    "write_comment",
]
