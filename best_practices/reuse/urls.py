"""Addresses of reuse, under /schools/."""

from django.urls import path

from best_practices.reuse import views

app_name = "reuse"
urlpatterns = [path("<int:pk>/needs/", views.needs, name="needs")]
