"""The style guide."""

from django.urls import path

from portal.ui import views

app_name = "ui"
urlpatterns = [path("styleguide/", views.styleguide, name="styleguide")]
