"""The signed-in start page."""

from django.urls import path

from portal.home import views

app_name = "home"
urlpatterns = [path("start/", views.start, name="start")]
