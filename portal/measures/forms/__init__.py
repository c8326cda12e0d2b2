"""Forms of measures: what is measured, its end, readings by school and month, rows of a file."""

from portal.measures.forms.export import AnswersForm
from portal.measures.forms.measure import CloseForm, MeasureForm, StartForm
from portal.measures.forms.readings import ImportForm, ReadingsForm

__all__ = ["AnswersForm", "CloseForm", "ImportForm", "MeasureForm", "ReadingsForm", "StartForm"]
