"""Forms of what is written in drafts, and of who helps with them."""

from portal.drafts.forms.people import CoWriterForm
from portal.drafts.forms.sections import SectionForm

__all__ = ["CoWriterForm", "SectionForm"]
