"""Addresses of the standards. Words stand before editions, and no edition may have one as its code."""

from django.urls import path

from portal.standards.views import keeping, reading

app_name = "standards"
EDITION, ONE = "<slug:edition>/", "<slug:edition>/<str:number>/"
urlpatterns = [
    path("", reading.catalogue, name="catalogue"),
    path("editions/add/", keeping.add_edition, name="add_edition"),
    path("links/<int:pk>/remove/", keeping.unlink, name="unlink"),
    path(EDITION, reading.edition, name="edition"),
    path(f"{EDITION}standards.csv", reading.download, name="download"),
    path(f"{EDITION}standards.json", reading.data, name="data"),
    path(f"{EDITION}add/", keeping.add, name="add"),
    path(f"{EDITION}change-edition/", keeping.change_edition, name="change_edition"),
    path(ONE, reading.standard, name="standard"),
    path(f"{ONE}versions/<int:ordinal>/", reading.version, name="version"),
    path(f"{ONE}revise/", keeping.revise, name="revise"),
    path(f"{ONE}link/", keeping.link, name="link"),
]
