"""Addresses of the workgroups."""

from django.urls import path

from plcs.workgroups.views import awaiting, groups, people, seats

app_name = "workgroups"
ONE, SEAT, PERSON = "<slug:slug>/", "<slug:slug>/seats/<int:number>/", "<slug:slug>/people/<int:number>/"
AWAITED = "<slug:slug>/awaited/"
urlpatterns = [
    path("", groups.workgroups, name="workgroups"),
    path("begin/", groups.begin, name="begin"),
    path("stop/<str:token>/", awaiting.stop_mail, name="stop_mail"),
    path(ONE, groups.workgroup, name="workgroup"),
    path(f"{ONE}charter/", groups.charter, name="charter"),
    path(f"{ONE}close/", groups.close, name="close"),
    path(f"{ONE}reopen/", groups.reopen, name="reopen"),
    path(f"{ONE}seats/ask/", seats.ask_seat, name="ask_seat"),
    path(f"{ONE}seats/leave/", seats.leave_seat, name="leave_seat"),
    path(f"{SEAT}grant/", seats.grant_seat, name="grant_seat"),
    path(f"{SEAT}decline/", seats.decline_seat, name="decline_seat"),
    path(f"{SEAT}withdraw/", seats.withdraw_seat, name="withdraw_seat"),
    path(f"{ONE}join/", people.join, name="join"),
    path(f"{ONE}people/", people.people, name="people"),
    path(f"{ONE}people/invite/", people.invite, name="invite"),
    path(AWAITED, awaiting.await_person, name="await_person"),
    path(f"{AWAITED}<int:number>/take-back/", awaiting.take_back, name="take_back"),
    path(f"{PERSON}admit/", people.admit, name="admit"),
    path(f"{PERSON}decline/", people.decline, name="decline"),
    path(f"{PERSON}end/", people.end, name="end"),
    path(f"{PERSON}lead/", people.name_lead, name="name_lead"),
]
