"""Addresses of districts: the directory, its download, one district."""

from django.urls import path, re_path

from portal.districts.views import directory

app_name = "districts"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("directory.csv", directory.download, name="download"),
    re_path(r"^(?P<leaid>[0-9A-Za-z]{7})/$", directory.district, name="district"),
]
