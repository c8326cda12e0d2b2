"""Addresses of conflicts of interest."""

from django.urls import path

from portal.conflicts import views

app_name = "conflicts"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("all/", views.everybody, name="everybody"),
    path("<int:number>/end/", views.end, name="end"),
]
