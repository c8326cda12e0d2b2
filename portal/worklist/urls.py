"""Addresses of the work list."""

from django.urls import path

from portal.worklist import views

app_name = "worklist"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("claim/", views.claim, name="claim"),
    path("take-over/", views.take_over, name="take_over"),
    path("release/", views.release, name="release"),
    path("views/", views.save_view, name="save_view"),
    path("views/<int:number>/drop/", views.drop_view, name="drop_view"),
]
