"""What is asked about the names of an export before it is read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from portal.measures.export import Question


class AnswersForm(forms.Form):
    """One choice for each question, none made at first; a question that was asked and not answered says so."""

    def __init__(self, data: QueryDict, *, questions: Iterable[Question], **kwargs: Any) -> None:
        questions = list(questions)
        super().__init__(data if any(each.key in data for each in questions) else None, **kwargs)
        for each in questions:
            choices = [("", "Please choose"), *each.choices]
            self.fields[each.key] = forms.ChoiceField(label=each.words, choices=choices)
