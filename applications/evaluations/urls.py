"""Addresses of reports on waivers."""

from django.urls import path

from applications.evaluations.views import reports

app_name = "evaluations"
ONE = "<slug:reference>/reports/<int:number>/"
urlpatterns = [
    path(ONE, reports.report, name="report"),
    path(f"{ONE}file/", reports.report_file, name="report_file"),
    path(f"{ONE}write/", reports.write, name="write"),
    path(f"{ONE}accept/", reports.accept, name="accept"),
    path(f"{ONE}send-back/", reports.send_back, name="send_back"),
]
