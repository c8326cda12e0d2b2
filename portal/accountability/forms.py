"""The upload form: a file, what it holds, and its year where the file does not say it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator

from portal.accountability.cells import FIRST_YEAR, LAST_YEAR
from portal.accountability.models import Kind

ENDINGS = (".csv", ".xlsx")


class UploadForm(forms.Form):
    """One file on its way in."""

    kind = forms.ChoiceField(label="What does the file hold?", choices=Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label="File",
        max_length=255,
        help_text="A CSV file, or an Excel workbook (.xlsx) as the department publishes it.",
        error_messages={"empty": "The file is empty.", "required": "Please choose a file."},
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    year = forms.IntegerField(
        label="Year",
        required=False,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="The year the school year ends in, as in 2019. Only needed where the file does not say it.",
    )

    def clean_file(self) -> UploadedFile:
        """Not larger than the portal takes, and of an ending it reads."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(f"The file is larger than {settings.MAX_UPLOAD_BYTES // 1024**2} MB.")
        if not (upload.name or "").lower().endswith(ENDINGS):
            raise forms.ValidationError(
                "Please choose a .csv or .xlsx file. Save older workbooks again as .xlsx first."
            )
        return upload

    def said(self) -> dict[str, Any]:
        """What was sent, as the service takes it."""
        upload = self.cleaned_data["file"]
        year = self.cleaned_data["year"]
        return {"kind": self.cleaned_data["kind"], "name": upload.name, "content": upload.read(), "year": year}
