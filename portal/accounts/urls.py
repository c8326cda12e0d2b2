"""One's own account, and the administrators' pages about people."""

from django.urls import path

from portal.accounts.views import own, people, viewing

app_name = "accounts"
urlpatterns = [
    path("account/", own.account, name="account"),
    path("people/", people.people, name="people"),
    path("people/stop-viewing/", viewing.stop_viewing, name="stop_viewing"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/grant-role/", people.grant_role, name="grant_role"),
    path("people/<int:pk>/end-role/<slug:role>/", people.end_role, name="end_role"),
    path("people/<int:pk>/end-sessions/", people.end_sessions, name="end_sessions"),
    path("people/<int:pk>/disable/", people.disable, name="disable"),
    path("people/<int:pk>/enable/", people.enable, name="enable"),
    path("people/<int:pk>/view-as/", viewing.view_as, name="view_as"),
]
