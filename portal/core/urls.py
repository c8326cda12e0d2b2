"""Health, the kept form and the mail outbox."""

from django.urls import path

from portal.core import views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("resume/", views.resume, name="resume"),
    path("outbox/", views.outbox, name="outbox"),
]
