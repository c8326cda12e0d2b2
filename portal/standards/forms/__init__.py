"""Forms of the standards: the catalogue's filters, what the department keeps, and the choice of a standard."""

from portal.standards.forms.catalogue import CatalogueForm
from portal.standards.forms.choosing import StandardField
from portal.standards.forms.keeping import AddForm, EditionForm, LinkForm, NewEditionForm, ReviseForm

__all__ = [
    "AddForm",
    "CatalogueForm",
    "EditionForm",
    "LinkForm",
    "NewEditionForm",
    "ReviseForm",
    "StandardField",
]
