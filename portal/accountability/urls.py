"""Imports of accountability files."""

from django.urls import path

from portal.accountability import views

app_name = "accountability"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.show, name="import"),
    path("<int:pk>/findings.csv", views.findings, name="findings"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]
