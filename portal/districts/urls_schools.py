"""Addresses of schools."""

from django.urls import path

from portal.districts.views import directory

app_name = "schools"
urlpatterns = [path("<int:pk>/", directory.school, name="school")]
