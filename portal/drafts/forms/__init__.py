"""Forms of what is written in drafts."""

from portal.drafts.forms.sections import SectionForm

__all__ = ["SectionForm"]
