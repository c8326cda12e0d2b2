"""Addresses of districts: the directory, its download, one district, its people; and of schools."""

from django.urls import path, re_path

from portal.districts.views import directory, invitations, people

app_name = "districts"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("directory.csv", directory.download, name="download"),
    re_path(r"^(?P<leaid>[0-9A-Za-z]{7})/$", directory.district, name="district"),
    path("mine/", people.own_people, name="own_people"),
    path("invitations/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("<str:leaid>/join/", people.join, name="join"),
    path("<str:leaid>/people/", people.people, name="people"),
    path("<str:leaid>/people/invite/", invitations.invite, name="invite"),
    path("<str:leaid>/people/<int:pk>/", people.membership, name="membership"),
    path("<str:leaid>/people/<int:pk>/approve/", people.approve, name="approve"),
    path("<str:leaid>/people/<int:pk>/decline/", people.decline, name="decline"),
    path("<str:leaid>/people/<int:pk>/end/", people.end, name="end"),
    path("<str:leaid>/people/<int:pk>/term/", people.set_term, name="set_term"),
    path("<str:leaid>/people/<int:pk>/leave/", people.leave, name="leave"),
    path("<str:leaid>/people/<int:pk>/hand-over/", people.hand_over, name="hand_over"),
    path("<str:leaid>/invitations/<int:pk>/revoke/", invitations.revoke_invitation, name="revoke_invitation"),
]
# Schools have a place of their own among the addresses: included by portal.urls under /schools/.
schools = ([path("<int:pk>/", directory.school, name="school")], "schools")
