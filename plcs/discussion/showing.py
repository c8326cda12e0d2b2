"""What the page of a thread shows one reader: its posts, with what may be done to each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plcs.discussion.models import Post, Thread
from plcs.discussion.states import ReportState


@dataclass(frozen=True)
class Shown:
    """A post with what this reader may do to it."""

    post: Post
    may_edit: bool
    may_report: bool
    may_moderate: bool
    reports: list[Any]
    is_new: bool = False


@dataclass(frozen=True)
class Reader:
    """Who reads a thread, with what they may do in it; asked once for the whole page."""

    user: Any
    leads: bool
    writes: bool

    @classmethod
    def of(cls, user: Any, thread: Thread) -> "Reader":
        """What this person may do."""
        leads = user.has_perm("discussion.moderate", thread)
        return cls(user, leads, user.has_perm("discussion.write", thread))

    def show(self, posts: Iterable[Post], *, read_until: int | None = None) -> list[Shown]:
        """The posts as this reader sees them; `read_until` marks what is new to them."""
        return [self._show(post, read_until) for post in posts]

    def _show(self, post: Post, read_until: int | None) -> Shown:
        is_own = post.author_id == self.user.pk
        reports = [each for each in post.reports.all() if each.state == ReportState.OPEN]
        reports = reports if self.leads and not is_own else []
        return Shown(
            post=post,
            may_edit=is_own and self.writes and post.state != "hidden",
            may_report=not is_own and not self.leads and post.state == "shown",
            may_moderate=self.leads and not is_own,
            reports=reports,
            is_new=read_until is not None and not is_own and post.pk > read_until,
        )


def with_parts(posts: Any) -> Any:
    """Posts with all that their drawing needs, in a fixed number of queries."""
    found = posts.select_related("author", "quoted__author", "thread__workgroup__pathway")
    return found.prefetch_related("attachments__stored", "reports__reporter", "wordings")
