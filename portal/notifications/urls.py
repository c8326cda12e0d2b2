"""What a person is told, and how."""

from django.urls import path

from portal.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("news/", views.news, name="news"),
    path("news/<int:number>/", views.told, name="told"),
]
