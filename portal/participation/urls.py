"""Addresses of the ledger."""

from django.urls import path

from portal.participation.views import contesting, reading

app_name = "participation"
ONE = "<slug:leaid>/<slug:school_year>"
urlpatterns = [
    path("", reading.ledgers, name="ledgers"),
    path("network.csv", reading.network_file, name="network_file"),
    path("contests/<slug:reference>/answer/", contesting.answer, name="answer"),
    path("contests/<slug:reference>/take-back/", contesting.take_back, name="take_back"),
    path(f"{ONE}.csv", reading.ledger_file, name="ledger_file"),
    path(f"{ONE}/", reading.ledger, name="ledger"),
    path(f"{ONE}/contest/<slug:duty>/", contesting.contest, name="contest"),
]
