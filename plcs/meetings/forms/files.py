"""Forms of files."""

from django import forms


class VersionForm(forms.Form):
    """A newer version of a file."""

    upload = forms.FileField(
        label="The file",
        help_text="PDF, Word, Excel, CSV, PNG or JPEG. No names, grades or pictures of students.",
        error_messages={"required": "Please choose a file."},
    )
    words = forms.CharField(label="What is new in it?", max_length=300, required=False)


class FileForm(VersionForm):
    """A file with its first version."""

    title = forms.CharField(label="What is it?", max_length=150)
    field_order = ("title", "upload", "words")
