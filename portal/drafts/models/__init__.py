"""What every area's drafts have in common; each area keeps the rows in tables of its own."""

from portal.drafts.models.answers import WrittenAnswer
from portal.drafts.models.people import CoWriterBase, CoWriterQuerySet, Share, SharedDraft, SignOffBase

__all__ = ["CoWriterBase", "CoWriterQuerySet", "Share", "SharedDraft", "SignOffBase", "WrittenAnswer"]
