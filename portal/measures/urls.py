"""Addresses of measures."""

from django.urls import path

from portal.measures.views import entering, files, keeping, reading

app_name = "measures"
ONE = "<slug:reference>/"
urlpatterns = [
    path("", reading.measures, name="measures"),
    path("new/", keeping.start, name="start"),
    path(ONE, reading.measure, name="measure"),
    path(f"{ONE}changes/", reading.changes, name="changes"),
    path(f"{ONE}readings.csv", reading.readings_file, name="readings_file"),
    path(f"{ONE}edit/", keeping.edit, name="edit"),
    path(f"{ONE}close/", keeping.close, name="close"),
    path(f"{ONE}reopen/", keeping.reopen, name="reopen"),
    path(f"{ONE}enter/", entering.enter, name="enter"),
    path(f"{ONE}import/", files.import_readings, name="import_readings"),
]
